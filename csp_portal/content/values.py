"""Turn what a content file says into what a field holds, strictly: nothing is guessed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models
from django.utils import timezone

from csp_portal.suggestions import suggestion


def as_is(_field: Any, raw: Any) -> Any:
    """Return what TOML already understood."""
    return raw


def to_number(_field: Any, raw: object) -> Decimal:
    """Return a decimal number exactly as it is written."""
    try:
        return Decimal(str(raw))
    except InvalidOperation as error:
        raise ValueError(f"must be a number, not {raw!r}") from error


def to_moment(_field: Any, raw: datetime) -> datetime:
    """Return a moment; without an offset it is local time."""
    return timezone.make_aware(raw) if timezone.is_naive(raw) else raw


def to_text(field: Any, raw: str) -> str:
    """Return text without outer spaces; where there is a choice, it must be one of the options."""
    value = raw.strip()
    options = dict(field.flatchoices)
    if options and value not in {"", *options}:
        raise ValueError(f"“{value}” is none of {', '.join(options)}{suggestion(value, options)}")
    return value


@dataclass(frozen=True)
class Rule:
    """What a file must hold for one kind of field, in types and in words, and how it is read."""

    field: type[models.Field]  # type: ignore[type-arg]
    types: tuple[type, ...]
    words: str
    read: Callable[[Any, Any], Any]


# The first field class that fits decides; a moment is also a kind of date.
RULES = (
    Rule(models.BooleanField, (bool,), "true or false", as_is),
    Rule(models.IntegerField, (int,), "a whole number", as_is),
    Rule(models.DecimalField, (int, float, str), "a number", to_number),
    Rule(models.DateTimeField, (datetime,), "a date with a time", to_moment),
    Rule(models.DateField, (date,), "a date", as_is),
    Rule(models.Field, (str,), "text in quotation marks", to_text),
)


def to_value(field: Any, raw: object) -> Any:
    """Return ``raw`` as a value of ``field``; raises ValueError with a message for the writer."""
    rule = next(rule for rule in RULES if isinstance(field, rule.field))
    # The very type counts: to Python true is also a number, and a moment also a date.
    if type(raw) not in rule.types:
        raise ValueError(f"must be {rule.words}, not {raw!r}")
    return rule.read(field, raw)


def to_key(_field: Any, raw: object) -> str:
    """Return the key of another record; raises ValueError for anything but text."""
    if not isinstance(raw, str):
        raise ValueError(f"must be the key of another record, not {raw!r}")
    return raw


def to_keys(field: Any, raw: object) -> list[str]:
    """Return the keys of other records; raises ValueError for anything but a list of texts."""
    if not isinstance(raw, list):
        raise ValueError(f"must be a list of keys, not {raw!r}")
    return [to_key(field, key) for key in raw]


def key_part(value: object) -> str:
    """Return a value as it is written in a natural key."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
