"""What the next notice of a meeting could be: facts, kinds, and what there is to remark.

Nothing here changes anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from csp_portal.accounts.models import User
from csp_portal.identity.models import Identity
from csp_portal.publishing.drafts import open_draft
from csp_portal.publishing.models import State
from snb.bank_holidays import bank_holidays
from snb.facts import NoDayError, facts_of, latest_notice
from snb.models import Meeting, MeetingAccess
from snb.rules.checks import Check, Setting, checks
from snb.rules.facts import MeetingFacts
from snb.rules.notices import NoticeKind, kinds_open


@dataclass(frozen=True)
class Prospect:
    """What the next notice of a meeting could be, from its draft: facts, kinds, and checks."""

    before: MeetingFacts | None
    after: MeetingFacts | None
    kinds: list[NoticeKind]
    notice_days: int
    number: int
    can_ask: bool
    was_closed: bool
    clashes: tuple[str, ...]
    at: datetime
    is_hidden: bool = False
    is_over: bool = False

    def setting(self, kind: NoticeKind) -> Setting:
        """Return what a notice of this kind is checked against; there must be facts."""
        if self.after is None:
            raise NoDayError
        return Setting(
            after=self.after,
            before=self.before,
            kind=kind,
            at=timezone.localtime(self.at),
            notice_days=self.notice_days,
            can_ask=self.can_ask,
            was_closed=self.was_closed,
            is_hidden=self.is_hidden,
            clashes=self.clashes,
            bank_holidays=holidays_around(self.after.starts_at.date()),
        )

    def checks(self, kind: NoticeKind) -> list[Check]:
        """Return what is found when a notice of this kind is looked through."""
        return checks(self.setting(kind)) if self.after else []


def holidays_around(day: date) -> dict[date, str]:
    """Return the bank holidays of the day's year."""
    return bank_holidays([day.year])


def prospect_of(meeting: Meeting, *, by: User | None, at: datetime) -> Prospect:
    """Return what a notice of the meeting's draft would tell; nothing is changed.

    Raises StaleDraftError when the draft names something that is gone.
    """
    was_closed = meeting.access == MeetingAccess.CLOSED and meeting.state == State.PUBLISHED
    with open_draft(meeting, by=by, at=at) as session:
        found: Any = session.record
        return prospect_of_rows(found, at=at, was_closed=was_closed)


def prospect_of_rows(meeting: Meeting, *, at: datetime, was_closed: bool = False) -> Prospect:
    """Return what a notice of the meeting would tell, as its rows are now."""
    latest = latest_notice(meeting)
    before, after = latest.told if latest else None, facts_of(meeting)
    is_over = meeting.is_over(at=at)
    return Prospect(
        before=before,
        after=after,
        kinds=kinds_open(before, after, is_over=is_over) if after else [],
        notice_days=meeting.board.notice_days,
        number=latest.number if latest else 0,
        can_ask=can_ask(meeting),
        was_closed=was_closed,
        is_hidden=not meeting.board.is_public(at=at),
        is_over=is_over,
        clashes=tuple(clashes_with(meeting)),
        at=at,
    )


def can_ask(meeting: Meeting) -> bool:
    """Whether residents are told how to ask a question before the meeting."""
    identity = Identity.objects.first()
    has_contact = meeting.board.has_contact or bool(identity and identity.has_contact)
    return bool(meeting.how_to_take_part) or has_contact


def clashes_with(meeting: Meeting) -> Iterable[str]:
    """Return the other meetings of any board that take place at the same time, in words.

    Of another board's meeting only the board is named: whoever asks may not see its drafts.
    """
    if meeting.starts_at is None:
        return
    others = Meeting.objects.at_the_time_of(meeting.starts_at, meeting.ends_at)
    others = others.exclude(pk=meeting.pk).exclude(state=State.WITHDRAWN).with_place()
    for other in others.order_by("starts_at", "pk")[:5]:
        title = f", {other.title}" if other.board_id == meeting.board_id else ""
        yield f"{other.board}{title}"
