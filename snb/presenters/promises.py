"""What became of a board's yearly promise, this year and before. No queries here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from django.utils.text import capfirst

from partnership.models import Board
from snb.models import Meeting, MeetingAccess, MeetingState
from snb.rules import Promise, meeting_counts
from snb.rules.promise import PastYears, Tally, past_years, unstated_count


def promises(board: Board, meetings: Iterable[Meeting], *, year: int) -> list[Promise]:
    """Count a board's real meetings of ``year`` against its promise, open ones first.

    ``meetings`` may hold others: examples, other years and those called off are passed over.
    """
    counted = [
        meeting
        for meeting in meetings
        if meeting.year == year
        and meeting.board_id == board.pk
        and meeting_counts(meeting.state_of_meeting, is_example=meeting.is_example)
    ]
    return [
        promise_of(access, number, [m for m in counted if m.access == access], year=year)
        for access, number in promised_by(board).items()
    ]


def promised_by(board: Board) -> dict[str, int]:
    """Return how many meetings a board promises each year, by who may come, open ones first."""
    promised: dict[str, int | None] = {
        MeetingAccess.OPEN: board.open_meetings_per_year,
        MeetingAccess.CLOSED: board.closed_meetings_per_year,
    }
    return {str(access): number for access, number in promised.items() if number}


def promise_of(access: str, promised: int, meetings: Sequence[Meeting], *, year: int) -> Promise:
    """Return the promise of one kind of meeting with what has come of it."""
    held = [m for m in meetings if m.state_of_meeting == MeetingState.HELD]
    return Promise(
        year=year,
        access_word=access,
        promised=promised,
        announced=len(meetings),
        held=len(held),
    )


@dataclass(frozen=True)
class PastTable:
    """One promise in past years, as a table prints it."""

    columns: ClassVar[list[tuple[str, bool]]] = [
        ("Year", False),
        ("Promised", True),
        ("Announced", True),
        ("Held", True),
    ]

    caption: str
    rows: list[list[str]]

    @classmethod
    def of(cls, past: PastYears) -> Self:
        """Return the table of one promise."""
        caption = capfirst(f"{past.access_word} meetings, year by year")
        return cls(caption, [numbers_of(promise) for promise in past.promises])


def numbers_of(promise: Promise) -> list[str]:
    """Return the year, and how many meetings were promised, announced and held."""
    return list(map(str, (promise.year, promise.promised, promise.announced, promise.held)))


@dataclass(frozen=True)
class PastPromises:
    """Every promise in past years, and what must be known to read the numbers."""

    tables: list[PastTable]
    unstated: str

    @classmethod
    def of(cls, board: Board, tallies: Sequence[Tally], *, this_year: int) -> Self | None:
        """Return what became of a board's promises before this year; None if nothing is known."""
        past = past_years(tallies, promised=promised_by(board), this_year=this_year)
        count = unstated_count(tallies, before=this_year)
        return cls([PastTable.of(one) for one in past], unstated_words(count)) if past else None


def unstated_words(count: int) -> str:
    """Say that meetings are left out of the tables, as nobody knows who could come."""
    if not count:
        return ""
    if count == 1:
        return "One more meeting is recorded. Our sources do not say who could come."
    return f"{count} more meetings are recorded. Our sources do not say who could come."
