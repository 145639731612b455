"""What the rows of a meeting say beyond what residents were told of it. Nothing changes here.

Whether a meeting is to come is asked of its rows and of its latest notice: a draft that moves it
into the past does not make residents forget the day they were told.
"""

from datetime import datetime

from snb.facts import latest_notice, told_now
from snb.models import Meeting
from snb.rules.notices import kinds_open

KEEP_DAY = (
    "Residents have been told a day. Keep it. If the new day is not known yet, set the meeting to "
    "“postponed”, say why, and issue a notice."
)
STAYS_OPEN = (
    "Residents have been told that they may come. Cancel the meeting and issue a notice. Then add "
    "a closed meeting."
)


def needs_notice(meeting: Meeting, *, at: datetime) -> bool:
    """Whether the rows of an open meeting say something that no notice has told.

    A meeting that was over before anything was told is a record, not news.
    """
    if not meeting.is_open_to_public or meeting.starts_at is None:
        return False
    latest = latest_notice(meeting)
    if latest is None:
        return not meeting.is_over(at=at)
    return bool(kinds_open(latest.told, told_now(meeting), is_over=True))


def is_news(meeting: Meeting, *, at: datetime) -> bool:
    """Whether the rows say something of a meeting to come that no notice has told."""
    latest = latest_notice(meeting)
    is_over = meeting.is_over(at=at) and (latest is None or latest.told.is_over(at=at))
    return not is_over and needs_notice(meeting, at=at)


def is_announced(meeting: Meeting, *, at: datetime) -> bool:
    """Whether residents expect the meeting to be held: it is to come and not called off."""
    latest = latest_notice(meeting)
    return latest is not None and not latest.told.is_called_off and not latest.told.is_over(at=at)


def broken_word(meeting: Meeting, *, at: datetime) -> str:
    """Return how the rows break what residents were told, so that no notice can mend it.

    Their calendars would keep what the page says no longer. Empty where nothing is broken.
    """
    if latest_notice(meeting) is None:
        return ""
    if meeting.starts_at is None:
        return KEEP_DAY
    is_shut = not meeting.is_open_to_public and is_announced(meeting, at=at)
    return STAYS_OPEN * is_shut
