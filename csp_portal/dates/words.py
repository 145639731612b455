"""Days and times in words, as GOV.UK writes them. Pure Python.

All moments given here are local times: the caller has turned them.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

TIMES_WITH_A_NAME = {"12am": "midnight", "12pm": "midday"}


def weekday_in_words(day: date) -> str:
    """Return "Thursday"."""
    return f"{day:%A}"


def day_in_words(day: date) -> str:
    """Return the day as people read it: "10 December 2026"."""
    return f"{day.day} {day:%B %Y}"


def weekday_and_day(day: date) -> str:
    """Return the day with its weekday: "Thursday 10 December 2026"."""
    return f"{weekday_in_words(day)} {day_in_words(day)}"


def period_in_words(period_from: date | None, period_until: date | None) -> str:
    """Return a half-open period in words; empty when neither end is known.

    The end is stored as the first day after the period and told as the last day of it.
    """
    start = f"from {day_in_words(period_from)}" if period_from else ""
    end = f"until {day_in_words(period_until - timedelta(days=1))}" if period_until else ""
    return f"{start} {end}".strip()


def time_in_words(moment: time) -> str:
    """Return "6:30pm", "8pm", "midday" or "midnight"."""
    clock = f"{moment:%I:%M%p}".lower().removeprefix("0").replace(":00", "")
    return TIMES_WITH_A_NAME.get(clock, clock)


def times_in_words(starts_at: datetime, ends_at: datetime | None) -> str:
    """Return "6:30pm to 8pm"; names the last day when it is another one."""
    start = time_in_words(starts_at.time())
    if ends_at is None:
        return start
    end = time_in_words(ends_at.time())
    if ends_at.date() != starts_at.date():
        return f"{start} to {end} on {weekday_and_day(ends_at)}"
    return f"{start} to {end}"


def when_in_words(starts_at: datetime, ends_at: datetime | None) -> str:
    """Return "Tuesday 9 March 2027, 6:30pm to 8:30pm"."""
    return f"{weekday_and_day(starts_at)}, {times_in_words(starts_at, ends_at)}"


def moment_in_words(moment: datetime) -> str:
    """Return a moment inside a sentence: "6:30pm on Tuesday 9 March 2027"."""
    return f"{time_in_words(moment.time())} on {weekday_and_day(moment)}"


def day_and_time(moment: datetime) -> str:
    """Return a moment at the head of a line or in a column: "9 March 2027, 6:30pm"."""
    return f"{day_in_words(moment)}, {time_in_words(moment.time())}"


@dataclass(frozen=True)
class CalendarLeaf:
    """A day as a leaf of a wall calendar shows it: "Thu", "10", "Dec 2026"."""

    weekday: str
    day: str
    month: str

    @classmethod
    def of(cls, day: date) -> "CalendarLeaf":
        """Return the leaf of a day."""
        return cls(f"{day:%a}", str(day.day), f"{day:%b %Y}")
