"""Example meetings are dated from the day of loading, so that there is always one to come."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from csp_portal.content.faults import Faults
from csp_portal.content.models import LoadedSet
from csp_portal.content.reading import Table

# The words that date an example, and what each must be.
RELATIVE = {"days_from_loading": int, "at": time, "minutes": int}


def date_examples(
    tables: list[Table], content_set: LoadedSet, *, faults: Faults, at: datetime
) -> list[Table]:
    """Return the tables with a start and an end in those that count from the day of loading.

    That day stays the one noted in ``content_set`` until the first example to come is over.
    """
    relative = [table for table in tables if _is_relative(table)]
    complete = [table for table in relative if _is_complete(table, faults=faults)]
    day = _day_to_count_from(complete, before=content_set.examples_dated_on, at=at)
    content_set.examples_dated_on = day if complete else None
    content_set.examples_until = min(_ends(complete, on=day), default=None)
    return [_dated(table, on=day) if table in relative else table for table in tables]


def _is_relative(table: Table) -> bool:
    return table.is_example and bool(RELATIVE.keys() & table.raw.keys())


def _wrong_words(raw: dict[str, Any]) -> list[str]:
    return [name for name, wanted in RELATIVE.items() if not isinstance(raw.get(name), wanted)]


def _is_complete(table: Table, *, faults: Faults) -> bool:
    wrong = _wrong_words(table.raw)
    for name in wrong:
        faults.add(table.place, f"must be given, as a {RELATIVE[name].__name__}", name=name)
    return not wrong


def _dated(table: Table, *, on: date) -> Table:
    rest = {name: value for name, value in table.raw.items() if name not in RELATIVE}
    if _wrong_words(table.raw):
        return replace(table, raw=rest)
    starts_at, ends_at = _moments(table.raw, on=on)
    return replace(table, raw=rest | {"starts_at": starts_at, "ends_at": ends_at})


def _moments(raw: dict[str, Any], *, on: date) -> tuple[datetime, datetime]:
    """Return the start and the end, in local time."""
    starts_at = datetime.combine(on + timedelta(days=raw["days_from_loading"]), raw["at"])
    return starts_at, starts_at + timedelta(minutes=raw["minutes"])


def _ends(tables: list[Table], *, on: date) -> list[datetime]:
    """Return when each of the examples to come is over, if they are dated from ``on``."""
    return [
        timezone.make_aware(_moments(table.raw, on=on)[1])
        for table in tables
        if table.raw["days_from_loading"] > 0
    ]


def _day_to_count_from(tables: list[Table], *, before: date | None, at: datetime) -> date:
    if before is None or any(end <= at for end in _ends(tables, on=before)):
        return timezone.localdate(at)
    return before
