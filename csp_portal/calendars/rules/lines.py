"""One line of a calendar file: its values, and how a long one is folded."""

import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from csp_portal.characters import without_unseen

# Octets of a line without its end (RFC 5545, 3.1).
LONGEST_LINE = 75
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "})
# What an address may hold besides letters and digits (RFC 3986).
IN_AN_ADDRESS = "%/:=&?~#+!$,;'@()*[]-._"
COMBINING = {"Mn", "Mc", "Me"}
JOINER = "\u200d"
SKIN_TONES = {chr(number) for number in range(0x1F3FB, 0x1F400)}


def text_value(text: str) -> str:
    """Return a text as a value: no character that cannot be shown, and the four escapes."""
    return without_unseen(text).translate(ESCAPES)


def list_value(texts: Iterable[str]) -> str:
    """Return several texts as one value."""
    return ",".join(map(text_value, texts))


def address_value(address: str) -> str:
    """Return a web address as a value: ASCII only, with anything else percent-encoded."""
    return quote(without_unseen(address), safe=IN_AN_ADDRESS)


def folded(line: str) -> str:
    """Return the line with its end, folded so that no part is longer than 75 octets.

    No character is cut, nor an escape, nor a letter from its accents, nor an emoji from what it is
    joined to, unless that alone is longer than a line.
    """
    end = _end_of_part(line, 0, room=LONGEST_LINE)
    parts = [line[:end]]
    while end < len(line):
        start, end = end, _end_of_part(line, end, room=LONGEST_LINE - 1)
        parts.append(f" {line[start:end]}")
    return "\r\n".join([*parts, ""])


def _end_of_part(line: str, start: int, *, room: int) -> int:
    """Return where a part that begins at ``start`` and has ``room`` octets had best end."""
    fitting = line[start : start + room].encode()[:room].decode(errors="ignore")
    end = longest = start + len(fitting)
    while start < end < len(line) and _is_one(line, end):
        end -= 1
    return end if end > start else longest


def _is_one(line: str, at: int) -> bool:
    """Whether the characters before and after ``at`` are one thing to a reader."""
    before, after = line[at - 1], line[at]
    is_joined = JOINER in {before, after} or after in SKIN_TONES
    backslashes = at - len(line[:at].rstrip("\\"))
    return is_joined or unicodedata.category(after) in COMBINING or backslashes % 2 == 1
