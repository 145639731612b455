"""Which drafts and versions name a record: what they need must not be deleted."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse

from csp_portal.publishing.aggregates import Part, aggregate
from csp_portal.publishing.models import Draft, Version, kind_of, publishable_models
from csp_portal.publishing.snapshots import Data, keys_named, walk


@dataclass(frozen=True)
class Mention:
    """A draft or an earlier version that names the record, and where it is looked at."""

    words: str
    address: str

    def __str__(self) -> str:
        return self.words


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
