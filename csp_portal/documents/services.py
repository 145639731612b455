"""The one door for files: they are added and, with a document nobody uses, removed."""

from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.crypto import get_random_string

from csp_portal.accounts.models import User
from csp_portal.documents.models import Document, DocumentFile, Variant
from csp_portal.documents.rules.names import clean_name
from csp_portal.documents.rules.reports import Report
from csp_portal.documents.storage import document_storage
from csp_portal.documents.uses import used_on

# Without letters that are mistaken for each other.
KEY_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


class DocumentInUseError(Exception):
    """A document is not removed while a record names it."""


@transaction.atomic
def add_file(
    document: Document,
    upload: "File[Any]",
    *,
    report: Report,
    variant: str = Variant.ORIGINAL,
    by: User | None,
    at: datetime,
) -> DocumentFile:
    """Store a file that was checked as the newest of its form; earlier ones stay as they are."""
    key = get_random_string(12, KEY_LETTERS)
    newest = document.files.filter(variant=variant).aggregate(Max("number"))["number__max"]
    size = upload.size
    upload.seek(0)
    stored = document_storage().save(f"{key}.{report.format}", upload)
    try:
        with transaction.atomic():
            return document.files.create(
                variant=variant,
                number=(newest or 0) + 1,
                key=key,
                stored=stored,
                name=clean_name(upload.name or ""),
                format=report.format,
                size=size,
                sha256=report.sha256,
                page_count=report.page_count,
                findings=" ".join(report.findings),
                has_barrier=report.has_barrier,
                uploaded_at=at,
                uploaded_by=by,
            )
    except Exception:
        # No row leads to it, so nobody would ever find it again.
        document_storage().delete(stored)
        raise


@transaction.atomic
def remove(document: Document) -> None:
    """Delete a document with its files; raise DocumentInUseError while a record names it."""
    if used_on(document):
        raise DocumentInUseError(str(document))
    names = [file.stored.name for file in document.files.all()]
    document.files.all().delete()
    document.delete()
    transaction.on_commit(lambda: _delete_stored(names), robust=True)


def _delete_stored(names: list[str | None]) -> None:
    for name in filter(None, names):
        document_storage().delete(name)
