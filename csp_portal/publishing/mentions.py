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
        if _could_name(aggregate(model), type(record))
    }
    drafts = Draft.objects.filter(kind__in=kinds, data__isnull=False)
    versions = Version.objects.filter(kind__in=kinds)
    told: list[tuple[Any, str]] = [(row, f"The draft of {row}") for row in drafts]
    told += [(row, f"Version {row.number} of {row}") for row in versions]
    return [Mention(words, _history_of(row)) for row, words in told if _names(kinds, row, record)]


def _could_name(part: Part, model: type[models.Model]) -> bool:
    references = (field for one in part.family() for field in one.references())
    return any(field.related_model is model for field in references)


def _names(kinds: dict[str, Part], row: Any, record: models.Model) -> bool:
    data: Data = row.data
    return any(
        record.pk in keys_named(field, values)
        for part, values in walk(kinds[row.kind], data)
        for field in part.references()
        if field.related_model is type(record)
    )


def _history_of(row: Any) -> str:
    return reverse(f"admin:{row.kind.replace('.', '_')}_history", args=[row.record_id])
