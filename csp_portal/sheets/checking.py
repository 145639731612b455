"""Row by row: what a file would add, change or leave alone, and what is wrong with it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from csp_portal.publishing.aggregates import Part
from csp_portal.publishing.drafts import data_of, standing
from csp_portal.publishing.models import Draft, Publishable, kind_of
from csp_portal.publishing.snapshots import Data
from csp_portal.publishing.states import LOCKED
from csp_portal.sheets.cells import levelled, read_cell, write_cell
from csp_portal.sheets.descriptions import Column, Sheet
from csp_portal.sheets.findings import Outcome, Row, Work
from csp_portal.sheets.guard import unguarded
from csp_portal.sheets.names import Names
from csp_portal.sheets.reading import Grid, Line, UnreadableError

EMPTY = "(empty)"
IS_LOCKED = "“{}” is with an approver, or waits for its time. Take it back first."
# Each record takes some milliseconds, and the server gives a page half a minute.
MOST_RECORDS = 2_000
TOO_MANY_RECORDS = f"The file is about more than {MOST_RECORDS:,} records. Cut it in parts."
# The database takes a record's rows by their keys, and no more keys than this at a time.
MOST_OF_ONE = 20_000
TOO_MANY = "“{}” would hold more than {:,} rows."

Key = tuple[Any, ...]


class Checker:
    """Understands the rows of a file against what is stored now, or waits in drafts.

    The records that the file names stay locked until the transaction ends.
    """

    def __init__(self, sheet: Sheet, *, may_add: bool) -> None:
        self._sheet, self._may_add = sheet, may_add
        self._part = sheet.part
        self._names = {
            column.field: Names(sheet.fields[column.field].related_model, column.names)
            for column in sheet.columns
            if column.names
        }
        # The same text stands in many cells of a column: it is understood once.
        self._known: dict[tuple[str, str], Any] = {}

    def outcome(self, grid: Grid) -> Outcome:
        """Return what is found, as far as it can be known without writing anything."""
        columns = [one for one in self._sheet.columns if one.heading in grid.headings]
        rows = [self._row(line, columns) for line in grid.lines]
        self._refuse_repeated(rows)
        works = list(self._works([row for row in rows if not row.faults]))
        for work in works:
            self._compare(work, columns)
        return Outcome(rows, works)

    # --- One row by itself ---------------------------------------------------------------

    def _row(self, line: Line, columns: list[Column]) -> Row:
        keys = (line.cells.get(column.heading, "") for column in self._sheet.key_columns)
        row = Row(line.number, " · ".join(cell.strip()[:80] for cell in keys if cell.strip()))
        if line.fault:
            row.refuse(line.fault)
            return row
        for column in columns:
            try:
                row.values[column.field] = self._value(column, line.cells[column.heading])
            except ValidationError as error:
                row.refuse(error, heading=column.heading)
        return row

    def _value(self, column: Column, cell: str) -> Any:
        """Return what a cell means; raises ValidationError."""
        place = (column.field, cell)
        if place not in self._known:
            self._known[place] = self._understood(column, levelled(unguarded(cell)))
        return self._known[place]

    def _understood(self, column: Column, text: str) -> Any:
        for check in column.checks:
            check(text)
        if column.names and text:
            return self._names[column.field].find(text)
        return read_cell(self._sheet.fields[column.field], text)

    def _refuse_repeated(self, rows: list[Row]) -> None:
        first: dict[Key, Row] = {}
        for row in rows:
            if set(self._sheet.key) <= row.values.keys():
                earlier = first.setdefault(self._key(row.values), row)
                if earlier is not row:
                    row.refuse(f"The same row stands already as row {earlier.number}.")

    def _key(self, values: dict[str, Any]) -> Key:
        return tuple(values[name] for name in self._sheet.key)

    # --- The records ---------------------------------------------------------------------

    def _works(self, rows: list[Row]) -> Iterator[Work]:
        """Yield each public record that rows belong to, in the order of their keys."""
        by_record: dict[Any, list[Row]] = defaultdict(list)
        for row in rows:
            by_record[self._record_key(row)].append(row)
        new = by_record.pop(None, [])
        if len(by_record) + len(new) > MOST_RECORDS:
            raise UnreadableError(TOO_MANY_RECORDS)
        stored: Any = self._sheet.owner_model._default_manager.select_for_update(of=("self",))
        records = stored.filter(pk__in=by_record).order_by("pk")
        kind = kind_of(self._sheet.owner_model)
        waiting = Draft.objects.filter(kind=kind, record_id__in=by_record)
        drafts = {draft.record_id: draft for draft in waiting}
        for record in records:
            draft = drafts.get(record.pk)
            yield Work(record, draft, data_of(record, draft), by_record[record.pk])
        for row in new:
            yield self._new_work(row)

    def _record_key(self, row: Row) -> Any:
        """Return the key of the record a row belongs to; None for one that is to be added."""
        if self._sheet.owner:
            return row.values[self._sheet.owner]
        return self._own_names.key(str(row.values[self._sheet.key[0]]))

    @property
    def _own_names(self) -> Names:
        return self._names.setdefault("", Names(self._sheet.model, self._sheet.key))

    def _new_work(self, row: Row) -> Work:
        record: Any = self._sheet.model()
        return Work(record, None, _empty(self._part), [row])

    # --- Each record against its rows ----------------------------------------------------

    def _compare(self, work: Work, columns: list[Column]) -> None:
        stored = self._stored_rows(work)
        for row in work.rows:
            place = stored.get(self._key(row.values))
            row.is_new = place is None
            is_record = not self._sheet.owner
            work.places[row.number] = place or (work.data if is_record else _empty(self._part))
            self._compare_row(row, work.places[row.number], columns)
        self._refuse_what_is_not_allowed(work)
        for row in work.rows:
            self._fill(work.places[row.number], row)
        if self._sheet.owner:
            self._put_new_rows(work)
        elif work.record._state.adding:
            work.record = new_record(self._sheet, work)

    def _stored_rows(self, work: Work) -> dict[Key, Data]:
        """Return the rows that the record has now, by their key; nothing of a new record."""
        if work.record._state.adding:
            return {}
        rows = work.data["children"].get(self._part.name, []) if self._sheet.owner else [work.data]
        return {self._key_of_data(row, work.record): row for row in rows}

    def _key_of_data(self, row: Data, record: Publishable) -> Key:
        values = {name: self._stored(row, name) for name in self._sheet.key if name != self._sheet.owner}
        return self._key(values | {self._sheet.owner: record.pk})

    def _stored(self, row: Data, name: str) -> Any:
        field = self._sheet.fields[name]
        value = row["fields"].get(name)
        return value if field.is_relation else field.to_python(value)

    def _compare_row(self, row: Row, place: Data, columns: list[Column]) -> None:
        """Note each field that would change; of a new row, each that says something."""
        for column in columns:
            if column.field == self._sheet.owner:
                continue
            old, new = self._stored(place, column.field), row.values[column.field]
            before = "" if row.is_new else self._shown(column, old)
            if row.is_new or levelled(old) != new:
                row.changes.append((column.heading, before, self._shown(column, new)))
            else:
                del row.values[column.field]
        if row.is_new:
            self._refuse_lacking(row)

    def _refuse_lacking(self, row: Row) -> None:
        """Refuse a new row without a column that it must have."""
        for column in self._sheet.columns:
            field = self._sheet.fields[column.field]
            if column.field not in row.values and not field.blank and not field.has_default():
                row.refuse("A new row needs this column.", heading=column.heading)

    def _shown(self, column: Column, value: Any) -> str:
        """Return a value as it stands in the file."""
        if column.names:
            return self._names[column.field].word(value)
        return unguarded(write_cell(self._sheet.fields[column.field], value))

    def _refuse_what_is_not_allowed(self, work: Work) -> None:
        """Refuse what the record's state, or the person's role, does not allow."""
        name = str(work.record)
        is_locked = standing(work.record, work.draft) in LOCKED
        for row in work.busy_rows:
            if is_locked:
                row.refuse(IS_LOCKED.format(name))
            elif row.is_new and not self._may_add:
                noun = self._sheet.model._meta.verbose_name_plural
                row.refuse(f"Your role may change {noun}, but not add any.")

    # --- The record's text as it would be ------------------------------------------------

    def _fill(self, place: Data, row: Row) -> None:
        for name, value in row.values.items():
            if name != self._sheet.owner:
                place["fields"][name] = plain(value)

    def _put_new_rows(self, work: Work) -> None:
        rows = work.data["children"].setdefault(self._part.name, [])
        rows += [work.places[row.number] for row in work.rows if row.is_new and not row.faults]
        if len(rows) > MOST_OF_ONE:
            for row in work.busy_rows:
                row.refuse(TOO_MANY.format(work.record, MOST_OF_ONE))


def plain(value: Any) -> Any:
    """Return a value as the text of a record holds it."""
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _empty(part: Part) -> Data:
    """Return a row in which each field holds its default."""
    return {
        "pk": None,
        "fields": {field.name: plain(field.get_default()) for field in part.fields},
        "many": {field.name: [] for field in part.many},
        "children": {child.name: [] for child in part.children},
    }


def new_record(sheet: Sheet, work: Work) -> Publishable:
    """Return the record that a row adds, not yet stored."""
    fields: dict[str, Any] = {
        field.attname: field.to_python(work.data["fields"][field.name])
        for field in sheet.part.fields
    }
    record: Any = sheet.model(**fields)
    return record


def instance_of(sheet: Sheet, work: Work, row: Row) -> models.Model:
    """Return the row as the model would hold it, to be checked by the model's own rules."""
    place = work.places[row.number]
    values = {f.attname: f.to_python(place["fields"].get(f.name)) for f in sheet.part.fields}
    if sheet.owner:
        values[sheet.fields[sheet.owner].attname] = work.record.pk
    instance = sheet.model(pk=place["pk"], **values)
    instance._state.adding = place["pk"] is None
    return instance
