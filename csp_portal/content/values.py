"""Turn what a content file says into what a field holds, strictly: nothing is guessed."""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models
from django.utils import timezone

from csp_portal.content.faults import suggestion

# The first field class that fits decides; a moment is also a kind of date.
WANTED: tuple[tuple[type[Any], tuple[type, ...], str], ...] = (
    (models.BooleanField, (bool,), "true or false"),
    (models.IntegerField, (int,), "a whole number"),
    (models.DecimalField, (int, float, str), "a number"),
    (models.DateTimeField, (datetime,), "a date with a time"),
    (models.DateField, (date,), "a date"),
    (models.Field, (str,), "text in quotation marks"),
)


def to_value(field: Any, raw: object) -> Any:
    """Return ``raw`` as a value of ``field``; raises ValueError with a message for the writer."""
    classes, words = next((types, text) for kind, types, text in WANTED if isinstance(field, kind))
    # True is an int in Python and a moment is a date: neither is meant by the other's word.
    is_other = isinstance(raw, bool | datetime) and type(raw) not in classes
    if is_other or not isinstance(raw, classes):
        raise ValueError(f"must be {words}, not {raw!r}")
    if isinstance(field, models.DecimalField):
        return _decimal(raw)
    if isinstance(raw, datetime):
        return timezone.make_aware(raw) if timezone.is_naive(raw) else raw
    return _text(field, raw) if isinstance(raw, str) else raw


def _decimal(raw: object) -> Decimal:
    try:
        return Decimal(str(raw))
    except InvalidOperation as error:
        raise ValueError(f"must be a number, not {raw!r}") from error


def _text(field: Any, raw: str) -> str:
    value = raw.strip()
    options = [option for option, _label in field.flatchoices]
    if options and value and value not in options:
        raise ValueError(f"“{value}” is none of {', '.join(options)}{suggestion(value, options)}")
    return value


def key_part(value: object) -> str:
    """Return a value as it is written in a natural key."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
