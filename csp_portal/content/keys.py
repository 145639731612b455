"""Natural keys: which row a reference means, and whether it means one at all."""

from collections import defaultdict
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from typing import Any

from csp_portal.content.faults import Faults
from csp_portal.content.records import Record, members
from csp_portal.content.shapes import shape_of
from csp_portal.content.values import key_part
from csp_portal.suggestions import suggestion


class KeyIndex:
    """The rows of the database by natural key, read once for each model that is asked about."""

    def __init__(self) -> None:
        self._rows: dict[Any, dict[str, Any]] = {}

    def of(self, model: Any) -> dict[str, Any]:
        """Return the primary keys of a model's rows by natural key."""
        if model not in self._rows:
            paths = shape_of(model).key_paths()
            rows = model._default_manager.values_list("pk", *paths)
            self._rows[model] = {"/".join(map(key_part, key)): pk for pk, *key in rows}
        return self._rows[model]

    def find(self, model: Any, key: str) -> Any:
        """Return the primary key of the row with a natural key, or None."""
        return self.of(model).get(key)

    def add(self, record: Record, pk: Any) -> None:
        """Remember a row that was just written, unless nothing can name it."""
        if record.key:
            self.of(record.shape.model)[record.key] = pk

    def clear(self) -> None:
        """Forget everything, because rows that were written were taken back."""
        self._rows.clear()


def check_keys(records: Iterable[Record], *, faults: Faults) -> None:
    """Note every record that stands twice."""
    first: dict[tuple[str, str], Record] = {}
    for record in members(records):
        shape = record.shape
        earlier = first.setdefault((shape.name, record.key), record)
        if earlier is not record and (record.key or shape.is_single):
            faults.add(record.place, f"stands twice, first in {earlier.place.file}")


def check_references(records: list[Record], *, index: KeyIndex, faults: Faults) -> None:
    """Note every reference that leads neither to a record of the set nor to one in the database."""
    written: dict[Any, set[str]] = defaultdict(set)
    for record in members(records):
        written[record.shape.model].add(record.key)
    for record in members(records):
        for name, model, key in record.named():
            known = written[model] | index.of(model).keys()
            if key not in known:
                what = f"{shape_of(model).name} “{key}”{suggestion(key, known)}"
                record.refuse(name, f"there is no {what}", faults=faults)


def in_order(records: list[Record], *, faults: Faults) -> list[Record]:
    """Return records of one kind so that each follows those of its own kind that it names."""
    by_key = {record.key: record for record in records}
    named = {key: _own_kind(record) & by_key.keys() for key, record in by_key.items()}
    try:
        return [by_key[key] for key in TopologicalSorter(named).static_order()]
    except CycleError as error:
        keys = " → ".join(error.args[1])
        faults.add(records[0].place, f"{records[0].shape.name} records name each other: {keys}")
        return []


def _own_kind(record: Record) -> set[str]:
    """Return the keys of the records of its own kind that a record names."""
    return {key for _, model, key in record.named() if model is record.shape.model}
