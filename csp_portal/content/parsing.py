"""Understand the records of a content set, noting every word that means nothing."""

from typing import Any

from csp_portal.content.faults import Faults
from csp_portal.content.reading import Table, list_of_tables
from csp_portal.content.records import Record
from csp_portal.content.shapes import Shape
from csp_portal.content.values import key_part, to_key, to_keys, to_value
from csp_portal.content.yearly import expand
from csp_portal.suggestions import suggestion


def parse_table(table: Table, *, faults: Faults) -> Record:
    """Return the record a table tells of; what is wrong with it is added to ``faults``."""
    key = _key(table.shape, table.raw, parent_key="")
    place = table.place.inside(_words(table.shape, key, table.number))
    record = Record(table.shape, place, key)
    _fill(record, table.raw, faults=faults)
    if table.is_example:
        record.values["is_example"] = True
    return record


def _fill(record: Record, raw: dict[str, Any], *, faults: Faults) -> None:
    for name in set(record.shape.key) - {record.shape.parent, *raw}:
        record.refuse(name, "is missing", faults=faults)
    rest = _with_yearly(record, raw, faults=faults)
    for name, child in record.shape.children.items():
        record.children[name] = _children(record, child, rest.pop(name, []), faults=faults)
    for name, value in rest.items():
        try:
            _take(record, name, value)
        except ValueError as error:
            record.refuse(name, str(error), faults=faults)


def _take(record: Record, name: str, value: object) -> None:
    """Put one word of the file where it belongs; raises ValueError for a word that has no place."""
    shape = record.shape
    places = (
        (shape.fields, record.values, to_value),
        (shape.references, record.references, to_key),
        (shape.many, record.many, to_keys),
    )
    for known, store, read in places:
        if name in known:
            store[name] = read(known[name], value)  # type: ignore[assignment]
            return
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
    message = "must be written as a list of tables"
    tables = list_of_tables(rows, message, place=parent.place, faults=faults, name=shape.name)
    return [
        _child(parent, shape, table, number, faults=faults)
        for number, table in enumerate(tables, start=1)
    ]


def _child(
    parent: Record, shape: Shape, raw: dict[str, Any], number: int, *, faults: Faults
) -> Record:
    placed = {"order": number} | raw if "order" in shape.fields else raw
    key = _key(shape, placed, parent_key=parent.key)
    record = Record(shape, parent.place.inside(_words(shape, key, number)), key)
    _fill(record, placed, faults=faults)
    return record


def _words(shape: Shape, key: str, number: int) -> str:
    """Return how a fault names a record: by its key, or by its place among its kind."""
    if shape.is_single:
        return shape.name
    return f"{shape.name} “{key}”" if key else f"{shape.name} {number}"


def _key(shape: Shape, raw: dict[str, Any], *, parent_key: str) -> str:
    """Return the natural key of a record, or nothing when a part of it is missing or wrong."""
    try:
        return "/".join(_key_part(shape, name, raw, parent_key) for name in shape.key)
    except (KeyError, ValueError):
        return ""


def _key_part(shape: Shape, name: str, raw: dict[str, Any], parent_key: str) -> str:
    if name == shape.parent:
        return parent_key
    if name in shape.references:
        return str(raw[name])
    return key_part(to_value(shape.fields[name], raw[name]))
