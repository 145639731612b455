"""What becomes of each record of a set, given what was loaded before and what is there now."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from csp_portal.content.models import LoadedRecord, LoadedSet
from csp_portal.content.records import Record
from csp_portal.content.shapes import Shape
from csp_portal.content.snapshots import fingerprint, rows_of


class Outcome(StrEnum):
    """What became of a record, in the words of the report."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CHANGED_HERE = "kept as changed here"
    MADE_HERE = "left alone, made here"
    DELETED_HERE = "not made again, deleted here"
    NEEDS_DELETED = "left out, refers to something deleted here"


WRITTEN = (Outcome.CREATED, Outcome.UPDATED)
Counts = Counter[Outcome]


class Ledger:
    """The records that were loaded from one set, by kind and key."""

    def __init__(self, content_set: LoadedSet) -> None:
        self._set = content_set
        entries = LoadedRecord.objects.filter(content_set=content_set)
        self._entries = {(entry.kind, entry.key): entry for entry in entries}
        self._written: dict[str, dict[Any, Record]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing of this set was ever loaded."""
        return not self._entries

    def decide(self, record: Record, row: Any) -> Outcome:
        """Say what is to become of a record; ``row`` is what the database has under its key."""
        entry = self._entries.get((record.shape.name, record.key))
        if entry is None:
            return Outcome.CREATED if row is None else Outcome.MADE_HERE
        if row is None:
            return Outcome.DELETED_HERE
        if entry.digest != fingerprint(record.shape, row):
            return Outcome.CHANGED_HERE
        is_same = entry.file_digest == record.digest()
        return Outcome.UNCHANGED if is_same else Outcome.UPDATED

    def note(self, record: Record, pk: Any) -> None:
        """Remember that a record was written to the row ``pk``."""
        self._written.setdefault(record.shape.name, {})[pk] = record

    def close(self, shapes: Iterable[Shape], *, at: datetime) -> None:
        """Store what was written as the database now holds it."""
        entries = [
            self._entry(self._written[shape.name][row.pk], row, at=at)
            for shape in shapes
            if shape.name in self._written
            for row in rows_of(shape).filter(pk__in=self._written[shape.name])
        ]
        LoadedRecord.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["content_set", "kind", "key"],
            update_fields=["file_digest", "digest", "loaded_at"],
        )

    def _entry(self, record: Record, row: Any, *, at: datetime) -> LoadedRecord:
        return LoadedRecord(
            content_set=self._set,
            kind=record.shape.name,
            key=record.key,
            file_digest=record.digest(),
            digest=fingerprint(record.shape, row),
            loaded_at=at,
        )
