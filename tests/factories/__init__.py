"""Plain makers of records. What they make is published long ago unless told otherwise."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_numbers: Iterator[int] = count(1)
_places: Iterator[int] = count(1)


def number() -> int:
    """Return a number that no other record in this session has."""
    return next(_numbers)


def place() -> int:
    """Return the next place in a list; it always fits the database's smallest integer."""
    return next(_places) % 32_000


def years(n: int) -> str:
    """Return years for record ``n``, which no other record and no test's own text has."""
    return f"{3000 + n // 100 % 7000}-{n % 100:02}"


def published(fields: dict[str, Any]) -> dict[str, Any]:
    """Add what makes a record public, unless ``fields`` say otherwise."""
    return {"state": "published", "published_at": LONG_AGO} | fields
