"""The kinds of file that may be published."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A kind of file: the word for it, and how it is announced to a browser."""

    label: str
    content_type: str


OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
# By the ending of the file's name.
FORMATS = {
    "pdf": Format("PDF", "application/pdf"),
    "docx": Format("Word", f"{OPEN_XML}.wordprocessingml.document"),
    "odt": Format("OpenDocument text", f"{OPEN_DOCUMENT}.text"),
    "xlsx": Format("Excel", f"{OPEN_XML}.spreadsheetml.sheet"),
    "ods": Format("OpenDocument spreadsheet", f"{OPEN_DOCUMENT}.spreadsheet"),
    "csv": Format("CSV", "text/csv; charset=utf-8"),
}
ALLOWED_IN_WORDS = "PDF, Word (.docx), Excel (.xlsx), OpenDocument (.odt, .ods) or CSV"


def size_in_words(size: int) -> str:
    """Return a size in bytes as people read it: "850 bytes", "24 KB", "1.2 MB"."""
    if size < 1000:
        return f"{size} bytes"
    if size < 999_500:
        return f"{size / 1000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".0 ", " ")


def pages_in_words(count: int | None) -> str:
    """Return a number of pages: "24 pages"; empty when it is not known."""
    return {None: "", 1: "1 page"}.get(count, f"{count} pages")
