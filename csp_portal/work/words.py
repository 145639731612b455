"""Words that lines of several apps share. Pure Python."""

from datetime import date
from textwrap import shorten

from csp_portal.dates.words import day_in_words


def due_on_in_words(day: date, *, today: date) -> str:
    """Say when something was or is due, and how far off that is."""
    days = (day - today).days
    if days == 0:
        return "is due today"
    number = f"{abs(days)} day{'s' if abs(days) > 1 else ''}"
    if days < 0:
        return f"was due on {day_in_words(day)}, {number} ago"
    return f"is due on {day_in_words(day)}, in {number}"


def no_longer_than(text: str, *, letters: int = 90) -> str:
    """Return the text on one line, cut between two words where it is longer."""
    return shorten(text, width=letters, placeholder=" …")
