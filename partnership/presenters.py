"""What the partnership's pages print: words and links, ready to show. No queries here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.utils.text import capfirst

from csp_portal.publishing.models import if_public
from csp_portal.publishing.references import Reference
from partnership.models import (
    BoardKind,
    Duty,
    DutyBasis,
    DutyEvidence,
    Helpline,
    LegalStatus,
    Legislation,
    PartnerBody,
    Seat,
    Source,
    Sourced,
)
from partnership.rules import DueDate, day_or_words, due_date, known_parts, period_in_words

# Label, value and address; a page leaves out a fact without a value.
Fact = tuple[str, str, str]
NOT_STATED = "Not stated in our sources"


@dataclass(frozen=True)
class Foot:
    """Where a page's facts come from, and when somebody last checked them."""

    source: Source | None
    reviewed_text: str

    @classmethod
    def of(cls, record: Sourced) -> Self:
        """Return the foot of a record's page; empty where nothing is recorded."""
        return cls(record.source, day_or_words(record.reviewed_on, ""))


@dataclass(frozen=True)
class Card:
    """One entry of a list of records."""

    title: str
    url: str
    meta: str = ""
    text: str = ""
    tag_text: str = ""
    tag_colour: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with its cards."""

    title: str
    anchor: str
    cards: list[Card]
    text: str = ""


NO_BOARD = "others"
MEMBER_TITLES: dict[str, str] = {
    BoardKind.PARTNERSHIP: "On the partnership board",
    BoardKind.NEIGHBOURHOOD: "Only on the Safer Neighbourhood Board",
    NO_BOARD: "Not on a board",
}


def member_sections(bodies: Iterable[PartnerBody], *, today: date) -> list[Section]:
    """Return the bodies by board: the partnership board's first, each body only once."""
    cards = defaultdict(list)
    for body in bodies:
        cards[first_board(body)].append(member_card(body, today=today))
    return [
        Section(f"{title} ({len(cards[kind])})", kind, cards[kind])
        for kind, title in MEMBER_TITLES.items()
        if kind in cards
    ]


def first_board(body: PartnerBody) -> str:
    """Return the kind of board under which a body is listed, or that it sits on none."""
    kinds = board_kinds(body)
    return next((kind for kind in MEMBER_TITLES if kind in kinds), NO_BOARD)


def board_kinds(body: PartnerBody) -> set[str]:
    """Return the kinds of board on which a body has a seat."""
    return {seat.board.kind for seat in body.seats.all()}


def bodies_on(bodies: Iterable[PartnerBody], kind: str) -> list[PartnerBody]:
    """Return the bodies with a seat on the board of this ``kind``."""
    return [body for body in bodies if kind in board_kinds(body)]


# What stands beside the name; bodies of any other standing show their abbreviation there.
LEGAL_STATUS_TEXTS: dict[str, str] = {LegalStatus.RESPONSIBLE: "Must take part by law"}


def member_card(body: PartnerBody, *, today: date) -> Card:
    """Return a body's entry in the list of members."""
    return Card(
        title=body.name,
        url=body.get_absolute_url(),
        meta=LEGAL_STATUS_TEXTS.get(body.legal_status, body.abbreviation),
        text=known_parts(body.summary, law_now_sentence(body), between=" "),
        tag_text=member_tag(body, today=today),
        tag_colour="yellow",
    )


def member_tag(body: PartnerBody, *, today: date) -> str:
    """Return the words that mark a body which left, or whose kind the law no longer names."""
    if body.legal_status == LegalStatus.FORMER_KIND:
        return "The law has changed"
    return "Former member" if has_left(body, on=today) else ""


def has_left(body: PartnerBody, *, on: date) -> bool:
    """Whether a body had seats, and holds none of them any more on the day ``on``."""
    ends = [seat.held_until or date.max for seat in body.seats.all()]
    return max(ends, default=date.max) <= on


def law_now_sentence(body: PartnerBody) -> str:
    """Say which kind of body the law names now, and whether we know who took over."""
    if not body.law_now_names:
        return ""
    sentence = f"The law now names: {body.law_now_names}."
    if body.has_unknown_successor:
        return f"{sentence} We do not know which body took over."
    return sentence


def member_facts(
    body: PartnerBody, *, predecessors: Iterable[PartnerBody], at: datetime
) -> list[Fact]:
    """Return what is known of a body, one line each; nothing that is not public at ``at``."""
    existed = period_in_words(body.existed_from, body.existed_until)
    facts = [
        ("Short name", body.abbreviation, ""),
        ("Place in the law", body.get_legal_status_display(), ""),
        ("Existed", capfirst(existed), ""),
        ("Law today", law_now_sentence(body), ""),
    ]
    if successor := if_public(body.successor, at=at):
        facts.append(("Followed by", successor.name, successor.get_absolute_url()))
    facts += [("Took over from", old.name, old.get_absolute_url()) for old in predecessors]
    if body.website:
        facts.append(("Website", "Visit its website", body.website))
    return facts


def seat_cards(seats: Iterable[Seat]) -> list[Card]:
    """Return the boards a body sits on, with the seat's name and dates."""
    return [
        Card(
            title=seat.board.name,
            url=seat.board.get_absolute_url(),
            meta=f"Seat: {seat.description}. {seat_period(seat)}",
        )
        for seat in seats
    ]


def seat_period(seat: Seat) -> str:
    """Say from when until when a seat was held, or that the dates are not given."""
    period = period_in_words(seat.held_from, seat.held_until)
    return f"{capfirst(period)}." if period else "Dates not given."


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


def duty_sections(duties: Sequence[Duty], *, at: datetime, today: date) -> list[Section]:
    """Return the register in three parts: law, commitment and good practice."""
    return [
        Section(
            title=f"{basis.label} ({len(cards)})",
            anchor=basis.value.replace("_", "-"),
            cards=cards,
            text=BASIS_TEXTS[basis],
        )
        for basis in DutyBasis
        if (cards := [duty_card(d, at=at, today=today) for d in duties if d.basis == basis])
    ]


def duty_card(duty: Duty, *, at: datetime, today: date) -> Card:
    """Return a duty's entry in the register."""
    due = due_date(duty.next_due_on, today=today)
    meta = f"{duty.get_how_often_display()}. Who leads: {Lead.of(duty, at=at).text}."
    return Card(
        title=duty.title,
        url=duty.get_absolute_url(),
        meta=f"{meta} Next due: {due.text}." if duty.next_due_on else meta,
        text=duty.summary,
        tag_text=due.tag_text,
        tag_colour="red",
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
    due: DueDate
    evidence: list[Evidence]
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
    def how_often(self) -> str:
        """How often it falls due, with what must be known beside it."""
        how_often = self.duty.get_how_often_display()
        return known_parts(how_often, self.duty.how_often_note, between="\n")


def neighbours(records: Sequence[Duty], record: Duty) -> tuple[Duty | None, Duty | None]:
    """Return the records before and after ``record`` in the register."""
    row = [None, *records, None]
    place = row.index(record)
    return row[place - 1], row[place + 1]
