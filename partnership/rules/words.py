"""Lists, parts and numbers in words. Pure Python."""

import re
from collections.abc import Sequence
from datetime import date

from csp_portal.dates.words import day_in_words


def list_in_words(words: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def known_parts(*parts: str, between: str) -> str:
    """Return the parts that are not empty as one text, with ``between`` in between."""
    return between.join(part for part in parts if part)


def day_or_words(day: date | None, words: str) -> str:
    """Return the day in words; where it is not known, the ``words`` told instead of it."""
    return day_in_words(day) if day else words


def as_dialled(number: str) -> str:
    """Return a telephone number as a telephone dials it: the digits, and a plus before them."""
    return re.sub(r"[^+0-9]", "", number)
