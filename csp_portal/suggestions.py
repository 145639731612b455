"""A near word for one that is not known, so that a slip is found at a glance."""

import difflib
from collections.abc import Iterable


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return " (did you mean “…”?)" for the known word most like ``word``, if one is."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f" (did you mean “{close[0]}”?)" if close else ""
