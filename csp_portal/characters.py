"""Characters that cannot be shown: a field refuses them, whatever writes a file leaves them out.

One of them in a meeting's title would break the calendar of every subscriber. Pure Python.
"""

import re

UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
LINE_ENDS = re.compile(r"\r\n?")


def without_unseen(text: str) -> str:
    """Return the text without characters that cannot be shown; each line ends with one "\\n"."""
    return UNSEEN.sub("", LINE_ENDS.sub("\n", text))
