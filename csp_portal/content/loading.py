"""Load a content set: all of it or nothing, and never over what an officer changed."""

from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q

from csp_portal.content.cross_references import check_cross_references
from csp_portal.content.examples import date_examples
from csp_portal.content.faults import ContentError, Faults
from csp_portal.content.keys import KeyIndex, check_keys, check_references, in_order
from csp_portal.content.ledger import WRITTEN, Counts, Ledger, Outcome
from csp_portal.content.models import LoadedSet
from csp_portal.content.parsing import parse_table
from csp_portal.content.reading import SetFiles
from csp_portal.content.records import Record
from csp_portal.content.shapes import Shape, shapes
from csp_portal.content.snapshots import rows_of
from csp_portal.content.writing import Writer


def load_set(folder: Path, *, at: datetime, with_examples: bool = False) -> Counts:
    """Bring the database up to date with the content set in ``folder`` as of the moment ``at``.

    Returns how many records had which outcome; nothing is counted when nothing had to be done.
    Raises ContentError, with every fault found, and then leaves the database as it was.
    """
    files = SetFiles(folder, with_examples=with_examples)
    if _is_loaded(files, at=at):
        return Counts()
    with transaction.atomic():
        # Whoever comes second waits here, and then finds that there is nothing left to do.
        content_set = _lock(files)
        if _is_loaded(files, at=at):
            return Counts()
        return Loading(files, content_set, at=at).run()


def check_set(folder: Path, *, at: datetime, with_examples: bool = False) -> Counts:
    """Do all that ``load_set`` does, even if nothing changed, and take it back."""
    files = SetFiles(folder, with_examples=with_examples)
    with transaction.atomic():
        counts = Loading(files, _lock(files), at=at).run(is_check=True)
        transaction.set_rollback(True)
    return counts


def _lock(files: SetFiles) -> LoadedSet:
    """Return the note of what was loaded, which nobody else may change meanwhile."""
    LoadedSet.objects.get_or_create(name=files.name)
    return LoadedSet.objects.select_for_update().get(name=files.name)


def _is_loaded(files: SetFiles, *, at: datetime) -> bool:
    """Whether these very files were loaded and no example of them is over."""
    are_examples_valid = Q(examples_until=None) | Q(examples_until__gt=at)
    loaded = LoadedSet.objects.filter(name=files.name, digest=files.digest())
    return loaded.filter(are_examples_valid).exists()


class Loading:
    """One run over the files of a set, inside a transaction."""

    def __init__(self, files: SetFiles, content_set: LoadedSet, *, at: datetime) -> None:
        self._files = files
        self._set = content_set
        self._at = at
        self._faults = Faults()
        self._index = KeyIndex()
        self._ledger = Ledger(content_set)
        self._writer = Writer(index=self._index, faults=self._faults, at=at)
        self._counts = Counts()

    def run(self, *, is_check: bool = False) -> Counts:
        """Read, check and write everything; raises ContentError when anything is wrong."""
        records = self._read()
        for name, group in groupby(records, key=lambda record: record.shape.name):
            self._write_kind(shapes()[name], list(group))
        self._writer.remove_stale()
        if not self._faults:
            self._writer.follow_up()
        if is_check or self._ledger.is_empty:
            # Later an officer may have withdrawn what a reference leads to, and rightly so.
            self._check_cross_references(records)
        self._close()
        return self._counts

    def _read(self) -> list[Record]:
        tables = self._files.tables(faults=self._faults)
        tables = date_examples(tables, self._set, faults=self._faults, at=self._at)
        records = [parse_table(table, faults=self._faults) for table in tables]
        check_keys(records, faults=self._faults)
        check_references(records, index=self._index, faults=self._faults)
        return records

    def _check_cross_references(self, records: list[Record]) -> None:
        # A record with a fault was not written, so what leads to it would look wrong too.
        if not self._faults:
            check_cross_references(records, faults=self._faults, at=self._at)

    def _write_kind(self, shape: Shape, records: list[Record]) -> None:
        rows = {row.pk: row for row in rows_of(shape)}
        for record in in_order(records, faults=self._faults):
            pk = self._pk(record)
            self._counts[self._write(record, rows.get(pk))] += 1

    def _pk(self, record: Record) -> Any:
        if record.shape.is_single:
            return record.shape.model().pk
        return self._index.find(record.shape.model, record.key)

    def _write(self, record: Record, row: Any) -> Outcome:
        outcome = self._ledger.decide(record, row)
        if outcome not in WRITTEN:
            return outcome
        written = self._writer.write(record, row)
        if written is None:
            return Outcome.NEEDS_DELETED
        self._ledger.note(record, written.pk)
        return outcome

    def _close(self) -> None:
        if self._faults:
            raise ContentError(self._faults)
        self._ledger.close(shapes().values(), at=self._at)
        self._set.digest = self._files.digest()
        self._set.loaded_at = self._at
        self._set.save()
