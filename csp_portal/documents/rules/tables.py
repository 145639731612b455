"""Tables as plain text (CSV)."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain

from csp_portal.documents.rules.reports import RefusedFileError, refuse_if

# Beginnings of web pages, scripts and print files: none of them is a table.
NO_TABLE = "The file is named .csv, but what is in it is not a table."
OTHER_BEGINNINGS = ("<", "#!", "%!", "%PDF", "{\\rtf")
# A spreadsheet program runs a cell that begins so; a number or a lone dash is none. Which sign
# parts the cells is up to that program and the country it is set to: a comma, or one of these.
LIVE_CELL = re.compile(
    r"\A[\t\r]|(\A|[;\t])([=@＝＠]|[+\-＋－](?!(\s*[£$€]?[\d., ]+%?|[-–—]*)([;\t]|\Z)))"
)
# No spreadsheet program shows more.
MOST_ROWS = 1_048_576
TOO_LONG = "The table has more rows than a spreadsheet can show. Split it, and choose it again."


def read_table(content: bytes, _ending: str) -> tuple[None, tuple[str, ...]]:
    """Check a CSV file; a table in plain text has no barrier that a machine could find."""
    text = decoded(content)
    refuse_if(text.lstrip().startswith(OTHER_BEGINNINGS), NO_TABLE)
    refuse_if("\0" in text, NO_TABLE)
    live = next(filter(LIVE_CELL.search, chain.from_iterable(rows_of(text))), "")
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


def rows_of(text: str) -> Iterator[list[str]]:
    """Yield the rows of a table; else raise RefusedFileError."""
    refuse_if(text.count("\n") > MOST_ROWS, TOO_LONG)
    try:
        yield from csv.reader(io.StringIO(text, newline=""))
    except csv.Error as error:
        raise RefusedFileError("The table cannot be read. Save it as CSV again.") from error
