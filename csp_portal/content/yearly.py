"""Yearly figures written on one line each, made into ordinary rows."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from csp_portal.content.faults import Faults, Place
from csp_portal.content.reading import list_of_tables
from csp_portal.suggestions import suggestion

WORDS = ("source", "starts", "values", "notes")


def expand(raw: object, *, place: Place, faults: Faults) -> list[dict[str, Any]]:
    """Return a row per year of a compact table, or of a list of such tables."""
    given = [raw] if isinstance(raw, dict) else raw
    tables = list_of_tables(given, "must be a table", place=place, faults=faults)
    return [row for table in tables for row in _rows(table, place=place, faults=faults)]


def _rows(table: dict[str, Any], *, place: Place, faults: Faults) -> Iterator[dict[str, Any]]:
    for name in table.keys() - set(WORDS):
        faults.add(place, f"has no such word{suggestion(name, WORDS)}", name=name)
    values, notes = table.get("values", {}), table.get("notes", {})
    for label in notes.keys() - values.keys():
        faults.add(place, f"“{label}” has no value", name="notes")
    for label, value in values.items():
        try:
            first, until = _period(label, str(table.get("starts", "04-01")))
        except ValueError:
            faults.add(place, f"“{label}” is not a year such as “2010-11”", name="values")
            continue
        row = {"label": label, "period_from": first, "period_until": until, "value": value}
        given = {"source": table.get("source"), "note": notes.get(label)}
        yield row | {name: word for name, word in given.items() if word is not None}


def _period(label: str, starts: str) -> tuple[date, date]:
    """Return a year's first day and the first day after it: “2010-11” begins in 2010."""
    year = int(label[:4])
    if label not in {f"{year}", f"{year}-{(year + 1) % 100:02}"}:
        raise ValueError(label)
    return date.fromisoformat(f"{year}-{starts}"), date.fromisoformat(f"{year + 1}-{starts}")
