"""Example meetings are dated from the day of loading, so that there is always one to come."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from csp_portal.content.faults import Faults, Place

RELATIVE = {"days_from_loading": int, "at": time, "minutes": int}


def is_relative(raw: dict[str, Any]) -> bool:
    """Whether a record counts its date from the day of loading."""
    return any(name in raw for name in RELATIVE)


def check_relative(raw: dict[str, Any], *, place: Place, faults: Faults) -> None:
    """Note what is missing or of the wrong sort among the words that date an example."""
    for name, wanted in RELATIVE.items():
        if not isinstance(raw.get(name), wanted):
            faults.add(place, f"must be given, as a {wanted.__name__}", name=name)


def dated(raw: dict[str, Any], *, on: date) -> dict[str, Any]:
    """Return the record with its days counted from ``on`` turned into a start and an end."""
    starts_at = datetime.combine(on + timedelta(days=raw["days_from_loading"]), raw["at"])
    ends_at = starts_at + timedelta(minutes=raw["minutes"])
    rest = {name: value for name, value in raw.items() if name not in RELATIVE}
    return rest | {"starts_at": starts_at, "ends_at": ends_at}


def first_end(raws: Iterable[dict[str, Any]], *, on: date) -> datetime | None:
    """Return when the first of the examples to come is over, if they are dated from ``on``."""
    coming = (raw for raw in raws if raw["days_from_loading"] > 0)
    ends = [timezone.make_aware(dated(raw, on=on)["ends_at"]) for raw in coming]
    return min(ends, default=None)


def day_to_count_from(raws: list[dict[str, Any]], *, before: date | None, at: datetime) -> date:
    """Return the day examples are dated from: the one from before until an example is over."""
    if before is None:
        return timezone.localdate(at)
    end = first_end(raws, on=before)
    return before if end is None or end > at else timezone.localdate(at)
