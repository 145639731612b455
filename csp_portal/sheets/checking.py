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
MAY_NOT_ADD = "Your role may change {}, but not add any."
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
        # The columns that the file has, and those that it has not but a new row needs.
        self._columns: list[Column] = []
        self._lacking: list[Column] = []

    def outcome(self, grid: Grid) -> Outcome:
        """Return what is found, as far as it can be known without writing anything.

        Raises UnreadableError for a file about too many records.
        """
        self._columns = [one for one in self._sheet.columns if one.heading in grid.headings]
        self._lacking = [one for one in self._sheet.needed if one not in self._columns]
        rows = [self._row(line) for line in grid.lines]
        self._refuse_repeated(rows)
        works = list(self._works(rows))
        for work in works:
            self._compare(work)
        return Outcome(rows, works, self._sheet.left_out(grid.headings))

    # --- One row by itself ---------------------------------------------------------------

    def _row(self, line: Line) -> Row:
        keys = [line.cells.get(column.heading, "") for column in self._sheet.key_columns]
        row = Row(line.number, " · ".join(key[:80] for key in keys))
        if line.fault:
            row.refuse(line.fault)
        else:
            self._read(row, line)
        return row

    def _read(self, row: Row, line: Line) -> None:
        for column in self._columns:
            try:
                row.values[column.field] = self._value(column, line.cells[column.heading])
            except ValidationError as error:
                row.refuse(error, heading=column.heading)

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
        for row in filter(self._has_key, rows):
            earlier = first.setdefault(_key(row.values, self._sheet.key), row)
            if earlier is not row:
                row.refuse(f"The same row stands already as row {earlier.number}.")

    def _has_key(self, row: Row) -> bool:
        return row.values.keys() >= set(self._sheet.key)

    # --- The records ---------------------------------------------------------------------

    def _works(self, rows: list[Row]) -> Iterator[Work]:
        """Yield each public record that rows belong to, in the order of their keys."""
        by_record = self._by_record(rows)
        new = by_record.pop(None, [])
        if len(by_record) + len(new) > MOST_RECORDS:
            raise UnreadableError(TOO_MANY_RECORDS)
        stored: Any = self._sheet.owner_model._default_manager.select_for_update(of=("self",))
        # Locked before their drafts are read: nobody saves one of them in between.
        records = list(stored.filter(pk__in=by_record).order_by("pk"))
        kind = kind_of(self._sheet.owner_model)
        waiting = Draft.objects.filter(kind=kind, record_id__in=by_record)
        drafts = {draft.record_id: draft for draft in waiting}
        for record in records:
            draft = drafts.get(record.pk)
            yield Work(record, draft, data_of(record, draft), by_record[record.pk])
        for row in new:
            yield Work(self._sheet.owner_model(), None, _empty(self._part), [row])

    def _by_record(self, rows: list[Row]) -> dict[Any, list[Row]]:
        """Return the rows that are understood, by the key of their record; None for new ones."""
        by_record: dict[Any, list[Row]] = defaultdict(list)
        for row in rows:
            if not row.faults:
                by_record[self._record_key(row)].append(row)
        return by_record

    def _record_key(self, row: Row) -> Any:
        """Return the key of the record a row belongs to; None for one that is to be added."""
        if self._sheet.owner:
            return row.values.pop(self._sheet.owner)
        return self._own_names.key(str(row.values[self._sheet.key[0]]))

    @property
    def _own_names(self) -> Names:
        if "" not in self._names:
            self._names[""] = Names(self._sheet.model, self._sheet.key)
        return self._names[""]

    # --- Each record against its rows ----------------------------------------------------

    def _compare(self, work: Work) -> None:
        stored = self._stored_rows(work)
        for row in work.rows:
            place = stored.get(_key(row.values, self._sheet.own_key)) or _empty(self._part)
            work.places[row.number] = place
            row.is_new = place["pk"] is None
            self._compare_row(row, place)
        self._refuse_what_is_not_allowed(work)
        for row in work.rows:
            fields = work.places[row.number]["fields"]
            fields |= {name: plain(value) for name, value in row.values.items()}
        self._complete(work)

    def _stored_rows(self, work: Work) -> dict[Key, Data]:
        """Return the rows that the record has now, by their key."""
        if not self._sheet.owner:
            return {_key(work.rows[0].values, self._sheet.own_key): work.data}
        rows = work.data["children"].setdefault(self._part.name, [])
        return {tuple(self._stored(row, name) for name in self._sheet.own_key): row for row in rows}

    def _stored(self, row: Data, name: str) -> Any:
        field = self._sheet.fields[name]
        value = row["fields"].get(name)
        return value if field.is_relation else field.to_python(value)

    def _compare_row(self, row: Row, place: Data) -> None:
        """Keep and note each field that would change; of a new row, every one."""
        typed, row.values = row.values, {}
        for column in self._columns:
            if column.field == self._sheet.owner:
                continue
            old, new = self._stored(place, column.field), typed[column.field]
            if row.is_new or levelled(old) != new:
                row.values[column.field] = new
                row.changes.append(
                    (column.heading, self._shown(column, old), self._shown(column, new))
                )

    def _shown(self, column: Column, value: Any) -> str:
        """Return a value as it stands in the file."""
        if column.names:
            return self._names[column.field].word(value)
        return unguarded(write_cell(self._sheet.fields[column.field], value))

    def _refuse_what_is_not_allowed(self, work: Work) -> None:
        """Refuse what the record's state, or the person's role, does not allow."""
        if standing(work.record, work.draft) in LOCKED:
            work.refuse_all(IS_LOCKED.format(work.record))
        for row in work.busy_rows:
            if row.is_new:
                self._check_new(row)

    def _check_new(self, row: Row) -> None:
        if not self._may_add:
            row.refuse(MAY_NOT_ADD.format(self._sheet.model._meta.verbose_name_plural))
        for column in self._lacking:
            row.refuse("A new row needs this column.", heading=column.heading)

    def _complete(self, work: Work) -> None:
        """Put the new rows into the record's text, or make the record that a row is."""
        if self._sheet.owner:
            rows = work.data["children"][self._part.name]
            rows += [work.places[row.number] for row in work.busy_rows if row.is_new]
            if len(rows) > MOST_OF_ONE:
                work.refuse_all(TOO_MANY.format(work.record, MOST_OF_ONE))
        elif work.record._state.adding:
            work.record = new_record(self._sheet, work)


def _key(values: dict[str, Any], names: tuple[str, ...]) -> Key:
    return tuple(values[name] for name in names)


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
    record: Publishable = sheet.owner_model(**fields)
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
