"""PDF files: nothing in them may run, and people must be able to hear them."""

import io
import re
from collections.abc import Iterator
from itertools import chain, product
from typing import Any

from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject, IndirectObject, NameObject

from csp_portal.documents.rules.reports import RefusedFileError, refuse_if

NOT_A_PDF = (
    "The file is named .pdf, but what is in it is something else. Open it in the program it was "
    "made with, save it as a PDF, and choose it again."
)
BROKEN = (
    "The PDF is broken or cut off. Save it as a PDF again in the program it was made with, and "
    "choose it again."
)
LOCKED = (
    "The PDF has a password, or forbids copying. Both shut out people who use a screen reader. "
    "Save it without protection, and choose it again."
)
ACTIVE = (
    "The PDF holds a script, an attached file or something that starts a program. It could harm a "
    "reader’s computer. Save it as a plain PDF without forms and attachments, and choose it again."
)
MOST_OBJECTS = 200_000
# How many pages are looked at for text, and up to which size of a page.
PAGES_LOOKED_AT = 5
LARGEST_PAGE = 300_000
# Keys and names of whatever runs, opens, sends or carries something else.
ACTIVE_WORDS = {
    "/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF",
    "/FileAttachment", "/XFA", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition",
    "/RichMedia", "/Movie", "/Sound",
}  # fmt: skip
# The same in the bytes as they stand: an older state of the file may hold what the newest hides.
ACTIVE_BYTES = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)[\s/<>\[\](]")
END = b"%%EOF"


def read_pdf(content: bytes, _ending: str) -> tuple[int, tuple[str, ...]]:
    """Return the number of pages and what the check found; raise RefusedFileError for a bad one."""
    refuse_if(not content.startswith(b"%PDF-"), NOT_A_PDF)
    # Whatever stands behind the end is cut off, or is another file that hides there.
    refuse_if(content[-1024:].rpartition(END)[2].strip(b"\0\t\r\n "), BROKEN)
    try:
        reader = PdfReader(io.BytesIO(content))
        refuse_active(reader, content)
        refuse_if(not reader.pages, BROKEN)
        return len(reader.pages), findings_of(reader)
    except RefusedFileError:
        raise
    except Exception as error:
        # A file made to do harm, or only broken, may fail anywhere in the library.
        raise RefusedFileError(BROKEN) from error


def refuse_active(reader: PdfReader, content: bytes) -> None:
    """Refuse a PDF that is locked, or in which anything could run."""
    refuse_if(reader.is_encrypted, LOCKED)
    refuse_if(ACTIVE_BYTES.search(content), ACTIVE)
    refuse_if(not ACTIVE_WORDS.isdisjoint(words_of(reader)), ACTIVE)


def words_of(reader: PdfReader) -> Iterator[str]:
    """Yield every key and every name in the file, whether anything leads there or not."""
    tables = (product(found, [generation]) for generation, found in reader.xref.items())
    places = {*chain.from_iterable(tables), *product(reader.xref_objStm, [0])}
    refuse_if(len(places) > MOST_OBJECTS, BROKEN)
    for number, generation in places:
        yield from names_in(reader.get_object(IndirectObject(number, generation, reader)))
    yield from names_in(reader.trailer)


def names_in(root: Any) -> Iterator[str]:
    """Yield the keys and names directly in one object; what it only refers to has its own turn."""
    waiting = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting.extend(chain(item.keys(), item.values()))
        elif isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, NameObject):
            yield item


def findings_of(reader: PdfReader) -> tuple[str, ...]:
    """Return the codes of whatever stands in the way of a reader."""
    lacks = {
        "not_tagged": not is_tagged(reader.root_object),
        "no_text": not any(map(text_of, reader.pages[:PAGES_LOOKED_AT])),
        "no_language": not in_words(reader.root_object.get("/Lang")),
        "no_title": not in_words(getattr(reader.metadata, "title", "")),
    }
    return tuple(code for code, is_lacking in lacks.items() if is_lacking)


def is_tagged(catalogue: DictionaryObject) -> bool:
    """Whether the file says that it is tagged, and holds the tags."""
    marks = catalogue.get("/MarkInfo", DictionaryObject()).get_object()
    return marks.get("/Marked") == BooleanObject(True) and "/StructTreeRoot" in catalogue


def in_words(value: object) -> str:
    """Return a text of the file without outer spaces; empty when there is none."""
    return str(value or "").strip()


def text_of(page: Any) -> str:
    """Return the text of a page; of one too large to be read here, that it may have some."""
    drawn = page.get_contents()
    if drawn is not None and len(drawn.get_data()) > LARGEST_PAGE:
        return "Too large to look at."
    return str(page.extract_text()).strip()
