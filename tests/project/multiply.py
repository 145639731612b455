"""Make every list of the loaded content a hundred times as long."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import UniqueConstraint

APPS = ("documents", "partnership", "priorities", "snb", "consultations", "publishing")
# One of each kind, or tied one to one to a row that is multiplied already.
SINGLE = {"Attendance", "Board", "ReportOutcome", "Subgroup", "ContentVersion"}
YEARS_OF_FIGURES = 20


def multiply_content(times: int) -> None:
    """Add ``times - 1`` copies of every row of content, with keys of their own."""
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            if model.__name__ not in SINGLE:
                rows = list(model._default_manager.all())
                model._default_manager.bulk_create(copies(rows, times), batch_size=500)
    # A database in use counts its rows by itself now and then; without that it plans badly.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copies(rows: list[Any], times: int) -> Iterator[Any]:
    for row in rows:
        names = unique_names(type(row))
        for number in range(1, times):
            fields = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
            fields |= {name: another(row, name, number) for name in names}
            fields.pop("id")
            yield type(row)(**fields)


def unique_names(model: type[models.Model]) -> set[str]:
    """Return the plain fields of ``model`` that a unique constraint names."""
    together = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
    names = {name for constraint in together for name in constraint.fields}
    names |= {field.name for field in model._meta.fields if field.unique} - {"id"}
    return {name for name in names if not model._meta.get_field(name).is_relation}


def another(row: Any, name: str, number: int) -> Any:
    """Return a value for ``name`` that no other copy of ``row`` has."""
    value, field = getattr(row, name), row._meta.get_field(name)
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return value + 300 * number
    if isinstance(value, date):
        return value.replace(year=value.year + YEARS_OF_FIGURES * number)
    if name == "kind":
        return value
    if name == "years":
        return f"{1000 + number}"
    room = (field.max_length or 10_000) - 4
    return f"{value[:room]}-{number}"
