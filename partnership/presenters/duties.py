"""What the pages of the duty register print: words and links, ready to show. No queries here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from csp_portal.publishing.models import if_public
from csp_portal.publishing.references import Reference
from partnership.models import Duty, DutyBasis, DutyEvidence, Helpline, Legislation
from partnership.presenters.records import NOT_STATED, Card, Section
from partnership.rules import day_or_words, known_parts
from partnership.rules.due import (
    STANDING_LABELS,
    Standing,
    due_in_words,
    how_worked_out,
    standing,
)


@dataclass(frozen=True)
class Lead:
    """Who leads on a duty."""

    text: str
    url: str = ""

    @classmethod
    def of(cls, duty: Duty, *, at: datetime) -> Self:
        """Name the board, body or others who lead; say plainly when our sources do not."""
        leader = if_public(duty.lead_board, at=at) or if_public(duty.lead_body, at=at)
        if leader:
            return cls(leader.name, leader.get_absolute_url())
        return cls(duty.lead_text or NOT_STATED)


BASIS_TEXTS = {
    DutyBasis.LAW: "An Act or regulation says that this must be done. Each gives the reference.",
    DutyBasis.COMMITMENT: "No law asks for this. The partnership has promised it.",
    DutyBasis.GOOD_PRACTICE: "No law asks for this. It is a good way to work.",
}
BASIS_COLOURS = {DutyBasis.LAW: "blue", DutyBasis.COMMITMENT: "green"}


STANDING_COLOURS = {
    Standing.OVERDUE: "red",
    Standing.DUE_SOON: "yellow",
    Standing.MET: "green",
}

MEANINGS = "\n".join(
    (
        "Overdue: the day it was due has passed.",
        "Due soon: it is due in the next few weeks.",
        "Not known: we have no evidence, or we do not know its exact day.",
        "Met: we have evidence, and it is not due again soon.",
        "Not applicable: it has no due date. It applies all the time, or when something happens.",
    )
)


@dataclass(frozen=True)
class Due:
    """Where a duty stands, when it is due next, and how that was worked out: all in words."""

    standing: Standing
    text: str
    how: str

    @classmethod
    def of(cls, duty: Duty, *, today: date) -> Self:
        """Work it out from the duty's evidence, which the queryset has added."""
        facts = duty.facts
        how = how_worked_out(facts, reason=duty.stated_due_reason)
        return cls(standing(facts, on=today), due_in_words(facts), how)

    @property
    def tag_text(self) -> str:
        """The word for where it stands."""
        return STANDING_LABELS[self.standing]

    @property
    def tag_colour(self) -> str:
        """The colour that goes with the word."""
        return STANDING_COLOURS.get(self.standing, "grey")

    @property
    def is_overdue(self) -> bool:
        """Whether the day on which it was due has passed."""
        return self.standing == Standing.OVERDUE


@dataclass(frozen=True)
class Entry:
    """One duty of the register with where it stands."""

    duty: Duty
    due: Due


def register(duties: Iterable[Duty], *, today: date) -> list[Entry]:
    """Return the duties, in their order, each with where it stands on the day ``today``."""
    return [Entry(duty, Due.of(duty, today=today)) for duty in duties]


def standing_choices(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Return the ways in which a duty may stand, each with how many duties do."""
    counts = Counter(entry.due.standing for entry in entries)
    return [(one.value, f"{STANDING_LABELS[one]} ({counts[one]})") for one in Standing]


def duty_sections(entries: Sequence[Entry], *, at: datetime) -> list[Section]:
    """Return the register in three parts: law, commitment and good practice."""
    return [
        Section(
            title=f"{basis.label} ({len(cards)})",
            anchor=basis.value.replace("_", "-"),
            cards=cards,
            text=BASIS_TEXTS[basis],
        )
        for basis in DutyBasis
        if (cards := [duty_card(entry, at=at) for entry in entries if entry.duty.basis == basis])
    ]


def duty_card(entry: Entry, *, at: datetime) -> Card:
    """Return a duty's entry in the register."""
    duty, due = entry.duty, entry.due
    lead = f"Who leads: {Lead.of(duty, at=at).text}"
    return Card(
        title=duty.title,
        url=duty.get_absolute_url(),
        meta=f"{duty.get_how_often_display()}. {lead}. Next due: {due.text}.",
        text=duty.summary,
        tag_text=due.tag_text,
        tag_colour=due.tag_colour,
    )


@dataclass(frozen=True)
class Evidence:
    """Something that shows a duty was met."""

    label: str
    url: str
    date_text: str


def evidence_lines(
    evidence: Iterable[DutyEvidence], *, references: dict[tuple[str, str], Reference]
) -> list[Evidence]:
    """Return the evidence the public may see: a record that is not public is left out."""
    return [
        Evidence(item.label, reference.url if reference else item.url, evidence_date(item))
        for item in evidence
        if (reference := references.get((item.reference_kind, item.reference_key)))
        or not item.reference_kind
    ]


def evidence_date(evidence: DutyEvidence) -> str:
    """Return when it happened, as far as it is known."""
    return day_or_words(evidence.happened_on, evidence.date_text or "Date not given")


@dataclass(frozen=True)
class DutyPage:
    """One duty with everything its page prints."""

    duty: Duty
    lead: Lead
    due: Due
    evidence: list[Evidence]
    hidden_count: int
    legislation: list[Legislation]
    previous: Duty | None
    next: Duty | None
    helplines: list[Helpline]

    @property
    def basis_colour(self) -> str:
        """The colour that goes with the basis; its words say the same."""
        return BASIS_COLOURS.get(DutyBasis(self.duty.basis), "grey")

    @property
    def citation_url(self) -> str:
        """The address of the exact section, or of the only law that the duty rests on."""
        only_law = self.legislation[0].url if len(self.legislation) == 1 else ""
        return self.duty.url or only_law

    @property
    def hidden_text(self) -> str:
        """Say how much of the evidence counts but cannot be shown; empty if all of it is shown."""
        if not self.hidden_count:
            return ""
        if self.hidden_count == 1:
            return "One more thing counts. Its page is not public."
        return f"{self.hidden_count} more things count. Their pages are not public."

    @property
    def how_often(self) -> str:
        """How often it falls due, with what must be known beside it."""
        how_often = self.duty.get_how_often_display()
        return known_parts(how_often, self.duty.how_often_note, between="\n")


def neighbours(records: Sequence[Duty], record: Duty) -> tuple[Duty | None, Duty | None]:
    """Return the records before and after ``record`` in the register."""
    row = [None, *records, None]
    place = row.index(record)
    return row[place - 1], row[place + 1]
