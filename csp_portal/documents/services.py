"""The one door for files: they are added and, with a document nobody uses, removed."""

from datetime import datetime
from functools import partial
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
from csp_portal.documents.stored import names_of
from csp_portal.documents.uses import used_on
from csp_portal.publishing.services import count_save, forget_work

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
    """Store a file that was checked as the newest of its form; earlier ones stay as they are.

    While the draft of a document is open, the file belongs to that draft: what is stored stays
    when the row is rolled back, because the draft names it.
    """
    count_save(document)
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
    """Delete a document with its files; raise DocumentInUseError while a record names it.

    Its versions keep their words; the files go, those of drafts and earlier versions too.
    """
    if used_on(document):
        raise DocumentInUseError(str(document))
    key, names = document.pk, names_of(document.pk)
    forget_work(document)
    document.files.all().delete()
    document.delete()
    let_go(key, names)


def drop_from_draft(document: Document) -> set[str]:
    """Delete the files that only the open draft has and that were taken down in it.

    Returns their stored names, for ``let_go()`` once the draft is kept.
    """
    dropped = document.files.filter(pk__lt=0, is_withdrawn=True)
    names = set(dropped.values_list("stored", flat=True))
    dropped.delete()
    return names


def let_go(key: int, names: set[str]) -> None:
    """Delete those of the stored files that nothing of the document ``key`` names any more.

    That is asked once all is stored, so a file is never deleted for what was undone.
    """
    transaction.on_commit(partial(_delete_unnamed, key, names), robust=True)


def _delete_unnamed(key: int, names: set[str]) -> None:
    for name in names - names_of(key):
        document_storage().delete(name)
