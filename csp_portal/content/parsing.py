"""Understand the records of a content set, noting every word that means nothing."""

from typing import Any

from csp_portal.content.faults import Faults, suggestion
from csp_portal.content.reading import Table, is_list_of_tables
from csp_portal.content.records import Record
from csp_portal.content.shapes import Shape
from csp_portal.content.values import key_part, to_value
from csp_portal.content.yearly import expand


def parse_table(table: Table, *, faults: Faults) -> Record:
    """Return the record a table tells of; what is wrong with it is added to ``faults``."""
    key = _key(table.shape, table.raw, parent_key="")
    record = Record(
        table.shape,
        table.place.inside(_words(table.shape, key, table.number)),
        key or "",
        is_example=table.is_example,
    )
    return _filled(record, table.raw, faults=faults)


def _filled(record: Record, raw: dict[str, Any], *, faults: Faults) -> Record:
    for name in record.shape.key:
        if name not in raw and name != record.shape.parent:
            faults.add(record.place, "is missing", name=name)
            record.refused.add(name)
    rest = _with_yearly(record, raw, faults=faults)
    for name, child in record.shape.children.items():
        rows = rest.pop(name, [])
        record.children[name] = _children(record, child, rows, faults=faults)
    for name, value in rest.items():
        try:
            _take(record, name, value)
        except ValueError as error:
            faults.add(record.place, str(error), name=name)
            record.refused.add(name)
    return record


def _take(record: Record, name: str, value: object) -> None:
    """Put one word of the file where it belongs; raises ValueError for a word that has no place."""
    shape = record.shape
    if name in shape.fields:
        record.values[name] = to_value(shape.fields[name], value)
    elif name in shape.references:
        if not isinstance(value, str):
            raise ValueError(f"must be the key of another record, not {value!r}")
        record.references[name] = value
    elif name in shape.many:
        if not (isinstance(value, list) and all(isinstance(key, str) for key in value)):
            raise ValueError(f"must be a list of keys, not {value!r}")
        record.many[name] = value
    else:
        raise ValueError(f"is no field of this kind of record{suggestion(name, shape.words())}")


def _with_yearly(record: Record, raw: dict[str, Any], *, faults: Faults) -> dict[str, Any]:
    """Return the record's words with each compact table put among the rows it stands for."""
    rest = dict(raw)
    for child in record.shape.children.values():
        if child.yearly in rest:
            place = record.place.inside(child.yearly)
            rows = expand(rest.pop(child.yearly), place=place, faults=faults)
            rest[child.name] = [*rest.get(child.name, []), *rows]
    return rest


def _children(parent: Record, shape: Shape, rows: object, *, faults: Faults) -> list[Record]:
    if not is_list_of_tables(rows):
        faults.add(parent.place, "must be written as a list of tables", name=shape.name)
        return []
    return [
        _child(parent, shape, row, number, faults=faults)
        for number, row in enumerate(rows, start=1)
    ]


def _child(
    parent: Record, shape: Shape, raw: dict[str, Any], number: int, *, faults: Faults
) -> Record:
    key = _key(shape, raw, parent_key=parent.key)
    record = Record(shape, parent.place.inside(_words(shape, key, number)), key or "")
    _filled(record, raw, faults=faults)
    if "order" in shape.fields:
        record.values.setdefault("order", number)
    return record


def _words(shape: Shape, key: str | None, number: int) -> str:
    """Return how a fault names a record: by its key, or by its place among its kind."""
    if shape.is_single:
        return shape.name
    return f"{shape.name} “{key}”" if key else f"{shape.name} {number}"


def _key(shape: Shape, raw: dict[str, Any], *, parent_key: str) -> str | None:
    """Return the natural key of a record, or None when a part of it is missing or wrong."""
    try:
        return "/".join(_key_part(shape, name, raw, parent_key) for name in shape.key) or None
    except (KeyError, ValueError):
        return None


def _key_part(shape: Shape, name: str, raw: dict[str, Any], parent_key: str) -> str:
    if name == shape.parent:
        return parent_key
    if name in shape.references:
        return str(raw[name])
    return key_part(to_value(shape.fields[name], raw[name]))
