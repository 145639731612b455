"""What a meeting's page prints from its agenda down. No queries here.

What the public may read of an item is decided in one place: ``AgendaLine.of`` and
``MinutesLine.of``. Of a restricted item they tell the title and the reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.utils import timezone

from csp_portal.dates.words import day_in_words
from csp_portal.documents.models import DocumentFile
from csp_portal.documents.presenters import DocumentCard, document_cards
from csp_portal.publishing.models import if_public
from partnership.models import PartnerBody
from partnership.presenters import Fact
from partnership.rules import known_parts
from snb.models import AgendaItem, Asked, Meeting, MinutesState, Presence
from snb.presenters.actions import ActionLine, page_of_body
from snb.presenters.meetings import When
from snb.record import ACTION, ATTENDANCE, CORRECTION, LINK, Record, Row

DRAFT_TAG, AGREED_TAG = "Draft: not yet agreed", "Agreed"
DRAFT_SENTENCE = "A later meeting will agree these minutes. Until then they may change."
AGREED_SENTENCE = "The board has agreed these minutes."


@dataclass(frozen=True)
class PaperCard:
    """A document among the papers, and since when it is another than the one first published."""

    card: DocumentCard
    replaced_text: str

    @classmethod
    def of(cls, card: DocumentCard, files: Iterable[DocumentFile], *, since: datetime) -> Self:
        """Return the paper; ``since`` is when residents could first read the meeting's page."""
        originals = [one for one in files if one.document == card.document]
        newest = max(originals, key=lambda one: (one.uploaded_at, one.pk))
        is_replaced = newest.number > 1 and newest.uploaded_at > since
        day = day_in_words(timezone.localtime(newest.uploaded_at).date())
        return cls(card, f"Replaced on {day}." if is_replaced else "")


def paper_cards(files: list[DocumentFile], *, since: datetime | None) -> list[PaperCard]:
    """Return the documents of an item, each with its forms and versions."""
    cards = document_cards(files)
    # What is only previewed was never replaced for anybody.
    moment = since or max((one.uploaded_at for one in files), default=None)
    return [PaperCard.of(card, files, since=moment) for card in cards] if moment else []


@dataclass(frozen=True)
class AgendaLine:
    """One point of the agenda; of a restricted one only the title and the reason are told."""

    number: int
    anchor: str
    title: str
    restricted_reason: str = ""
    about: str = ""
    presenter: PartnerBody | None = None
    notes: str = ""
    subjects: list[Fact] = field(default_factory=list)
    papers: list[PaperCard] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)

    @classmethod
    def of(
        cls, item: AgendaItem, *, number: int, record: Record, since: datetime | None, at: datetime
    ) -> Self:
        """Return an item as the public may see it at the moment ``at``."""
        anchor = f"item-{item.order}"
        if item.is_restricted:
            return cls(number, anchor, item.title, restricted_reason=item.restricted_reason)
        return cls(
            number,
            anchor,
            item.title,
            about=about(item),
            presenter=if_public(item.presenter, at=at),
            notes=item.notes,
            subjects=list(subjects(item, at=at)),
            papers=paper_cards(record.files.get(item.pk, []), since=since),
            links=record.of(LINK, item.pk),
        )


def about(item: AgendaItem) -> str:
    """Return what is asked of the meeting, and how long it may take: "To decide. 10 minutes."."""
    asked = f"{Asked(item.asked).label}." if item.asked else ""
    minutes = item.minutes_allotted
    time = f"{minutes} minute{'' if minutes == 1 else 's'}." if minutes else ""
    return known_parts(asked, time, between=" ")


def subjects(item: AgendaItem, *, at: datetime) -> Iterator[Fact]:
    """Yield what an item is about, as far as that is public: label, title and address."""
    plan, priority = if_public(item.plan, at=at), if_public(item.priority, at=at)
    if plan:
        yield "Plan", plan.title, plan.get_absolute_url()
    if priority:
        yield "Priority", priority.title, priority.get_absolute_url()
    action = item.planned_action
    if action and action.priority.is_public(at=at):
        yield "What we promised", action.title, action.priority.get_absolute_url()


@dataclass(frozen=True)
class CorrectionLine:
    """What the minutes said and what they should have said."""

    day_text: str
    wrong: str
    right: str


def correction_lines(rows: Iterable[Row]) -> list[CorrectionLine]:
    """Return corrections in their order."""
    return [
        CorrectionLine(day_in_words(row.due_on) if row.due_on else "", row.text, row.more)
        for row in rows
    ]


@dataclass(frozen=True)
class MinutesLine:
    """The minutes of one point, and what of them was corrected."""

    number: int
    title: str
    minutes: str
    corrections: list[CorrectionLine]

    @classmethod
    def of(cls, item: AgendaItem, *, number: int, record: Record) -> Self | None:
        """Return the published minutes of an item; None where there are none to read."""
        corrections = correction_lines(record.of(CORRECTION, item.pk))
        if item.is_restricted or not (item.minutes or corrections):
            return None
        return cls(number, item.title, item.minutes, corrections)


@dataclass(frozen=True)
class Minutes:
    """The minutes of a meeting: how they stand, point by point, and corrections of no one point."""

    is_agreed: bool
    sentence: str
    agreed_url: str
    agreed_at: str
    lines: list[MinutesLine]
    corrections: list[CorrectionLine]

    @property
    def tag_text(self) -> str:
        """The words that say whether they are agreed."""
        return AGREED_TAG if self.is_agreed else DRAFT_TAG

    @property
    def tag_colour(self) -> str:
        """The colour that goes with them."""
        return "green" if self.is_agreed else "yellow"

    @classmethod
    def of(cls, meeting: Meeting, record: Record, *, at: datetime) -> Self | None:
        """Return the minutes that residents may read; None while they are not published."""
        if meeting.is_closed or not meeting.has_minutes:
            return None
        is_agreed = meeting.minutes_state == MinutesState.AGREED
        other = if_public(meeting.minutes_agreed_at, at=at)
        numbered = enumerate(record.items, start=1)
        found = [MinutesLine.of(item, number=n, record=record) for n, item in numbered]
        return cls(
            is_agreed=is_agreed,
            sentence=AGREED_SENTENCE if is_agreed else DRAFT_SENTENCE,
            agreed_url=other.get_absolute_url() if other else "",
            agreed_at=When.of(other).day_text if other else "",
            lines=[line for line in found if line],
            corrections=correction_lines(record.of(CORRECTION)),
        )


@dataclass(frozen=True)
class Presences:
    """The bodies that were there, sent apologies, or did neither: a label and links to each."""

    label: str
    bodies: list[tuple[str, str]]


def presences(record: Record) -> list[Presences]:
    """Return who was there, by presence; a group without bodies is left out."""
    rows = record.of(ATTENDANCE)
    groups = [
        Presences(
            Presence(value).label,
            [(row.body, page_of_body(row.body_slug)) for row in rows if row.text == value],
        )
        for value in Presence.values
    ]
    return [group for group in groups if group.bodies]


def action_lines(record: Record, *, today: date) -> list[ActionLine]:
    """Return what was decided, point by point."""
    return [
        ActionLine.of_row(row, origin=f"Point {number}: {item.title}", today=today)
        for number, item in enumerate(record.items, start=1)
        for row in record.of(ACTION, item.pk)
    ]


@dataclass(frozen=True)
class MeetingRecord:
    """Everything from the agenda down; of a closed meeting nothing."""

    discussed: str = ""
    agenda: list[AgendaLine] = field(default_factory=list)
    minutes: Minutes | None = None
    # Of published minutes only.
    presences: list[Presences] = field(default_factory=list)
    public_text: str = ""
    actions: list[ActionLine] = field(default_factory=list)

    @classmethod
    def of(cls, meeting: Meeting, record: Record, *, at: datetime) -> Self:
        """Return what the public may read at the moment ``at``."""
        if meeting.is_closed:
            return cls()
        minutes = Minutes.of(meeting, record, at=at)
        since = meeting.published_at
        return cls(
            discussed=meeting.discussed,
            agenda=[
                AgendaLine.of(item, number=number, record=record, since=since, at=at)
                for number, item in enumerate(record.items, start=1)
            ],
            minutes=minutes,
            presences=presences(record) if minutes else [],
            public_text=public_text(meeting) if minutes else "",
            actions=action_lines(record, today=timezone.localdate(at)) if minutes else [],
        )

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The headings of the record, for a list at its top; empty where there are few."""
        parts: list[tuple[object, str, str]] = [
            (self.discussed, "What was discussed", "discussed"),
            (self.agenda, "Agenda", "agenda"),
            (self.minutes, "Minutes", "minutes"),
            (self.actions, "What was decided", "decided"),
            (self.presences or self.public_text, "Who was there", "attendance"),
        ]
        found = [(label, anchor) for is_there, label, anchor in parts if is_there]
        return found if len(found) > 2 else []


def public_text(meeting: Meeting) -> str:
    """Return how many members of the public came; empty where nobody counted."""
    number = meeting.public_present
    if number is None:
        return ""
    return {0: "Nobody", 1: "1 person"}.get(number, f"{number} people") + " from the public came."
