"""One line of a calendar file: its values, and how a long one is folded."""

import unicodedata
from collections.abc import Iterable, Iterator
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
    parts, part, used = [], "", 0
    for piece in _pieces(line):
        size = _octets(piece)
        if used + size > LONGEST_LINE:
            parts.append(part)
            part, used = " ", 1
        part, used = part + piece, used + size
    return "\r\n".join([*parts, part, ""])


def _pieces(line: str) -> Iterator[str]:
    """Yield what should stay on one line, each no longer than a line can be."""
    for cluster in _clusters(line):
        yield from [cluster] if _octets(cluster) < LONGEST_LINE else cluster


def _clusters(line: str) -> Iterator[str]:
    cluster = ""
    for character in line:
        if cluster and not _continues(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    yield cluster


def _continues(cluster: str, character: str) -> bool:
    is_joined = cluster[-1] == JOINER or character == JOINER or character in SKIN_TONES
    # "\\" and the letter it escapes; two of them are one escape.
    return is_joined or cluster == "\\" or unicodedata.category(character) in COMBINING


def _octets(text: str) -> int:
    return len(text.encode())
