"""What pages print of notices: the list on a meeting's page, and the review before one is issued.

No queries here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Self

from django.utils import timezone

from csp_portal.addresses import absolute_url
from csp_portal.calendars.rules import CalendarEvent
from csp_portal.dates.words import day_in_words, when_in_words
from csp_portal.posters.letters import not_printable
from snb.calendars import meeting_event
from snb.messages import Message, message_of
from snb.models import Meeting, Notice
from snb.prospects import Prospect
from snb.rules.checks import Check
from snb.rules.facts import MeetingFacts
from snb.rules.notices import (
    Change,
    NoticeKind,
    changes,
    heading,
    notice_in_words,
    told_by,
)


@dataclass(frozen=True)
class NoticeLine:
    """One notice in the dated list on a meeting's page."""

    number: int
    label: str
    day_text: str
    told: list[str]
    days_text: str
    short_notice_reason: str

    @classmethod
    def of(cls, notice: Notice) -> Self:
        """Return what residents read of a notice; not who issued it."""
        days = notice.days_of_notice
        return cls(
            number=notice.number,
            label=notice.get_kind_display(),
            day_text=day_in_words(timezone.localtime(notice.issued_at).date()),
            told=notice.changes,
            days_text=f"{notice_in_words(days)}." if days is not None else "",
            short_notice_reason=notice.short_notice_reason,
        )


def notice_lines(notices: Iterable[Notice]) -> list[NoticeLine]:
    """Return the notices of a meeting, the latest first."""
    newest_first = sorted(notices, key=lambda notice: notice.number, reverse=True)
    return [NoticeLine.of(notice) for notice in newest_first]


def moved_from(notices: Iterable[Notice]) -> str:
    """Return the day and time that residents were told before the one that holds now.

    Empty when the meeting was never moved.
    """
    told = [notice.told for notice in sorted(notices, key=lambda notice: notice.number)]
    if not told:
        return ""
    earlier = [facts for facts in told if facts.starts_at.date() != told[-1].starts_at.date()]
    return when_in_words(earlier[-1].starts_at, earlier[-1].ends_at) if earlier else ""


@dataclass(frozen=True)
class Review:
    """What somebody looks through before a notice is issued."""

    kind: NoticeKind
    heading: str
    when: str
    told: list[str]
    changes: list[Change]
    message: Message
    days_text: str
    event: CalendarEvent | None
    not_printable: str

    @classmethod
    def of(cls, meeting: Meeting, prospect: Prospect, kind: NoticeKind) -> Self:
        """Return the review of a notice of this kind."""
        url = absolute_url(meeting.get_absolute_url())
        setting = prospect.setting(kind)
        facts, told = setting.after, told_by(prospect.before, setting.after, kind)
        days = setting.days
        return cls(
            kind=kind,
            heading=heading(kind, facts),
            when=when_in_words(facts.starts_at, facts.ends_at),
            told=told,
            changes=changes(prospect.before, facts),
            message=message_of(kind, facts, told, url=url),
            days_text=notice_in_words(days) if days is not None else "",
            event=event_of(meeting, prospect, kind, told),
            not_printable=" ".join(not_printable(words_of(facts))),
        )

    @property
    def event_state(self) -> str:
        """What a calendar says of the meeting."""
        is_on = self.event is not None and self.event.takes_time
        return "It takes place" if is_on else "Cancelled: it stands struck out"


def event_of(
    meeting: Meeting, prospect: Prospect, kind: NoticeKind, told: list[str]
) -> CalendarEvent | None:
    """Return the calendar entry of a notice that is not issued yet; None if it gets no entry."""
    facts = prospect.setting(kind).after
    if not facts.is_open_to_public or facts.ends_before_it_starts:
        return None
    notice: Any = Notice(
        meeting=meeting,
        number=prospect.number + 1,
        kind=kind,
        issued_at=prospect.at,
        facts=facts.as_json(),
        changes=told,
    )
    notice.first_issued_at = prospect.at
    return meeting_event(notice)


def words_of(facts: MeetingFacts) -> str:
    """Return the words that a poster prints."""
    venue = facts.venue
    place = f"{venue.in_a_line} {venue.transport} {venue.access_note}" if venue else ""
    texts = (facts.title, facts.board, facts.summary, facts.how_to_take_part)
    return " ".join((*texts, facts.called_off_reason, place))


@dataclass(frozen=True)
class CheckRow:
    """Something found, as the review page shows it: an error, or remarks with a box to tick."""

    checks: list[Check]
    box: Any = None

    @property
    def is_error(self) -> bool:
        """Whether it stops the notice."""
        return self.box is None


def checks_with_ticks(found: Iterable[Check], form: Any) -> list[CheckRow]:
    """Return what was found, each sort with its box in the form; an error has none."""
    groups = [(code, list(same)) for code, same in groupby(found, key=lambda check: check.code)]
    return [CheckRow(same, None if same[0].is_error else form[code]) for code, same in groups]
