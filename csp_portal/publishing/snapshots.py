"""A record with its rows as plain data: read from the tables, and written back to them.

Rows that only a draft has are known by negative keys, so that a form can name them again;
they get a key of their own when they are published.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, models
from django.db.models import ProtectedError

from csp_portal.publishing.aggregates import Part, aggregate
from csp_portal.publishing.kept_rows import keeps_rows, with_kept_rows
from csp_portal.publishing.models import Publishable

# {"pk": 1, "fields": {…}, "many": {name: [pk, …]}, "children": {name: [row, …]}}
Data = dict[str, Any]


class StaleDraftError(Exception):
    """The draft does not fit what it would come among, such as a record that was deleted."""


class BrokenConstraintError(StaleDraftError):
    """The draft says what the database refuses, such as what only one record may say."""


# --- Reading -----------------------------------------------------------------------------


def read(record: Publishable) -> Data:
    """Return what the tables hold of ``record``, in one query for each sort of row."""
    part = aggregate(type(record))
    rows = part.model._default_manager.filter(pk=record.pk).prefetch_related(*_paths(part))
    return _row_data(part, rows.get())


def _paths(part: Part) -> list[str]:
    paths = [field.name for field in part.many]
    for child in part.children:
        paths += [child.name, *(f"{child.name}__{path}" for path in _paths(child))]
    return paths


def _row_data(part: Part, row: models.Model) -> Data:
    return {
        "pk": row.pk,
        "fields": {field.name: _plain(field, row) for field in part.fields},
        "many": {field.name: _keys(row, field.name) for field in part.many},
        "children": {
            child.name: [_row_data(child, one) for one in getattr(row, child.name).all()]
            for child in part.children
        },
    }


def _plain(field: Any, row: models.Model) -> Any:
    value = field.value_from_object(row)
    is_plain = value is None or isinstance(value, bool | int | str)
    return value if is_plain else field.value_to_string(row)


def _keys(row: models.Model, name: str) -> list[Any]:
    return sorted(target.pk for target in getattr(row, name).all())


def walk(part: Part, data: Data) -> Iterator[tuple[Part, Data]]:
    """Yield every row of ``data`` with its part, parents first."""
    yield part, data
    for child in part.children:
        for row in data["children"].get(child.name, []):
            yield from walk(child, row)


def keys_named(field: Any, data: Data) -> list[Any]:
    """Return the keys of the records that a reference of a row names."""
    if field.many_to_many:
        keys: list[Any] = data["many"].get(field.name, [])
        return keys
    value = data["fields"].get(field.name)
    return [] if value is None else [value]


def keys_of(part: Part, data: Data) -> set[tuple[str, int]]:
    """Return the key of every row of ``data`` with the label of its model."""
    return {(one.model._meta.label, row["pk"]) for one, row in walk(part, data)}


def renumber(part: Part, data: Data, *, known: set[tuple[str, int]], start: int) -> None:
    """Give each row that is not ``known`` a negative key, from ``start`` downwards, in ``data``.

    References between the rows of the record follow.
    """
    taken = [key for _label, key in keys_of(part, data) | known if key <= start]
    key = min(taken, default=start + 1)
    new: dict[tuple[str, int], int] = {}
    for one, row in walk(part, data):
        place = (one.model._meta.label, row["pk"])
        if place not in known:
            key -= 1
            new[place] = row["pk"] = key
    _follow(part, data, new)


def _follow(part: Part, data: Data, new: dict[tuple[str, int], int]) -> None:
    for one, row in walk(part, data):
        for field in one.fields:
            if field.is_relation:
                value = row["fields"].get(field.name)
                label = field.related_model._meta.label
                row["fields"][field.name] = new.get((label, value), value)


# --- Writing -----------------------------------------------------------------------------


def in_keeping(record: Publishable, data: Data) -> Data:
    """Return ``data`` as it may be written over the record: rows that are kept stay in it."""
    part = aggregate(type(record))
    return with_kept_rows(part, data, read(record)) if keeps_rows(part) else data


def write(record: Publishable, data: Data, *, with_new_keys: bool = False) -> None:
    """Make the tables hold ``data`` for ``record`` and its rows; its state is left alone.

    ``with_new_keys`` gives the rows that only the draft had keys of their own, for good.
    Raises StaleDraftError, and leaves the transaction to be rolled back, when it needs a
    record that is gone, leaves out a row that another record needs, or says what must be
    unique and what another record says already. Rows that are kept stay as they are stored.
    """
    try:
        _write(record, data, with_new_keys=with_new_keys)
    except ProtectedError as error:
        raise StaleDraftError("It leaves out a row that another record needs.") from error
    except IntegrityError as error:
        raise BrokenConstraintError("Another record now has what only one may have.") from error


def _write(record: Publishable, data: Data, *, with_new_keys: bool) -> None:
    part = aggregate(type(record))
    data = in_keeping(record, data)
    writer = _Writer(part, data, with_new_keys=with_new_keys)
    values = writer.values(part, data)
    part.model._default_manager.filter(pk=record.pk).update(**values)
    writer.write_many(part, [(record, data)])
    writer.write_children(part, [(record, data)])


class _Writer:
    def __init__(self, part: Part, data: Data, *, with_new_keys: bool) -> None:
        self._with_new_keys = with_new_keys
        self._own = keys_of(part, data)
        self._new: dict[tuple[str, int], int] = {}
        self._existing = _existing_targets(part, data)

    def values(self, part: Part, data: Data) -> dict[str, Any]:
        """Return the values of a row's columns; a field added by a later release is left out."""
        return {
            field.attname: self._value(field, data["fields"][field.name])
            for field in part.fields
            if field.name in data["fields"]
        }

    def write_many(self, part: Part, rows: list[tuple[models.Model, Data]]) -> None:
        """Set the many-to-many links of rows; a link added by a later release is left alone."""
        for field in part.many:
            there = self._existing.get(field.related_model, set())
            for row, data in rows:
                if field.name in data["many"]:
                    wanted = [key for key in data["many"][field.name] if key in there]
                    getattr(row, field.name).set(wanted)

    def write_children(self, part: Part, parents: list[tuple[models.Model, Data]]) -> None:
        """Replace the rows below ``parents`` by those in the data.

        A sort of row that a later release added, of which the data knows nothing, stays.
        """
        for child in part.children:
            known = [pair for pair in parents if child.name in pair[1]["children"]]
            pairs = [
                (parent, row) for parent, data in known for row in data["children"][child.name]
            ]
            kept = self._take_out(child, known, {row["pk"] for _parent, row in pairs})
            rows = [(self._row(child, parent, row, kept), row) for parent, row in pairs]
            child.model._default_manager.bulk_create([row for row, _data in rows])
            self._new |= {(child.model._meta.label, data["pk"]): row.pk for row, data in rows}
            self.write_many(child, rows)
            self.write_children(child, rows)

    def _take_out(
        self, child: Part, parents: list[tuple[models.Model, Data]], wanted: set[int]
    ) -> dict[int, models.Model]:
        """Delete the rows that are left out; take out the others, and return them by key."""
        above = [parent for parent, _data in parents]
        below = child.model._default_manager.filter(**{f"{child.link}__in": above})
        below.exclude(pk__in=wanted).delete()
        kept = {row.pk: row for row in below}
        # They are written anew under the same keys: in one step, because two rows that
        # change places would break what must be unique. Foreign keys are checked at the end.
        below._raw_delete(below.db)
        return kept

    def _row(
        self, part: Part, parent: models.Model, data: Data, kept: dict[int, models.Model]
    ) -> models.Model:
        key = data["pk"]
        row = kept.get(key) or part.model()
        row.pk = None if self._with_new_keys and key < 0 else key
        row._state.adding = True
        for name, value in self.values(part, data).items():
            setattr(row, name, value)
        setattr(row, part.link, parent)
        return row

    def _value(self, field: Any, value: Any) -> Any:
        if not field.is_relation or value is None:
            return field.to_python(value)
        place = (field.related_model._meta.label, value)
        if place in self._own:
            return self._new.get(place, value)
        if value in self._existing[field.related_model]:
            return value
        if field.null:
            return None
        message = f"“{field.verbose_name}” names something that was deleted meanwhile."
        raise StaleDraftError(message)


def _existing_targets(part: Part, data: Data) -> dict[Any, set[Any]]:
    """Return, for each model that the data refers to, which of the named records exist."""
    named: dict[Any, set[Any]] = defaultdict(set)
    for one, row in walk(part, data):
        for field in one.references():
            named[field.related_model].update(keys_named(field, row))
    return {
        model: set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
        for model, keys in named.items()
    }
