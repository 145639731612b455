"""What the pages of any record print: facts, cards in sections, and the foot."""

from dataclasses import dataclass
from typing import Self

from partnership.models import Source, Sourced
from partnership.rules import day_or_words

# Label, value and address; a page leaves out a fact without a value.
Fact = tuple[str, str, str]
NOT_STATED = "Not stated in our sources"


@dataclass(frozen=True)
class Foot:
    """Where a page's facts come from, and when somebody last checked them."""

    source: Source | None
    reviewed_text: str

    @classmethod
    def of(cls, record: Sourced) -> Self:
        """Return the foot of a record's page; empty where nothing is recorded."""
        return cls(record.source, day_or_words(record.reviewed_on, ""))


@dataclass(frozen=True)
class Card:
    """One entry of a list of records."""

    title: str
    url: str
    meta: str = ""
    text: str = ""
    tag_text: str = ""
    tag_colour: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with its cards."""

    title: str
    anchor: str
    cards: list[Card]
    text: str = ""
