"""What pages print of documents: words and links, ready to show. No queries here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from csp_portal.documents.models import Document, DocumentFile, Language, Variant
from csp_portal.documents.rules.formats import size_in_words


@dataclass(frozen=True)
class Link:
    """A link, and what one should know before following it."""

    title: str
    url: str
    meta: str = ""


@dataclass(frozen=True)
class DocumentCard:
    """A document with its newest file, its other forms and its earlier versions."""

    title: str
    lang: str
    description: str
    page_url: str
    newest: Link
    why_inaccessible: str
    ask_for_format: str
    other_forms: list[Link]
    earlier: list[Link]


def about_file(file: DocumentFile) -> str:
    """Return a file's format, size and number of pages: "PDF, 1.2 MB, 24 pages"."""
    parts = [file.kind_of_file.label, size_in_words(file.size)]
    if file.page_count:
        parts.append(f"{file.page_count} page{'' if file.page_count == 1 else 's'}")
    return ", ".join(parts)


def day_of(file: DocumentFile) -> str:
    """Return the day on which a file was added, in words."""
    day = timezone.localdate(file.uploaded_at)
    return f"{day.day} {day:%B %Y}"


def document_cards(files: Iterable[DocumentFile]) -> list[DocumentCard]:
    """Return a card for each document among the files' own, in the order in which they come."""
    by_document: dict[Document, list[DocumentFile]] = {}
    for file in files:
        by_document.setdefault(file.document, []).append(file)
    return [document_card(document, found) for document, found in by_document.items()]


def document_card(document: Document, files: Iterable[DocumentFile]) -> DocumentCard:
    """Return the card of a document that has ``files``; each form counts its own versions."""
    place = list(Variant.values).index
    ordered = sorted(files, key=lambda file: (place(file.variant), -file.number))
    newest: dict[str, DocumentFile] = {}
    for file in ordered:
        newest.setdefault(file.variant, file)
    first = ordered[0]
    has_barrier = any(file.has_barrier for file in newest.values())
    return DocumentCard(
        title=document.title,
        lang="" if document.language == Language.ENGLISH else document.language,
        description=document.description,
        page_url=document.get_absolute_url(),
        newest=Link(document.title, first.get_absolute_url(), meta_of(first)),
        why_inaccessible=document.why_inaccessible if has_barrier else "",
        ask_for_format=document.ask_for_format if has_barrier else "",
        other_forms=[
            Link(file.get_variant_display(), file.get_absolute_url(), meta_of(file))
            for file in newest.values()
            if file is not first
        ],
        earlier=[
            Link(earlier_label(file), file.get_absolute_url(), meta_of(file))
            for file in ordered
            if file is not newest[file.variant]
        ],
    )


def meta_of(file: DocumentFile) -> str:
    """Return what one should know before opening a file: kind, size, day, and the language."""
    parts = [about_file(file), f"added on {day_of(file)}"]
    if file.document.language != Language.ENGLISH:
        parts.append(f"in {file.document.get_language_display()}")
    return ", ".join(parts)


def earlier_label(file: DocumentFile) -> str:
    """Return the words for a version that another has followed."""
    if file.variant == Variant.ORIGINAL:
        return f"Version {file.number}"
    return f"Version {file.number} of: {file.get_variant_display().lower()}"


def pages_of(records: Iterable[Any]) -> list[Link]:
    """Return links to the pages of records that name a document, by title."""
    links = [
        Link(getattr(one, "public_title", str(one)), one.get_absolute_url()) for one in records
    ]
    return sorted(links, key=lambda link: link.title)
