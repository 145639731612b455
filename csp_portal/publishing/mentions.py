"""What names a record, in the tables, in drafts and in versions: it must not be deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.urls import resolve, reverse

from csp_portal.publishing.aggregates import Part, aggregate
from csp_portal.publishing.models import (
    Draft,
    Publishable,
    Version,
    kind_of,
    publishable_models,
)
from csp_portal.publishing.outlets import outlets_of
from csp_portal.publishing.snapshots import Data, keys_named, walk


@dataclass(frozen=True)
class Mention:
    """A draft or an earlier version that names the record, and where it is looked at."""

    words: str
    address: str

    def __str__(self) -> str:
        return self.words


def in_the_way(record: models.Model) -> list[Any]:
    """Return what forbids to delete ``record``, besides the foreign keys that protect it.

    Rows that link to several records would lose one of them in silence.
    """
    return [*rows_linked_to(record), *mentions_of(record)]


def rows_linked_to(record: models.Model) -> list[models.Model]:
    """Return the rows whose links to several records lead to ``record`` too."""
    return [
        row
        for relation in relations_to(record)
        if relation.many_to_many
        for row in relation.related_model._default_manager.filter(**{relation.field.name: record})
    ]


def page_naming(record: Publishable, *, at: datetime) -> str:
    """Return the address of a record, public at ``at``, whose page shows ``record``; or nothing."""
    shown_on = outlets_of(kind_of(record))
    for relation in relations_to(record):
        address = address_of_first(relation, record, at=at)
        if address and resolve(address).view_name in shown_on:
            return address
    return ""


def address_of_first(relation: Any, record: Publishable, *, at: datetime) -> str:
    """Return the address of a record that names ``record`` in a field of its own, if it has one."""
    model = relation.related_model
    if not (issubclass(model, Publishable) and hasattr(model, "get_absolute_url")):
        return ""
    rows: Any = model._default_manager
    found = rows.public(at=at).filter(**{relation.field.name: record}).first()
    return found.get_absolute_url().partition("#")[0] if found else ""


def relations_to(record: models.Model) -> list[Any]:
    """Return the fields of other models that may name ``record``, as their other ends."""
    ends: Any = record._meta.get_fields(include_hidden=True)
    return [end for end in ends if end.auto_created and not end.concrete]


def mentions_of(record: models.Model) -> list[Mention]:
    """Return the drafts and versions of public records that name ``record``."""
    kinds = {
        kind_of(model): aggregate(model)
        for model in publishable_models()
        if could_name(aggregate(model), type(record))
    }
    drafts = Draft.objects.filter(kind__in=kinds, data__isnull=False)
    versions = Version.objects.filter(kind__in=kinds)
    told: list[tuple[Any, str]] = [(row, f"The draft of {row}") for row in drafts]
    told += [(row, f"Version {row.number} of {row}") for row in versions]
    return [Mention(words, _history_of(row)) for row, words in told if _names(kinds, row, record)]


def could_name(part: Part, model: type[models.Model]) -> bool:
    """Whether a record, or a row that belongs to it, may name a record of ``model``."""
    references = (field for one in part.family() for field in one.references())
    return any(field.related_model is model for field in references)


def named_in(part: Part, data: Data, model: type[models.Model]) -> set[Any]:
    """Return the keys of the records of ``model`` that a text of a record names."""
    return {
        key
        for one, values in walk(part, data)
        for field in one.references()
        if field.related_model is model
        for key in keys_named(field, values)
    }


def _names(kinds: dict[str, Part], row: Any, record: models.Model) -> bool:
    return record.pk in named_in(kinds[row.kind], row.data, type(record))


def _history_of(row: Any) -> str:
    return reverse(f"admin:{row.kind.replace('.', '_')}_history", args=[row.record_id])
