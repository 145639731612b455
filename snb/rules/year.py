"""The meetings of a year: the days a rule gives, which of them lack, what to remark on each.

Pure Python. All moments given here are local times: the caller has turned them.
"""

from calendar import day_name, month_name, monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from csp_portal.dates.words import (
    day_in_words,
    time_in_words,
    times_in_words,
    weekday_in_words,
)

LAST = -1
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST: "last"}
WEEK = timedelta(days=7)
SATURDAY = 5


@dataclass(frozen=True)
class Rule:
    """Such as "the second Tuesday of March and June at 6:30pm, for 120 minutes".

    ``weekday`` counts from Monday, which is 0.
    """

    ordinal: int
    weekday: int
    months: tuple[int, ...]
    starts: time
    minutes: int

    @property
    def sentence(self) -> str:
        """The rule in words."""
        *most, last = [month_name[month] for month in self.months]
        months = f"{', '.join(most)} and {last}" if most else last
        which = f"the {ORDINALS[self.ordinal]} {day_name[self.weekday]} of {months}"
        return f"{which} at {time_in_words(self.starts)}, for {self.minutes} minutes"

    def day_in(self, month: int, *, year: int) -> date:
        """Return the day of a month that the rule names."""
        first_weekday, length = monthrange(year, month)
        days = range(1 + (self.weekday - first_weekday) % 7, length + 1, 7)
        place = self.ordinal if self.ordinal == LAST else self.ordinal - 1
        return date(year, month, days[place])


@dataclass(frozen=True)
class Candidate:
    """A day for a meeting, the month the rule gave it for, and the bank holiday it was moved off.

    A moved day may lie in the month after.
    """

    day: date
    month: int
    moved_from: date | None = None


def off_holidays(day: date, *, holidays: Iterable[date]) -> date:
    """Return the day, or the first after it, week by week, that is no bank holiday.

    At the end of a year it goes back instead: a promise is for one year.
    """
    taken = set(holidays)
    for step in (WEEK, -WEEK):
        moved = day
        while moved in taken:
            moved += step
        if moved.year == day.year:
            return moved
    return day


def candidates(rule: Rule, *, year: int, holidays: Iterable[date]) -> list[Candidate]:
    """Return a day for each month of the rule, moved off bank holidays."""
    taken, found = set(holidays), []
    for month in rule.months:
        named = rule.day_in(month, year=year)
        day = off_holidays(named, holidays=taken)
        found.append(Candidate(day, month, None if day == named else named))
    return found


def lacking_count(promised: int | None, *, existing: int) -> int | None:
    """Return how many meetings the promise still lacks; None where nothing is promised."""
    return None if promised is None else max(promised - existing, 0)


def without_meeting(found: Sequence[Candidate], *, days: Iterable[date]) -> list[Candidate]:
    """Return the candidates for which there is no meeting yet on any of ``days``.

    A meeting on another day than the rule's takes the place of the one in its month.
    """
    known = set(days)
    of_the_rule = {candidate.day for candidate in found}
    months = {day.month for day in known - of_the_rule}
    return [one for one in found if one.day not in known and one.month not in months]


def to_propose(
    found: Sequence[Candidate], *, days: Iterable[date], lacking: int | None, today: date
) -> list[Candidate]:
    """Return as many candidates as lack, in the order of time; those to come go first."""
    free = without_meeting(found, days=days)
    free.sort(key=lambda candidate: (candidate.day < today, candidate.day))
    return sorted(free[:lacking], key=lambda candidate: candidate.day)


# --- Remarks -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Slot:
    """A time that a meeting takes; ``of`` says whose it is: "a meeting of the Board"."""

    starts_at: datetime
    ends_at: datetime | None
    of: str = ""

    def overlaps(self, other: "Slot") -> bool:
        """Whether both take some of the same time; without an end one lasts all its day."""
        return self.starts_at < other.end and other.starts_at < self.end

    @property
    def end(self) -> datetime:
        """When it ends, or else the last moment of its day."""
        return self.ends_at or self.starts_at.replace(hour=23, minute=59, second=59)


@dataclass(frozen=True)
class Around:
    """What a time is judged against: the clock, the year to plan, and its bank holidays."""

    now: datetime
    year: int
    holidays: Mapping[date, str]
    unknown_years: frozenset[int] = frozenset()


def remarks_on(slot: Slot, *, others: Iterable[Slot], around: Around) -> list[str]:
    """Return what there is to remark on a time for a meeting, in sentences."""
    day = slot.starts_at.date()
    remarks = {
        "This time is in the past.": slot.starts_at < around.now,
        f"This day is not in {around.year}.": day.year != around.year,
        f"Weekend: it is a {weekday_in_words(day)}.": day.weekday() >= SATURDAY,
        f"Bank holiday: {around.holidays.get(day, '')}.": day in around.holidays,
        f"We do not know the bank holidays of {day.year}.": day.year in around.unknown_years,
    }
    said = [remark for remark, holds in remarks.items() if holds]
    return [*said, *(beside(slot, other) for other in others if other.starts_at.date() == day)]


def beside(slot: Slot, other: Slot) -> str:
    """Say that another meeting is on the same day, or at the same time."""
    word = "Clashes with" if slot.overlaps(other) else "On the same day as"
    return f"{word} {other.of}, {times_in_words(other.starts_at, other.ends_at)}."


def moved_remark(moved_from: date) -> str:
    """Say that a day was moved off a bank holiday."""
    return f"Bank holiday: moved from {day_in_words(moved_from)}."
