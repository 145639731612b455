"""The stored rows as the lines of a file, one after the other."""

import csv
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet

from csp_portal.publishing.models import Draft, State, kind_of
from csp_portal.sheets.cells import write_cell
from csp_portal.sheets.descriptions import Column, Sheet
from csp_portal.sheets.guard import guarded
from csp_portal.sheets.names import Names

# Spreadsheet programs take a file for UTF-8 only when it begins with this mark.
BYTE_ORDER_MARK = "\ufeff"
ROWS_AT_A_TIME = 1000

Write = Callable[[Any], str]


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(sheet: Sheet, rows: QuerySet[Any]) -> Iterator[str]:
    """Yield the file line by line: the rows as the tables hold them, without any draft."""
    writer: Any = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK + writer.writerow(sheet.headings)
    writes = [_writer(sheet, column) for column in sheet.columns]
    owner = f"{sheet.owner}__" if sheet.owner else ""
    wanted = [sheet.fields[column.field].attname for column in sheet.columns]
    told = _State(sheet)
    stored = rows.values_list(f"{owner}pk", f"{owner}state", *wanted)
    for pk, state, *values in stored.iterator(chunk_size=ROWS_AT_A_TIME):
        cells = [write(value) for write, value in zip(writes, values, strict=True)]
        yield writer.writerow([*cells, told(pk, state)])


def _writer(sheet: Sheet, column: Column) -> Write:
    """Return what turns a stored value of the column into a cell."""
    field = sheet.fields[column.field]
    if column.names:
        names = Names(field.related_model, column.names)
        return lambda key: guarded(names.word(key))
    return lambda value: write_cell(field, value)


class _State:
    """Where the public record of a row stands, in a word; a draft beside it is mentioned."""

    def __init__(self, sheet: Sheet) -> None:
        drafts = Draft.objects.filter(kind=kind_of(sheet.owner_model), data__isnull=False)
        self._drafted = set(drafts.values_list("record_id", flat=True))

    def __call__(self, pk: int, state: str) -> str:
        label = State(state).label
        is_drafted = state == State.PUBLISHED and pk in self._drafted
        return f"{label}; a draft of it is not in this file" if is_drafted else str(label)
