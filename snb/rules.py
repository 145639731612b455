"""Times in words, the promise of meetings, and what a meeting's state means. Pure Python."""

from dataclasses import dataclass
from datetime import datetime, time

from partnership.rules import day_in_words


def weekday_and_day(moment: datetime) -> str:
    """Return the day as residents read it: "Thursday 10 December 2026"."""
    return f"{moment:%A} {day_in_words(moment.date())}"


TIMES_WITH_A_NAME = {"12am": "midnight", "12pm": "midday"}


def time_in_words(moment: time) -> str:
    """Return "6:30pm", "8pm", "midday" or "midnight"."""
    clock = f"{moment:%I:%M%p}".lower().removeprefix("0").replace(":00", "")
    return TIMES_WITH_A_NAME.get(clock, clock)


def times_in_words(starts_at: datetime, ends_at: datetime | None) -> str:
    """Return "6:30pm to 8pm"; names the last day when it is another one.

    Both are local times: the caller has turned them.
    """
    start = time_in_words(starts_at.time())
    if ends_at is None:
        return start
    end = time_in_words(ends_at.time())
    if ends_at.date() != starts_at.date():
        return f"{start} to {end} on {weekday_and_day(ends_at)}"
    return f"{start} to {end}"


@dataclass(frozen=True)
class Promise:
    """How far a board has come with the meetings it promises for one year."""

    year: int
    access_word: str
    promised: int
    announced: int
    held: int

    @property
    def sentence(self) -> str:
        """Say it as the counter shows it: "0 of 2 open meetings announced for 2026"."""
        meetings = "meeting" if self.promised == 1 else "meetings"
        counted = f"{self.announced} of {self.promised} {self.access_word} {meetings}"
        return f"{counted} announced for {self.year}"

    @property
    def marks(self) -> list[bool]:
        """One mark for each promised meeting: true for those announced."""
        return [number < self.announced for number in range(self.promised)]

    @property
    def note(self) -> str:
        """Say how many of them are recorded as held."""
        if self.held:
            return f"{self.held} held so far."
        return "None is recorded as held so far."


@dataclass(frozen=True)
class Standing:
    """Where a meeting stands, as a short tag and as a sentence; both may be empty."""

    tag_text: str = ""
    tag_colour: str = ""
    sentence: str = ""


PLANNED = Standing()
NOT_RECORDED = Standing("Not recorded", "grey", "We have not yet recorded whether it was held.")
STANDINGS = {
    "held": Standing("Held", "green", "This meeting was held."),
    "cancelled": Standing("Cancelled", "red", "This meeting is cancelled."),
    "postponed": Standing(
        "Postponed", "yellow", "This meeting is postponed. It will not be held at this time."
    ),
}


def standing(state: str, *, is_over: bool) -> Standing:
    """Say where a meeting stands; a planned one whose time has passed is "not recorded"."""
    if state in STANDINGS:
        return STANDINGS[state]
    return NOT_RECORDED if is_over else PLANNED


def meeting_counts(state: str, *, is_example: bool) -> bool:
    """Whether a meeting counts towards the promise: it is real and was not called off."""
    return not is_example and state in {"planned", "held"}
