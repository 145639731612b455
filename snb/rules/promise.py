"""What a board promised for a year, against what became of it. Pure Python."""

from dataclasses import dataclass


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


def meeting_counts(state: str, *, is_example: bool) -> bool:
    """Whether a meeting counts towards the promise: it is real and was not called off."""
    return not is_example and state in {"planned", "held"}
