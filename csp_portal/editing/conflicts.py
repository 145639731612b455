"""What differs between what one person typed and what another has stored meanwhile."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from csp_portal.dates.words import day_and_time, day_in_words
from csp_portal.editing.forms import type_again

EMPTY = "(empty)"


@dataclass(frozen=True)
class Difference:
    """One field, named as the form names it, and what is stored in it now."""

    label: str
    stored: str


def differences(form: Any, formsets: Iterable[Any]) -> list[Difference]:
    """Return every field and row in which the form does not say what is stored now.

    A row that the other person removed is marked for removal here too: saving again then
    works, and its text can still be read and copied.
    """
    found = list(_in_form(form))
    for formset in formsets:
        found += _in_rows(formset)
    return found


def _in_form(form: Any, row: str = "") -> Iterator[Difference]:
    stored_names = {field.name for field in form.instance._meta.get_fields()}
    for name in form.changed_data:
        if name in stored_names:
            field = form.fields[name]
            label = capfirst(str(field.label or name))
            yield Difference(f"{row}{label}", stored_text(field, form.initial.get(name)))


def _in_rows(formset: Any) -> Iterator[Difference]:
    noun = capfirst(str(formset.model._meta.verbose_name))
    for number, form in enumerate(formset.initial_forms, start=1):
        if form.instance.pk is None:
            type_again(form, "DELETE", "on")
            yield Difference(f"{noun} {number}", "Removed by the other person")
        else:
            yield from _in_form(form, row=f"{noun} {number}, ")
    typed = {form.instance.pk for form in formset.initial_forms}
    for record in formset.get_queryset():
        if record.pk not in typed:
            yield Difference(f"New {noun.lower()}", str(record))
    formset.pair_with_typed_rows()


def stored_text(field: Any, value: Any) -> str:
    """Return a stored value as a person reads it: a name for a key, a choice's label, a date."""
    if value is None or value in ("", []):
        return EMPTY
    if hasattr(field, "readable"):
        return str(field.readable(value))
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(str(record) for record in value)
    if isinstance(field, forms.ModelChoiceField):
        rows: Any = field.queryset
        return ", ".join(str(record) for record in rows.filter(pk=value))
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, value))
    return plain_text(value)


def plain_text(value: Any) -> str:
    """Return a stored value that is no reference as a person reads it."""
    if isinstance(value, datetime):
        return day_and_time(timezone.localtime(value))
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value)
