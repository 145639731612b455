"""A file that somebody uploads, as headings and rows: everything that can be wrong with its form.

The size is looked at first, then the encoding, then the headings, and only then the rows.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from csp_portal.sheets.cells import QUOTED, quoted
from csp_portal.sheets.descriptions import Sheet
from csp_portal.suggestions import suggestion

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 100

NOT_UTF_8 = (
    "This is not a text file in UTF-8. In your spreadsheet program choose “Save as” and then "
    "“CSV UTF-8”."
)


class UnreadableError(Exception):
    """A file that cannot be understood as rows; its text says why, for who uploaded it."""


@dataclass(frozen=True)
class Line:
    """One row of a file: its number as a spreadsheet shows it, and its cells by heading."""

    number: int
    cells: dict[str, str]
    # What is wrong with the row as a whole.
    fault: str = ""


@dataclass(frozen=True)
class Grid:
    """A file as its columns and rows, of which none is empty."""

    headings: list[str]
    lines: list[Line]


def decode(raw: bytes) -> str:
    """Return the text of a file, without the mark that some programs put first."""
    if len(raw) > MOST_BYTES:
        raise UnreadableError(
            f"The file is too big. At most {MOST_BYTES // 1024**2} MB can be read."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(NOT_UTF_8) from error
    if "\0" in text:
        raise UnreadableError(NOT_UTF_8)
    return text


def read_grid(text: str, sheet: Sheet) -> Grid:
    """Return the rows under the sheet's own headings; raises UnreadableError."""
    records = _records(text, delimiter=_delimiter(text, sheet))
    first = next(records, (0, []))[1]
    headings = [_heading(cell, sheet) for cell in _without_empty_end(first)]
    _check_headings(headings, sheet)
    return Grid(headings, [_line(number, cells, headings) for number, cells in records])


def _records(text: str, *, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty with its number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS + 1:
                raise UnreadableError(
                    f"The file has more than {MOST_ROWS:,} rows. Cut it in parts."
                )
            if any(cells):
                yield number, cells
    except csv.Error as error:
        message = (
            f"Row {number + 1} cannot be read. Is a quotation mark missing, or a cell too long?"
        )
        raise UnreadableError(message) from error


def _delimiter(text: str, sheet: Sheet) -> str:
    """Return the sign between cells by which more of the headings are known."""
    first = text.partition("\n")[0]
    known = set(map(_plain, sheet.headings))
    return max(",;", key=lambda sign: len(known & {_plain(cell) for cell in first.split(sign)}))


def _plain(heading: str) -> str:
    """Return a heading without what makes no difference: case, spaces, quotation marks."""
    return " ".join(heading.replace('"', " ").split()).casefold()


def _heading(cell: str, sheet: Sheet) -> str:
    """Return the sheet's own way to write a heading, or the cell if it is none."""
    own = {_plain(heading): heading for heading in sheet.headings}
    return own.get(_plain(cell), cell.strip())


def _without_empty_end(cells: list[str]) -> list[str]:
    """Return the cells without the empty ones that spreadsheets put at the end."""
    filled = [place for place, cell in enumerate(cells, start=1) if cell.strip()]
    return cells[: max(filled, default=0)]


def _check_headings(headings: list[str], sheet: Sheet) -> None:
    """Raise UnreadableError that names everything wrong with the headings at once."""
    if len(headings) > MOST_COLUMNS or set(headings).isdisjoint(sheet.headings):
        first = ", ".join(sheet.headings[:3])
        message = f"The first row must hold the headings of the columns: {first} and so on."
        raise UnreadableError(message)
    wrong = dict.fromkeys(_fault_of(heading, headings, sheet) for heading in headings)
    needed = {column.heading for column in sheet.key_columns}
    missing = map("The column “{}” is missing.".format, sorted(needed.difference(headings)))
    if faults := [*filter(None, wrong), *missing]:
        raise UnreadableError(" ".join(faults))


def _fault_of(heading: str, headings: list[str], sheet: Sheet) -> str:
    """Return what is wrong with a heading, or nothing."""
    if not heading:
        return "A column in between has no heading."
    if heading not in sheet.headings:
        near = suggestion(heading[:QUOTED], sheet.headings)
        return f"No column is called {quoted(heading)}{near}."
    return f"The column “{heading}” stands twice." if headings.count(heading) > 1 else ""


def _line(number: int, cells: list[str], headings: list[str]) -> Line:
    filled = _without_empty_end(cells)
    short, long = len(cells) < len(headings), len(filled) > len(headings)
    what = "fewer" if short else "more"
    fault = f"This row has {what} cells than there are headings." if short or long else ""
    return Line(number, dict(zip(headings, cells, strict=False)), fault)
