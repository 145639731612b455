"""What must not be done with a meeting or its board, and what to read before it is done."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from csp_portal.publishing.models import Publishable
from snb.models import Meeting
from snb.news import broken_word, is_announced, is_news
from snb.prospects import prospect_of_rows
from snb.rules.checks import SHORT_NOTICE, Check

BY_NOTICE = (
    "Residents are told of a meeting to come by a notice, so that the page, the calendar and the "
    "poster say the same. Use “Issue a notice”."
)
CANCEL_FIRST = (
    "Residents have been told of this meeting. Cancel it: set it to “cancelled”, say why, and "
    "issue a notice. It stays visible as cancelled, also in their calendars."
)
CANCEL_ALL_FIRST = (
    "Residents have been told of a meeting of this board that is to come. Cancel it first, or "
    "wait until it is over: its page would vanish with the board."
)
SAY_WHY = "Choose a later day, or say why under “What changed, for the public”."
HIDING = {"withdraw", "expire"}


def guard(record: Publishable, move: str, *, at: datetime, note: str) -> str:
    """Return why a move of a meeting must not be made as its rows are now; empty if it may.

    ``at`` is when the move takes effect.
    """
    meeting: Any = record
    asked = (ask(meeting, at, note) for ask in GUARDS.get(move, ()))
    return next(filter(None, asked), "")


def guard_board(record: Publishable, move: str, *, at: datetime, note: str) -> str:
    """Return why a board must not be hidden: residents expect one of its meetings."""
    if move not in HIDING:
        return ""
    meetings = Meeting.objects.filter(board=record.pk, notices__isnull=False).distinct()
    coming = meetings.public(at=at).upcoming(at=at).with_notices()
    return CANCEL_ALL_FIRST * any(is_announced(one, at=at) for one in coming)


def must_be_cancelled(meeting: Meeting, at: datetime, note: str) -> str:
    """Refuse to hide a meeting that residents expect to be held."""
    return CANCEL_FIRST * is_announced(meeting, at=at)


def must_be_told(meeting: Meeting, at: datetime, note: str) -> str:
    """Refuse to publish news of a meeting to come in another way than by a notice."""
    return broken_word(meeting, at=at) or BY_NOTICE * is_news(meeting, at=at)


def must_be_right(meeting: Meeting, at: datetime, note: str) -> str:
    """Refuse to approve or schedule news of a meeting in which there is an error."""
    found = checks_of_news(meeting, at=at)
    errors = [f"{check.text} {check.fix}" for check in found if check.is_error]
    return next(filter(None, [broken_word(meeting, at=at), *errors]), "")


def must_say_why(meeting: Meeting, at: datetime, note: str) -> str:
    """Refuse to approve or schedule news at short notice without a reason for residents."""
    found = () if note else checks_of_news(meeting, at=at)
    return next((f"{check.text} {SAY_WHY}" for check in found if check.code == SHORT_NOTICE), "")


# What is asked before a move of the table; the note for residents is the reason then.
Question = Callable[[Meeting, datetime, str], str]
GUARDS: dict[str, tuple[Question, ...]] = {
    "withdraw": (must_be_cancelled,),
    "expire": (must_be_cancelled,),
    "publish": (must_be_told,),
    "schedule": (must_be_right, must_say_why),
    "approve": (must_be_right, must_say_why),
    "approve_for_later": (must_be_right, must_say_why),
}


def checks_of_news(meeting: Meeting, *, at: datetime) -> list[Check]:
    """Return what is found in the news of a meeting to come; nothing where there is none."""
    if not is_news(meeting, at=at):
        return []
    prospect = prospect_of_rows(meeting, at=at)
    return prospect.checks(prospect.kinds[0])


def remarks_on_meeting(record: Publishable) -> list[str]:
    """Remark on the news of a meeting for whoever approves or schedules it without a review."""
    if not isinstance(record, Meeting):
        return []
    found = checks_of_news(record, at=timezone.now())
    return [f"{check.text} {check.fix}" for check in found if not check.is_error]
