"""Which letters the poster's fonts have, and what is set in place of the others.

A PDF that everyone can read may not hold a letter that no font can draw: setting it would fail.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
REGULAR = FONTS / "NotoSans-Regular.ttf"
# Stands for a letter that the fonts do not have, as browsers show it.
MISSING = "\N{REPLACEMENT CHARACTER}"
# Marks of direction, joiners, control characters: they draw nothing.
UNSEEN = {"Cc", "Cf", "Co", "Cs"}
TABLE = struct.Struct(">4s4xII")
ENCODING = struct.Struct(">HHI")
WINDOWS = 3


def printable(words: str) -> str:
    """Return the words with a mark in place of each letter that the fonts do not have."""
    letters = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\u2028\u2029]", "\n", words))
    return "".join(map(_printed, letters))


def not_printable(words: str) -> list[str]:
    """Return the letters of which a poster can only show a mark, each once, in order."""
    letters = dict.fromkeys(unicodedata.normalize("NFC", words))
    return [letter for letter in letters if letter != MISSING and _printed(letter) == MISSING]


def all_printable(value: Any) -> Any:
    """Return plain data with all its words made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: all_printable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [all_printable(part) for part in value]
    return value


def _printed(letter: str) -> str:
    if letter in "\n\t":
        return letter
    if unicodedata.category(letter) in UNSEEN:
        return ""
    return letter if ord(letter) in _covered() else MISSING


@cache
def _covered() -> frozenset[int]:
    """Read from the font which letters it has: the ranges of its character map."""
    font = REGULAR.read_bytes()
    count = int.from_bytes(font[4:6])
    tables = (TABLE.unpack_from(font, 12 + 16 * number) for number in range(count))
    start = next(offset for name, offset, _length in tables if name == b"cmap")
    maps = (ENCODING.unpack_from(font, start + 4 + 8 * number) for number in range(2))
    ranges = start + next(offset for system, _encoding, offset in maps if system == WINDOWS)
    segments = int.from_bytes(font[ranges + 6 : ranges + 8]) // 2
    ends = struct.unpack_from(f">{segments}H", font, ranges + 14)
    starts = struct.unpack_from(f">{segments}H", font, ranges + 16 + 2 * segments)
    pairs = zip(starts, ends, strict=True)
    return frozenset(code for first, last in pairs for code in range(first, last + 1)) - {0xFFFF}
