"""Tables as plain text (CSV)."""

import csv
import io
import re
from itertools import chain

from csp_portal.documents.rules.reports import RefusedFileError, refuse_if

# Beginnings of web pages, scripts and print files: none of them is a table.
NO_TABLE = "The file is named .csv, but what is in it is not a table."
OTHER_BEGINNINGS = ("<", "#!", "%!", "%PDF", "{\\rtf")
# A spreadsheet program runs a cell that begins so; a number or a lone dash is none.
LIVE_CELL = re.compile(r"[=@\t\r]|[+-](?!\s*[£$€]?[\d., ]+%?$|[-–—]*$)")


def read_table(content: bytes, _ending: str) -> tuple[None, tuple[str, ...]]:
    """Check a CSV file; a table in plain text has no barrier that a machine could find."""
    text = decoded(content)
    refuse_if(text.lstrip().startswith(OTHER_BEGINNINGS), NO_TABLE)
    refuse_if("\0" in text, NO_TABLE)
    cells = chain.from_iterable(rows_of(text))
    live = next(filter(LIVE_CELL.match, cells), "")
    refuse_if(
        live,
        f"A cell begins with a sign that a spreadsheet would run: “{live[:40]}”. Save the values "
        "instead of the formulas, and choose the file again.",
    )
    return None, ()


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8; else raise RefusedFileError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedFileError(
            "We cannot read the letters in this file. Save it as “CSV UTF-8”, and choose it again."
        ) from error


def rows_of(text: str) -> list[list[str]]:
    """Return the rows of a table; else raise RefusedFileError."""
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise RefusedFileError("The table cannot be read. Save it as CSV again.") from error
