"""What the pages of meetings print. No queries here.

Of a closed meeting only the date and whether it was held may be shown. That is decided in
one place: ``MeetingSummary.of``. Every page prints meetings through it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from django.utils.text import capfirst

from csp_portal.dates.words import day_in_words, moment_in_words, times_in_words, weekday_and_day
from partnership.presenters import Fact
from partnership.rules import known_parts
from snb.facts import local_time
from snb.models import Access, Meeting, MeetingAccess, Notice, Venue
from snb.presenters.notices import NoticeLine, moved_from, notice_lines
from snb.rules import Standing, standing

ACCESS_TEXTS = {
    MeetingAccess.OPEN: "Open to everyone.",
    MeetingAccess.CLOSED: "Members only.",
    MeetingAccess.NOT_STATED: "Our sources do not say who could come.",
}


@dataclass(frozen=True)
class When:
    """When a meeting is, in local time and in words: the day, the day of the week, the times."""

    starts_at: datetime | None
    day_text: str
    date_text: str
    time_text: str = ""

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        """Return when a meeting is, or what is known of it if its day is not."""
        starts_at, ends_at = local_time(meeting.starts_at), local_time(meeting.ends_at)
        if starts_at is None:
            return cls(None, meeting.date_text, capfirst(meeting.date_text))
        return cls(
            starts_at,
            day_in_words(starts_at.date()),
            weekday_and_day(starts_at),
            times_in_words(starts_at, ends_at),
        )


def title_with_day(meeting: Meeting) -> str:
    """Return what the public may know of a meeting's title, with its day."""
    return f"{meeting.public_title}, {When.of(meeting).day_text}"


@dataclass(frozen=True)
class MeetingSummary:
    """A meeting as a list, a card or a link shows it."""

    name: str
    url: str
    day_text: str
    date_text: str
    access_text: str
    standing: Standing
    is_example: bool
    is_called_off: bool
    # Not told of a closed meeting.
    starts_at: datetime | None = None
    time_text: str = ""
    place: str = ""

    @classmethod
    def of(cls, meeting: Meeting, *, at: datetime) -> Self:
        """Return what the public may read of a meeting at the moment ``at``."""
        when = When.of(meeting)
        shared: dict[str, Any] = {
            "name": meeting.public_title,
            "url": meeting.get_absolute_url(),
            "day_text": when.day_text,
            "date_text": when.date_text,
            "access_text": ACCESS_TEXTS[MeetingAccess(meeting.access)],
            "standing": standing(meeting.state_of_meeting, is_over=meeting.is_over(at=at)),
            "is_example": meeting.is_example,
            "is_called_off": meeting.is_called_off,
        }
        if meeting.is_closed:
            return cls(**shared)
        return cls(
            starts_at=when.starts_at,
            time_text=when.time_text,
            place=place_in_a_line(meeting),
            **shared,
        )

    @property
    def title(self) -> str:
        """The name with its day, so that no two links of a list read the same."""
        return f"{self.name}, {self.day_text}"

    @property
    def when_text(self) -> str:
        """The day and, where the public may know them, the times."""
        return known_parts(self.date_text, self.time_text, between=", ")

    @property
    def meta(self) -> str:
        """What stands above the name in a list."""
        return self.when_text

    @property
    def text(self) -> str:
        """What stands under the name in a list."""
        return self.place

    @property
    def tag_text(self) -> str:
        """The words that mark an example, or a meeting that is not simply planned."""
        example = "Example" if self.is_example else ""
        return known_parts(example, self.standing.tag_text, between=": ")

    @property
    def tag_colour(self) -> str:
        """The colour that goes with the tag."""
        return self.standing.tag_colour or "yellow"


@dataclass(frozen=True)
class ComingMeetings:
    """The coming meetings: those to come to, then the closed ones and those called off."""

    open: list[MeetingSummary]
    other: list[MeetingSummary]

    @classmethod
    def of(cls, meetings: Iterable[Meeting], *, at: datetime) -> Self:
        """Part the meetings, which come in the order of time."""
        summaries = [MeetingSummary.of(meeting, at=at) for meeting in meetings]
        to_come_to = [one for one in summaries if one.starts_at and not one.is_called_off]
        return cls(to_come_to, [one for one in summaries if one not in to_come_to])


def place_in_a_line(meeting: Meeting) -> str:
    """Return where a meeting is, on one line; empty when it is not known."""
    venue = meeting.venue
    if venue is None:
        return "Online" if meeting.online_link else ""
    lines = [venue.name, *venue.address.splitlines(), venue.postcode]
    return known_parts(*map(str.strip, lines), between=", ")


def meeting_facts(meeting: Meeting, *, at: datetime) -> list[Fact]:
    """Return where a meeting is, who may come, and whose it is, one line each.

    What stands in the banner of a meeting that is called off is not said again.
    """
    summary = MeetingSummary.of(meeting, at=at)
    facts: list[Fact] = []
    if not meeting.is_closed:
        facts += [
            ("Where", summary.place or "We do not know the place.", ""),
            ("Join online", meeting.online_link, meeting.online_link),
            ("Send questions by", questions_due(meeting), ""),
        ]
    return [
        *facts,
        ("Who may come", summary.access_text, ""),
        ("Status", summary.standing.sentence * (not meeting.is_called_off), ""),
        ("Board", meeting.board.name, meeting.board.get_absolute_url()),
    ]


def questions_due(meeting: Meeting) -> str:
    """Return until when residents can send questions, in words; empty if nothing is said."""
    due = local_time(meeting.questions_due_at)
    return capfirst(moment_in_words(due)) if due else ""


def venue_facts(venue: Venue | None) -> list[Fact]:
    """Return what a venue offers people who need to know before they come."""
    if venue is None:
        return []
    return [
        ("Way in without steps", Access(venue.step_free).label, ""),
        ("Accessible toilet", Access(venue.accessible_toilet).label, ""),
        ("Hearing loop", Access(venue.hearing_loop).label, ""),
        ("Blue badge parking", Access(venue.parking).label, ""),
        ("Getting there", venue.transport, ""),
        ("Good to know", venue.access_note, ""),
    ]


@dataclass(frozen=True)
class MeetingPage:
    """One meeting with what its page prints above the agenda; a closed one has only its date."""

    summary: MeetingSummary
    board_name: str
    facts: list[Fact]
    is_closed: bool
    # Not told of a closed meeting.
    is_coming: bool = False
    description: str = ""
    how_to_take_part: str = ""
    venue_facts: list[Fact] = field(default_factory=list)
    called_off_reason: str = ""
    # The day that residents were told before, if the meeting was moved.
    moved_from: str = ""
    notices: list[NoticeLine] = field(default_factory=list)

    @classmethod
    def of(cls, meeting: Meeting, *, notices: Iterable[Notice] = (), at: datetime) -> Self:
        """Return what the public may read of a meeting at the moment ``at``."""
        summary = MeetingSummary.of(meeting, at=at)
        issued = list(notices)
        shared: dict[str, Any] = {
            "summary": summary,
            "board_name": meeting.board.name,
            "facts": meeting_facts(meeting, at=at),
            "is_closed": meeting.is_closed,
        }
        if meeting.is_closed:
            return cls(**shared)
        return cls(
            is_coming=not meeting.is_over(at=at) and not summary.is_called_off,
            description=meeting.summary,
            how_to_take_part=meeting.how_to_take_part,
            venue_facts=venue_facts(meeting.venue),
            called_off_reason=meeting.called_off_reason if meeting.is_called_off else "",
            moved_from=moved_from(issued),
            notices=notice_lines(issued),
            **shared,
        )
