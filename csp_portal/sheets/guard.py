"""Cells that no spreadsheet program may take for a formula, and the way back.

The rule, after OWASP's page on CSV injection: a text whose first sign, after any spaces and
apostrophes, is = + - @ (or its full-width twin), a tab or a line end, goes out with an apostrophe
before it. On the way in one apostrophe before such a text is taken off again, so every text comes
back as it was. A number that the portal itself writes from a column of numbers holds digits, a
point and at most one minus: it calculates nothing, and stays a number. Every cell stands in
quotation marks, so that no text can open a cell of its own.
"""

import re

# Whether this fits does not depend on the number of apostrophes in front: so the way back is sure.
FORMULA = r"(?=[\s']*[=+\-@＝＋－＠\t\r\n])"
BEFORE_FORMULA = re.compile(rf"\A{FORMULA}")
APOSTROPHE = re.compile(rf"\A'{FORMULA}")


def guarded(text: str) -> str:
    """Return ``text`` as a cell that is never calculated."""
    return BEFORE_FORMULA.sub("'", text)


def unguarded(cell: str) -> str:
    """Return the text that went out as ``cell``."""
    return APOSTROPHE.sub("", cell)
