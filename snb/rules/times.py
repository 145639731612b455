"""Days and times in words, as GOV.UK writes them: the one place for it. Pure Python.

All moments given here are local times: the caller has turned them.
"""

from datetime import datetime, time

from partnership.rules import day_in_words, known_parts


def weekday_and_day(moment: datetime) -> str:
    """Return the day as residents read it: "Thursday 10 December 2026"."""
    return f"{moment:%A} {day_in_words(moment.date())}"


TIMES_WITH_A_NAME = {"12am": "midnight", "12pm": "midday"}


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
    return known_parts(weekday_and_day(starts_at), times_in_words(starts_at, ends_at), between=", ")


def moment_in_words(moment: datetime) -> str:
    """Return "6:30pm on Tuesday 9 March 2027"."""
    return f"{time_in_words(moment.time())} on {weekday_and_day(moment)}"
