"""Sentences about documents; who may see one is decided by the records that name it as well."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from csp_portal.documents.uses import uses
from csp_portal.publishing.querysets import PublishableQuerySet, Record, public_condition

if TYPE_CHECKING:
    from csp_portal.documents.models import Document, Documented, DocumentFile

# Where no kind of record names documents, none is public.
NOTHING = Q(pk__in=[])


def is_public(*, at: datetime, document: str) -> Q:
    """Return the condition that a public record names the document in the field ``document``."""
    named = (Exists(use.public(at=at, document=document)) for use in uses())
    return Q(NOTHING, *named, _connector=Q.OR)


class DocumentQuerySet(PublishableQuerySet["Document"]):
    """Documents."""

    def public(self, *, at: datetime) -> Self:
        """Return the published ones that a record names which is public at the moment ``at``."""
        return self.released(at=at).filter(is_public(at=at, document="pk"))

    def released(self, *, at: datetime) -> Self:
        """Return those that are published themselves, whether or not a record names them."""
        return super().public(at=at)

    def unused(self) -> Self:
        """Return the documents that no record names, public or not."""
        named = (Exists(use.naming(OuterRef("pk"))) for use in uses())
        return self.exclude(Q(NOTHING, *named, _connector=Q.OR))

    def with_barrier(self) -> Self:
        """Return the documents whose newest file shuts some people out."""
        files = apps.get_model("documents.DocumentFile")._default_manager
        originals = files.filter(document=OuterRef("pk"), variant="original", is_withdrawn=False)
        newest = Subquery(originals.order_by("-number").values("has_barrier")[:1])
        return self.alias(newest_has_barrier=newest).filter(newest_has_barrier=True)

    def with_standing(self, *, at: datetime) -> Self:
        """Add ``is_seen``: whether residents see it at the moment ``at``."""
        named = is_public(at=at, document="pk")
        return self.annotate(is_seen=Q(public_condition(self.model, at=at), named))


class DocumentFileQuerySet(models.QuerySet["DocumentFile"]):
    """Files."""

    def public(self, *, at: datetime, previewed: int | None = None) -> Self:
        """Return the files, old ones too, of documents that are public at the moment ``at``.

        Those of the document with the key ``previewed`` need no record that names it.
        """
        named = is_public(at=at, document="document")
        return self.released(at=at).filter(named | Q(document=previewed))

    def released(self, *, at: datetime) -> Self:
        """Return what was not taken down, of documents that are published themselves."""
        document: Any = self.model._meta.get_field("document").related_model
        is_released = public_condition(document, at=at, prefix="document__")
        return self.filter(is_released, is_withdrawn=False)

    def of_record(self, record: "Documented", *, at: datetime | None = None) -> Self:
        """Return the files of the documents a record names, newest first, in one query or none.

        Only documents that are published at the moment ``at``, or now, have any.
        """
        if not record.has_documents:
            return self.none()
        named = self.released(at=at or timezone.now()).filter(document__in=record.documents.all())
        return named.select_related("document").order_by("document__title", "document", "-number")


class DocumentedQuerySet(PublishableQuerySet[Record]):
    """Records that may name documents."""

    def with_document_marks(self) -> Self:
        """Add ``has_documents``, so that a page without any does not ask for them."""
        field: Any = self.model._meta.get_field("documents")
        rows = field.remote_field.through._default_manager
        named = rows.filter(**{field.m2m_field_name(): OuterRef("pk")})
        return self.annotate(has_documents=Exists(named))
