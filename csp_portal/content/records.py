"""A record of a content file, after its words were understood and before it is saved."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from csp_portal.content.faults import Faults, Place
from csp_portal.content.shapes import Shape


@dataclass
class Record:
    """What a file says of one record; ``refused`` names the fields that cannot be used."""

    shape: Shape
    place: Place
    key: str
    values: dict[str, Any] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    many: dict[str, list[str]] = field(default_factory=dict)
    children: dict[str, list["Record"]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def family(self) -> Iterator["Record"]:
        """Yield this record and its children, their children and so on."""
        yield self
        for children in self.children.values():
            yield from members(children)

    def refuse(self, name: str, message: str, *, faults: Faults) -> None:
        """Note that the field ``name`` cannot be used, and why."""
        faults.add(self.place, message, name=name)
        self.refused.add(name)

    def named(self) -> Iterator[tuple[str, Any, str]]:
        """Yield every reference of this record: the field, the model it leads to, the key."""
        for name, key in self.references.items():
            yield name, self.shape.references[name].related_model, key
        for name, keys in self.many.items():
            for key in keys:
                yield name, self.shape.many[name].related_model, key

    def digest(self) -> str:
        """Return a fingerprint of everything the file says of this record."""
        return digest_of(self._content())

    def _content(self) -> dict[str, Any]:
        children = {
            name: [child._content() for child in members] for name, members in self.children.items()
        }
        return self.values | self.references | self.many | children


def members(records: Iterable[Record]) -> Iterator[Record]:
    """Yield all records with their children, their children and so on."""
    for record in records:
        yield from record.family()


def digest_of(content: object) -> str:
    """Return the fingerprint of plain data, whatever the order of its names."""
    text = json.dumps(content, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
