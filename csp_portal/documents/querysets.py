"""Sentences about documents; who may see one is decided by the records that name it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from csp_portal.documents.uses import uses
from csp_portal.publishing.querysets import PublishableQuerySet, Record

if TYPE_CHECKING:
    from csp_portal.documents.models import Document, Documented, DocumentFile

# Where no kind of record names documents, none is public.
NOTHING = Q(pk__in=[])


def is_public(*, at: datetime, document: str) -> Q:
    """Return the condition that a public record names the document in the field ``document``."""
    named = (Exists(use.public(at=at, document=document)) for use in uses())
    return Q(NOTHING, *named, _connector=Q.OR)


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents."""

    def public(self, *, at: datetime) -> Self:
        """Return the documents that a record names which is public at the moment ``at``."""
        return self.filter(is_public(at=at, document="pk"))

    def unused(self) -> Self:
        """Return the documents that no record names, public or not."""
        named = (Exists(use.naming(OuterRef("pk"))) for use in uses())
        return self.exclude(Q(NOTHING, *named, _connector=Q.OR))

    def with_barrier(self) -> Self:
        """Return the documents whose newest file shuts some people out."""
        files = apps.get_model("documents.DocumentFile")._default_manager
        originals = files.filter(document=OuterRef("pk"), variant="original").order_by("-number")
        newest = Subquery(originals.values("has_barrier")[:1])
        return self.alias(newest_has_barrier=newest).filter(newest_has_barrier=True)

    def with_standing(self, *, at: datetime) -> Self:
        """Add ``is_public``: whether residents see it at the moment ``at``."""
        return self.annotate(is_public=is_public(at=at, document="pk"))


class DocumentFileQuerySet(models.QuerySet["DocumentFile"]):
    """Files."""

    def public(self, *, at: datetime) -> Self:
        """Return the files, old ones too, of documents that are public at the moment ``at``."""
        return self.filter(is_public(at=at, document="document"))

    def of_record(self, record: "Documented") -> Self:
        """Return the files of the documents a record names, newest first, in one query or none."""
        if not record.has_documents:
            return self.none()
        named = self.filter(document__in=record.documents.all()).select_related("document")
        return named.order_by("document__title", "document", "-number")


class DocumentedQuerySet(PublishableQuerySet[Record]):
    """Records that may name documents."""

    def with_document_marks(self) -> Self:
        """Add ``has_documents``, so that a page without any does not ask for them."""
        field: Any = self.model._meta.get_field("documents")
        rows = field.remote_field.through._default_manager
        named = rows.filter(**{field.m2m_field_name(): OuterRef("pk")})
        return self.annotate(has_documents=Exists(named))
