"""What the partnership's pages print: words and links, ready to show. No queries here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.utils.text import capfirst

from csp_portal.publishing.references import Reference
from partnership.models import (
    BoardKind,
    Duty,
    DutyBasis,
    DutyEvidence,
    LegalStatus,
    Legislation,
    PartnerBody,
    Seat,
    Sourced,
)
from partnership.rules import DueDate, day_in_words, due_date, period_in_words

Fact = tuple[str, str, str]  # label, value, address or nothing
NOT_STATED = "Not stated in our sources"


@dataclass(frozen=True)
class Foot:
    """Where a page's facts come from, and when somebody last checked them."""

    source: str
    url: str
    date_text: str
    licence: str
    caveat: str
    reviewed_text: str

    @classmethod
    def of(cls, record: Sourced) -> Self:
        """Return the foot of a record's page; its texts are empty where nothing is recorded."""
        source = record.source
        return cls(
            source=f"{source.title}, {source.publisher}" if source else "",
            url=source.url if source else "",
            date_text=source.date_in_words if source else "",
            licence=source.licence if source else "",
            caveat=source.note if source else "",
            reviewed_text=day_in_words(record.reviewed_on) if record.reviewed_on else "",
        )


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


def member_sections(bodies: Iterable[PartnerBody], *, today: date) -> list[Section]:
    """Return the bodies by board: the partnership board's first, each body only once."""
    titles = {
        BoardKind.PARTNERSHIP.value: "On the partnership board",
        BoardKind.NEIGHBOURHOOD.value: "Only on the Safer Neighbourhood Board",
        "": "Not on a board",
    }
    cards: dict[str, list[Card]] = {kind: [] for kind in titles}
    for body in bodies:
        kinds = {seat.board.kind for seat in body.seats.all()}
        group = next(kind for kind in titles if kind in kinds or not kind)
        cards[group].append(member_card(body, today=today))
    return [
        Section(f"{titles[kind]} ({len(found)})", kind or "others", found)
        for kind, found in cards.items()
        if found
    ]


def bodies_on(bodies: Iterable[PartnerBody], kind: str) -> list[PartnerBody]:
    """Return the bodies with a seat on the board of this ``kind``."""
    return [body for body in bodies if any(seat.board.kind == kind for seat in body.seats.all())]


def member_card(body: PartnerBody, *, today: date) -> Card:
    """Return a body's entry in the list of members."""
    is_named_by_law = body.legal_status == LegalStatus.RESPONSIBLE
    parts = (body.summary, law_now_sentence(body))
    return Card(
        title=body.name,
        url=body.get_absolute_url(),
        meta="Must take part by law" if is_named_by_law else body.abbreviation,
        text=" ".join(part for part in parts if part),
        tag_text=member_tag(body, today=today),
        tag_colour="yellow",
    )


def member_tag(body: PartnerBody, *, today: date) -> str:
    """Return the words that mark a body which left, or whose kind the law no longer names."""
    if body.legal_status == LegalStatus.FORMER_KIND:
        return "The law has changed"
    ends = [seat.held_until for seat in body.seats.all()]
    has_left = bool(ends) and all(end is not None and end <= today for end in ends)
    return "Former member" if has_left else ""


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
    if body.successor and body.successor.is_public(at=at):
        facts.append(("Followed by", body.successor.name, body.successor.get_absolute_url()))
    facts += [("Took over from", old.name, old.get_absolute_url()) for old in predecessors]
    facts += [("Website", "Visit its website", body.website)] if body.website else []
    return [fact for fact in facts if fact[1]]


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
        for leader in (duty.lead_board, duty.lead_body):
            if leader and leader.is_public(at=at):
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
    if evidence.happened_on:
        return day_in_words(evidence.happened_on)
    return evidence.date_text or "Date not given"


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
        note = f"\n{self.duty.how_often_note}" if self.duty.how_often_note else ""
        return f"{self.duty.get_how_often_display()}{note}"


def neighbours(records: Sequence[Duty], record: Duty) -> tuple[Duty | None, Duty | None]:
    """Return the records before and after ``record`` in the register."""
    place = records.index(record)
    before = records[place - 1] if place else None
    after = records[place + 1] if place + 1 < len(records) else None
    return before, after
