"""Which stored files something still names: a row, the draft, or a version that is kept."""

from itertools import chain
from typing import Any

from csp_portal.documents.models import Document, DocumentFile
from csp_portal.publishing.models import Draft, Version, kind_of


def names_of(key: int) -> set[str]:
    """Return the stored names of every file that the document with this ``key`` may need.

    The versions of a document that was deleted need none: nobody can bring them back.
    """
    there = Document.objects.filter(pk=key).values("pk")
    about = {"kind": kind_of(Document), "record_id__in": there}
    drafts = Draft.objects.filter(**about, data__isnull=False).values_list("data", flat=True)
    versions = Version.objects.filter(**about).values_list("data", flat=True)
    rows = DocumentFile.objects.filter(document__in=there).values_list("stored", flat=True)
    return set(rows).union(*map(_names_in, chain(drafts, versions)))


def _names_in(data: Any) -> set[str]:
    return {row["fields"]["stored"] for row in data["children"].get("files", [])}
