"""Find what looks like somebody's own contact details in a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

EXCERPT = 40


class PersonalData(StrEnum):
    """What was found, in words for officers."""

    EMAIL = "e-mail address"
    PHONE = "telephone number"
    POSTCODE = "postcode"


@dataclass(frozen=True)
class Found:
    """One thing that was found: what it is, as it is written, and where it begins."""

    kind: PersonalData
    text: str
    place: int


# One of the two ends of each pattern keeps a longer number or word from being cut in two.
PATTERNS = {
    PersonalData.EMAIL: re.compile(r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+"),
    PersonalData.PHONE: re.compile(
        r"(?<![\w£.,/-])(?:(?:\+|00)44[ .-]?(?:\(0\)[ .-]?)?|\(?0)[1-9]"
        r"(?:[ ().-]{0,2}\d){8,9}(?!\d)"
    ),
    PersonalData.POSTCODE: re.compile(
        r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?)"
        r" ?\d[ABD-HJLNP-UW-Z]{2})\b",
        re.IGNORECASE,
    ),
}
BESIDES = re.compile(r"[^0-9a-z@+]", re.IGNORECASE)
COUNTRY = re.compile(r"^(?:\+|00)440?")


def personal_data_in(text: str, *, known: Iterable[str] = ()) -> list[Found]:
    """Return the e-mail addresses, telephone numbers and postcodes of a text, in its order.

    What ``known`` names, however it is spaced, is a public contact and is left out.
    """
    public = {normal(one) for one in known}
    found = [one for one in _matches(text) if normal(one.text) not in public]
    return sorted(found, key=lambda one: one.place)


def _matches(text: str) -> Iterator[Found]:
    for kind, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            yield Found(kind, match.group(), match.start())


def normal(contact: str) -> str:
    """Return a contact as it is compared: without spaces, in small letters, numbers from 0."""
    if "@" in contact:
        return contact.strip().lower()
    return COUNTRY.sub("0", BESIDES.sub("", contact)).lower()


def excerpt(text: str, found: Found) -> str:
    """Return what was found with some words around it, on one line."""
    start, end = found.place - EXCERPT, found.place + len(found.text) + EXCERPT
    shown = " ".join(text[max(0, start) : end].split())
    return f"{'…' if start > 0 else ''}{shown}{'…' if end < len(text) else ''}"
