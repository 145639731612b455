"""Documents, and small files made on the spot; what a file lacks is told by its maker's words."""

import io
import zipfile
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from pypdf import PdfWriter
from pypdf.generic import (
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from csp_portal.documents.models import Document, DocumentFile
from csp_portal.documents.rules.gate import examine
from csp_portal.documents.services import add_file
from tests.factories import LONG_AGO, number, published

LIMIT = 20_000_000
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
CORE = "<cp:coreProperties><dc:title>The plan</dc:title></cp:coreProperties>"
WORD = {"[Content_Types].xml": TYPES, "word/document.xml": "<w/>", "docProps/core.xml": CORE}
EXCEL = {"[Content_Types].xml": TYPES, "xl/workbook.xml": "<x/>", "docProps/core.xml": CORE}
ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"}


def pdf_writer(*, words: str = "Words", pages: int = 1) -> PdfWriter:
    """Return a PDF in the making, with these words on each of its pages and nothing else."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for _ in range(pages):
        page = writer.add_blank_page(width=200, height=200)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 10 100 Td ({words}) Tj ET".encode() if words else b"")
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    return writer


def make_accessible(writer: PdfWriter) -> PdfWriter:
    """Add tags, a language and a title."""
    catalogue = writer.root_object
    marked = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    catalogue[NameObject("/MarkInfo")] = marked
    catalogue[NameObject("/StructTreeRoot")] = writer._add_object(tree)
    catalogue[NameObject("/Lang")] = TextStringObject("en-GB")
    writer.add_metadata({"/Title": "The plan"})
    return writer


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def accessible_pdf(**made: Any) -> bytes:
    return written(make_accessible(pdf_writer(**made)))


def plain_pdf(**made: Any) -> bytes:
    """A PDF without tags, language or title, as "print to PDF" makes it."""
    return written(pdf_writer(**made))


def archive(members: dict[str, Any], *, compressed: bool = False) -> bytes:
    """Return a zip archive, as text and spreadsheet programs write it."""
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def make_document(**fields: Any) -> Document:
    """A document without a file."""
    n = number()
    defaults = {
        "slug": f"document-{n}",
        "title": f"Document {n}",
        "description": "What we will do, for everybody.",
        "kind": "plan",
    }
    return Document.objects.create(**published(defaults | fields))


def make_file(
    document: Document | None = None,
    *,
    content: bytes | None = None,
    name: str = "The plan.pdf",
    variant: str = "original",
    at: datetime = LONG_AGO,
) -> DocumentFile:
    """A file that has passed the gate; accessible unless its content is given."""
    content = accessible_pdf(words=f"Words {number()}") if content is None else content
    report = examine(io.BytesIO(content), name=name, size=len(content), limit=LIMIT)
    upload = ContentFile(content, name=name)
    return add_file(
        document or make_document(), upload, report=report, variant=variant, by=None, at=at
    )
