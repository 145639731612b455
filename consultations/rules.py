"""What came of what people said, counted and told. Pure Python."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Answers:
    """How many findings were acted on, turned down, or not answered yet."""

    did: int
    did_not: int
    open: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.did + self.did_not + self.open

    @property
    def sentence(self) -> str:
        """Say how many there are and how many have an answer."""
        if not self.total:
            return "Our sources do not say what people told us."
        things = "1 point was made" if self.total == 1 else f"{self.total} points were made"
        if self.open == self.total:
            return f"{things}. We have not answered {'it' if self.total == 1 else 'any'} yet."
        return f"{things}. We acted on {self.did}, said no to {self.did_not}. {self._still_open}"

    @property
    def _still_open(self) -> str:
        if not self.open:
            return "All have an answer."
        return f"{self.open} {'is' if self.open == 1 else 'are'} not answered yet."


def count_answers(kinds: Iterable[str]) -> Answers:
    """Return how the findings with these kinds of response were answered."""
    kinds = list(kinds)
    return Answers(
        did=kinds.count("we_did"),
        did_not=kinds.count("we_did_not"),
        open=kinds.count("not_answered"),
    )
