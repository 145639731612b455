"""What a board promised for a year, against what became of it. Pure Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Only a meeting that is to be held, or was, counts towards a promise.
COUNTED = ("planned", "held")
OPEN, CLOSED = "open", "closed"


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
        if self.announced > self.promised:
            counted = f"{self.announced} {self.access_word} meetings announced for {self.year}"
            return f"{counted}, more than the {self.promised} promised"
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
class Tally:
    """How many public meetings of one kind of access a board has in one year."""

    year: int
    access: str
    announced: int
    held: int


@dataclass(frozen=True)
class PastYears:
    """What became of one promise in the years before this one, the latest first."""

    access_word: str
    promises: list[Promise]


def promises_in(
    year: int, *, tallies: Iterable[Tally], promised: Mapping[str, int]
) -> list[Promise]:
    """Return what became of each promise in one year; nothing where nothing was counted.

    ``promised`` says how many meetings there are to be a year, by who may come.
    """
    counted = {tally.access: tally for tally in tallies if tally.year == year}
    nothing = Tally(year, "", announced=0, held=0)
    found = [(access, number, counted.get(access, nothing)) for access, number in promised.items()]
    return [
        Promise(year, access, number, tally.announced, tally.held)
        for access, number, tally in found
    ]


def past_years(
    tallies: Sequence[Tally], *, promised: Mapping[str, int], this_year: int
) -> list[PastYears]:
    """Return each promise for all years since the first of which a meeting is recorded."""
    first = min((tally.year for tally in tallies), default=this_year)
    years = range(this_year - 1, first - 1, -1)
    rows = [promises_in(year, tallies=tallies, promised=promised) for year in years]
    return [PastYears(column[0].access_word, list(column)) for column in zip(*rows, strict=True)]


def unstated_count(tallies: Iterable[Tally], *, before: int) -> int:
    """Return how many meetings before a year are of neither kind, as no source says it."""
    return sum(
        tally.announced
        for tally in tallies
        if tally.year < before and tally.access not in {OPEN, CLOSED}
    )


def meeting_counts(state: str, *, is_example: bool) -> bool:
    """Whether a meeting counts towards the promise: it is real and was not called off."""
    return not is_example and state in COUNTED
