"""What pages print of documents: words and links, ready to show. No queries here."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, Self

from django.utils import timezone

from csp_portal.dates.words import day_in_words
from csp_portal.documents.models import Document, DocumentFile, Variant, newest_files
from csp_portal.documents.rules.formats import pages_in_words, size_in_words


@dataclass(frozen=True)
class Link:
    """A link, and what one should know before following it."""

    title: str
    url: str
    meta: str = ""


@dataclass(frozen=True)
class DocumentCard:
    """A document with its newest file, its other forms and its earlier versions."""

    document: Document
    newest: Link
    has_barrier: bool
    other_forms: list[Link]
    earlier: list[Link]


def document_cards(files: Iterable[DocumentFile]) -> list[DocumentCard]:
    """Return a card for each document of these files, which come document by document.

    What residents may not have is left out, whoever asked for the files.
    """
    by_document = groupby(filter(attrgetter("is_shown"), files), key=attrgetter("document"))
    return [document_card(document, list(found)) for document, found in by_document]


def document_card(document: Document, files: list[DocumentFile]) -> DocumentCard:
    """Return the card of a document that has ``files``; each form counts its own versions."""
    newest = list(newest_files(files).values())
    earlier = sorted(set(files) - set(newest), key=attrgetter("uploaded_at", "pk"), reverse=True)
    return DocumentCard(
        document=document,
        newest=Link(document.title, newest[0].get_absolute_url(), meta_of(newest[0])),
        has_barrier=any(map(attrgetter("has_barrier"), newest)),
        other_forms=[
            Link(file.get_variant_display(), file.get_absolute_url(), meta_of(file))
            for file in newest[1:]
        ],
        earlier=[
            Link(earlier_label(file), file.get_absolute_url(), meta_of(file)) for file in earlier
        ],
    )


def about_file(file: DocumentFile) -> str:
    """Return a file's format, size and number of pages: "PDF, 1.2 MB, 24 pages"."""
    parts = (file.kind_of_file.label, size_in_words(file.size), pages_in_words(file.page_count))
    return ", ".join(filter(None, parts))


def meta_of(file: DocumentFile) -> str:
    """Return what one should know before opening a file: kind, size, day, and the language."""
    day = day_in_words(timezone.localtime(file.uploaded_at))
    parts = (about_file(file), f"added on {day}", file.document.language_in_words)
    return ", ".join(filter(None, parts))


def earlier_label(file: DocumentFile) -> str:
    """Return the words for a version that another has followed."""
    if file.variant == Variant.ORIGINAL:
        return f"Version {file.number}"
    return f"Version {file.number} of: {file.get_variant_display().lower()}"


@dataclass(frozen=True)
class Foot:
    """When somebody last checked a document, for the foot of its page."""

    reviewed_text: str

    @classmethod
    def of(cls, document: Document) -> Self:
        """Return the foot of a document's page; empty for one that nobody has checked."""
        day = document.reviewed_on
        return cls(day_in_words(day) if day else "")


def pages_of(records: Iterable[Any]) -> list[Link]:
    """Return links to the pages of records that name a document, by title."""
    links = [
        Link(getattr(one, "public_title", str(one)), one.get_absolute_url()) for one in records
    ]
    return sorted(links, key=attrgetter("title"))
