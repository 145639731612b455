"""What a field holds as the text of a cell, and back."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from csp_portal.editing.admin import is_in_a_possible_year
from csp_portal.sheets.guard import guarded
from csp_portal.suggestions import suggestion

YES_NO = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)
WHOLE_NUMBER = re.compile(r"[+-]?[0-9]+", re.ASCII)
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
BRITISH_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", re.ASCII)
# A longer text is quoted by its beginning.
QUOTED = 60


def quoted(text: str) -> str:
    """Return the text, or its beginning, in quotation marks."""
    return f"“{text}”" if len(text) <= QUOTED else f"“{text[:QUOTED]}…”"


def write_cell(field: Any, value: Any) -> str:
    """Return a stored value that is no reference as it stands in a file."""
    return "" if value is None else _kind(field).write(field, value)


def read_cell(field: Any, text: str) -> Any:
    """Return what the field would hold, checked by the field; raises ValidationError."""
    if text:
        return field.clean(_kind(field).read(field, text), None)
    if not field.blank:
        raise ValidationError("This must not be empty.")
    return None if field.null else field.clean("", None)


def read_choice(field: Any, text: str) -> Any:
    """Return the value that is meant by a choice's label or by the value itself."""
    known = {str(word).casefold(): pair[0] for pair in reversed(field.flatchoices) for word in pair}
    if text.casefold() not in known:
        labels = [str(label) for _value, label in field.flatchoices]
        near = suggestion(text[:QUOTED], labels)
        choices = "” or “".join(labels)
        raise ValidationError(f"{quoted(text)} is none of the choices{near}. Write “{choices}”.")
    return known[text.casefold()]


def read_yes_or_no(_field: Any, text: str) -> bool:
    """Return what a box would be: ticked or not."""
    if text.casefold() not in YES_NO:
        raise ValidationError(f"Write “Yes” or “No”, not {quoted(text)}.")
    return YES_NO[text.casefold()]


def read_number(_field: Any, text: str) -> Decimal:
    """Return a number as it is written, in digits."""
    if not NUMBER.fullmatch(text):
        raise ValidationError(f"Write a number in digits, such as -7.2, not {quoted(text)}.")
    return Decimal(text)


def read_whole_number(_field: Any, text: str) -> int:
    """Return a whole number; a longer one than any field can hold is refused."""
    if not WHOLE_NUMBER.fullmatch(text) or len(text) > 18:
        raise ValidationError(f"Write a whole number in digits, not {quoted(text)}.")
    return int(text)


def read_day(_field: Any, text: str) -> date:
    """Return a day written 2026-12-31 or 31/12/2026."""
    iso, british = ISO_DAY.fullmatch(text), BRITISH_DAY.fullmatch(text)
    parts = iso.groups() if iso else british.groups()[::-1] if british else ("0", "0", "0")
    try:
        day = date(*map(int, parts))
    except ValueError as error:
        message = f"Write a day as 31/12/2026 or 2026-12-31, not {quoted(text)}."
        raise ValidationError(message) from error
    is_in_a_possible_year(day)
    return day


def read_text(_field: Any, text: str) -> str:
    """Return a text as it is."""
    return text


def as_is(_field: Any, value: Any) -> str:
    """Return a text, or a day in digits, as it stands in a cell."""
    return guarded(str(value))


def as_label(field: Any, value: Any) -> str:
    """Return the words of a choice; a value that is none any more stands for itself."""
    return guarded(str(dict(field.flatchoices).get(value, value)))


def as_yes_or_no(_field: Any, value: bool) -> str:
    """Return whether a box is ticked."""
    return "Yes" if value else "No"


def as_number(_field: Any, value: int | Decimal) -> str:
    """Return a number in digits, without an exponent and without noughts that say nothing."""
    whole, _point, rest = format(value, "f").partition(".")
    return f"{whole}.{rest.rstrip('0')}".rstrip(".")


@dataclass(frozen=True)
class Kind:
    """One kind of field: how its values are written and read."""

    fits: Callable[[Any], bool]
    write: Callable[[Any, Any], str]
    read: Callable[[Any, str], Any]


def _is(kind: type[Any]) -> Callable[[Any], bool]:
    return lambda field: isinstance(field, kind)


# The first line that fits the field decides.
KINDS = (
    Kind(lambda field: bool(field.choices), as_label, read_choice),
    Kind(_is(models.BooleanField), as_yes_or_no, read_yes_or_no),
    Kind(_is(models.DecimalField), as_number, read_number),
    Kind(_is(models.IntegerField), as_number, read_whole_number),
    Kind(_is(models.DateField), as_is, read_day),
    Kind(_is(models.Field), as_is, read_text),
)


def _kind(field: Any) -> Kind:
    return next(kind for kind in KINDS if kind.fits(field))


def levelled(value: Any) -> Any:
    """Return a value without what a spreadsheet may change unseen: line ends, outer spaces."""
    is_text = isinstance(value, str)
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if is_text else value
