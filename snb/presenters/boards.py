"""What the pages of boards print. No queries here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from csp_portal.dates.words import day_in_words, period_in_words
from csp_portal.identity.models import Identity
from partnership.models import Board, BoardKind, OfficeHolder, Seat
from partnership.presenters import Fact
from partnership.rules import as_dialled, known_parts
from snb.models import Meeting, MeetingState
from snb.presenters.actions import actions_url
from snb.presenters.meetings import MeetingSummary
from snb.presenters.promises import PastPromises, promised_by
from snb.rules import Promise
from snb.rules.promise import Tally, promises_in


def meetings_url(board: Board) -> str:
    """Return the address of a board's list of meetings."""
    if board.kind == BoardKind.NEIGHBOURHOOD:
        return reverse("snb:meeting_list")
    return reverse("snb:board_meeting_list", args=[board.slug])


def next_open(meetings: Iterable[Meeting], *, at: datetime) -> MeetingSummary | None:
    """Return the next open meeting that is to be held; a real one goes before an example.

    ``meetings`` come in the order of time.
    """
    coming = coming_open(meetings, at=at)
    planned = [m for m in coming if m.state_of_meeting == MeetingState.PLANNED]
    planned.sort(key=lambda meeting: meeting.is_example)
    return MeetingSummary.of(planned[0], at=at) if planned else None


def called_off(meetings: Iterable[Meeting], *, at: datetime) -> list[MeetingSummary]:
    """Return the coming open meetings that are cancelled or postponed."""
    coming = coming_open(meetings, at=at)
    return [MeetingSummary.of(meeting, at=at) for meeting in coming if meeting.is_called_off]


def coming_open(meetings: Iterable[Meeting], *, at: datetime) -> list[Meeting]:
    """Return the meetings that residents may come to and whose time has not passed."""
    return [m for m in meetings if m.is_open_to_public and not m.is_over(at=at)]


@dataclass(frozen=True)
class Contact:
    """How to reach a board or the partnership; it exists only when a way is known."""

    name: str
    email: str = ""
    phone: str = ""
    url: str = ""

    @classmethod
    def of(cls, board: Board | None, *, identity: Identity | None) -> Self | None:
        """Return the board's contact, else the partnership's; None when neither is known."""
        if board and board.has_contact:
            name = board.contact_name or board.name
            return cls(name, board.contact_email, board.contact_phone)
        if identity and identity.has_contact:
            return cls(
                identity.name, identity.contact_email, identity.contact_phone, identity.contact_url
            )
        return None

    @property
    def dial(self) -> str:
        """The telephone number as a telephone dials it."""
        return as_dialled(self.phone)


@dataclass(frozen=True)
class Person:
    """Somebody who holds an office on a board, as far as our source says."""

    name: str
    office: str
    known: str

    @classmethod
    def of(cls, holder: OfficeHolder) -> Self:
        """Return the person with the office and when a source shows it."""
        return cls(
            name=holder.name,
            office=known_parts(holder.office, holder.other_office, between=", "),
            known=f"{capfirst(known_words(holder))}.",
        )


def known_words(holder: OfficeHolder) -> str:
    """Return the term of office, or else when a source shows that the person held it."""
    known = period_in_words(holder.held_from, holder.held_until) or holder.known_text
    if known:
        return known
    if holder.known_on:
        return f"as our source shows on {day_in_words(holder.known_on)}"
    source_date = holder.source.date_in_words if holder.source else "date not given"
    return f"as our source shows, {source_date}"


def seat_fact(seat: Seat) -> Fact:
    """Return a seat's name, its dates if they are known, and the page of its body, if any."""
    period = period_in_words(seat.held_from, seat.held_until)
    return seat.description, period, seat.body.get_absolute_url() if seat.body else ""


@dataclass(frozen=True)
class BoardPage:
    """One board with everything its page prints."""

    board: Board
    next_meeting: MeetingSummary | None
    called_off: list[MeetingSummary]
    promises: list[Promise]
    past: PastPromises | None
    listed: list[MeetingSummary]
    people: list[Person]
    seats: list[Fact]
    contact: Contact | None
    meetings_url: str
    actions_url: str

    @classmethod
    def of(
        cls,
        board: Board,
        meetings: Sequence[Meeting],
        *,
        tallies: Sequence[Tally],
        identity: Identity | None,
        at: datetime,
    ) -> Self:
        """Build the page from the board's meetings of this year and to come, in order.

        ``tallies`` count its public meetings of all years.
        """
        year = timezone.localtime(at).year
        return cls(
            board=board,
            next_meeting=next_open(meetings, at=at),
            called_off=called_off(meetings, at=at),
            promises=promises_in(year, tallies=tallies, promised=promised_by(board)),
            past=PastPromises.of(board, tallies, this_year=year),
            listed=[MeetingSummary.of(meeting, at=at) for meeting in meetings],
            people=[Person.of(holder) for holder in board.office_holders.all()],
            seats=[seat_fact(seat) for seat in board.seats.all()],
            contact=Contact.of(board, identity=identity),
            meetings_url=meetings_url(board),
            actions_url=actions_url(board),
        )
