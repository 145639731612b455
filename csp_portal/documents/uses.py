"""Which records name documents: found from the models, so that nobody keeps a list of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, QuerySet, Value

from csp_portal.publishing.mentions import mentions_of


@dataclass(frozen=True)
class Use:
    """A kind of record that names documents, and the field in which it does."""

    model: Any
    field: str

    def naming(self, document: Any) -> QuerySet[Any]:
        """Return the records of this kind that name ``document``, whoever may see them."""
        named: QuerySet[Any] = self.model._default_manager.filter(**{self.field: document})
        return named

    def public(self, *, at: datetime, document: str) -> QuerySet[Any]:
        """Return those residents see at ``at``, for a query that has ``document`` as a field."""
        shown: QuerySet[Any] = self.model._default_manager.public(at=at)
        return shown.filter(**{self.field: OuterRef(document)})


def uses() -> list[Use]:
    """Return every kind of record that names documents, by a link to one or to several."""
    relations: Any = apps.get_model("documents.Document")._meta.related_objects
    return [
        Use(relation.related_model, relation.field.name)
        for relation in relations
        if relation.related_model._meta.app_label != "documents"
    ]


def used_on(document: Any) -> list[Any]:
    """Return the records that name ``document``, whoever may see them.

    Drafts and earlier versions count: they must still find the file when they are published
    or brought back.
    """
    records = [record for use in uses() for record in use.naming(document).distinct()]
    return [*records, *mentions_of(document)]


def shown_on(document: Any, *, at: datetime) -> list[Any]:
    """Return the records that name ``document`` and are public at the moment ``at``.

    One query finds them, and one more reads each kind that occurs.
    """
    kinds = dict(enumerate(uses()))
    keys = [
        use.model._default_manager.public(at=at)
        .filter(**{use.field: document})
        .order_by()
        .values_list(Value(number), "pk")
        for number, use in kinds.items()
    ]
    found: dict[int, list[Any]] = {}
    for number, key in keys[0].union(*keys[1:]).order_by() if keys else ():
        found.setdefault(number, []).append(key)
    return [
        record
        for number, wanted in sorted(found.items())
        for record in kinds[number].model._default_manager.public(at=at).in_bulk(wanted).values()
    ]
