"""A date asked for as day, month and year, in three boxes."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class DayMonthYearWidget(forms.MultiWidget):
    """Three text boxes that bring up the number keys on a phone."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput(),
            "month": forms.TextInput(),
            "year": forms.TextInput(),
        }
        super().__init__(widgets=boxes, attrs=attrs)

    def decompress(self, value: datetime.date | None) -> list[int | None]:
        """Return day, month and year of ``value``, or three empty boxes."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayMonthYearField(forms.MultiValueField):
    """A real date, or a message that says what is missing or wrong."""

    widget = DayMonthYearWidget
    default_error_messages = {
        "required": "Enter a date, such as 27 3 2026",
        "incomplete": "The date must have a day, a month and a year",
        "invalid": "Enter a real date, such as 27 3 2026",
    }

    def __init__(self, **options: Any) -> None:
        parts = tuple(forms.IntegerField(required=False) for _ in range(3))
        super().__init__(fields=parts, require_all_fields=False, **options)

    def clean(self, value: Sequence[str | None]) -> datetime.date | None:
        """Return the date, or ``None`` for three empty boxes where none is required."""
        parts = [str(part or "").strip() for part in value]
        missing = parts.count("")
        if missing == len(parts):
            self._allow_nothing()
            return None
        if missing:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            day, month, year = map(int, parts)
            return datetime.date(year, month, day)
        except (ValueError, OverflowError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def _allow_nothing(self) -> None:
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
