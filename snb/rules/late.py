"""Until when an open meeting of a year can still be announced in time. Pure Python."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from csp_portal.dates.words import day_in_words
from snb.rules.promise import Promise

DAY = timedelta(days=1)
SATURDAY = 5
PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def last_working_day(year: int, *, holidays: Container[date]) -> date:
    """Return the last day of a year that is no bank holiday and not at a weekend."""
    day = date(year, 12, 31)
    while day.weekday() >= SATURDAY or day in holidays:
        day -= DAY
    return day


def last_day_for_notice(day: date, *, clear_days: int) -> date:
    """Return the last day for the notice of a meeting on ``day``.

    Between them lie so many clear days: neither the day of the notice nor that of the meeting
    is counted.
    """
    return day - timedelta(days=clear_days + 1)


@dataclass(frozen=True)
class Lateness:
    """What a board has yet to announce this year, and the last day on which that is in time."""

    promise: Promise
    clear_days: int
    publish_by: date
    is_too_late: bool

    @property
    def what(self) -> str:
        """Say which open meetings are not announced."""
        promise = self.promise
        missing = promise.promised - promise.announced
        if promise.promised == 1:
            return f"The open meeting of {promise.year} is not announced."
        if missing == 1 and promise.promised <= len(PLACES):
            place = PLACES[promise.promised - 1]
            return f"The {place} open meeting of {promise.year} is not announced."
        verb = "is" if missing == 1 else "are"
        counted = f"{missing} of {promise.promised} open meetings of {promise.year}"
        return f"{counted} {verb} not announced."

    @property
    def until_when(self) -> str:
        """Say until when one can be announced in time, or that it is too late for that."""
        if self.is_too_late:
            return f"It is too late to give {self.notice} for a meeting in {self.promise.year}."
        day = day_in_words(self.publish_by)
        return f"To give {self.notice} for a meeting this year, publish by {day}."

    @property
    def notice(self) -> str:
        """The notice to give: "21 days’ notice"."""
        days = "1 day’s" if self.clear_days == 1 else f"{self.clear_days} days’"
        return f"{days} notice" if self.clear_days else "notice"


def lateness(
    promise: Promise, *, clear_days: int, holidays: Container[date], today: date
) -> Lateness | None:
    """Return what is late or will be in the year of the promise; None if all is announced."""
    if promise.announced >= promise.promised:
        return None
    last_day = last_working_day(promise.year, holidays=holidays)
    publish_by = last_day_for_notice(last_day, clear_days=clear_days)
    return Lateness(promise, clear_days, publish_by, is_too_late=today > publish_by)
