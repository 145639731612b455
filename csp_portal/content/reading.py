"""Read the files of a content set: which tables stand in which file."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from csp_portal.content.faults import Faults, Place
from csp_portal.content.shapes import Shape, shapes
from csp_portal.suggestions import suggestion

SETS = Path(__file__).parent / "sets"
EXAMPLES = "examples.toml"


@dataclass(frozen=True)
class Table:
    """One record as it stands in a file, not yet understood."""

    shape: Shape
    place: Place
    raw: dict[str, Any]
    number: int
    is_example: bool


class SetFiles:
    """The files of one content set, each read once."""

    def __init__(self, folder: Path, *, with_examples: bool) -> None:
        self.name = folder.name
        self._texts = {
            path: path.read_bytes()
            for path in sorted(folder.glob("*.toml"))
            if with_examples or path.name != EXAMPLES
        }

    def digest(self) -> str:
        """Return a fingerprint of all files; it changes whenever one of them does."""
        whole = hashlib.sha256()
        for path, text in self._texts.items():
            whole.update(f"{path.name}:{len(text)}:".encode() + text)
        return whole.hexdigest()

    def tables(self, *, faults: Faults) -> list[Table]:
        """Return every record of every file, in the order in which kinds are loaded."""
        found = [
            table
            for path, text in self._texts.items()
            for table in _tables(path, text, faults=faults)
        ]
        order = list(shapes())
        return sorted(found, key=lambda table: order.index(table.shape.name))


def shown_path(path: Path) -> str:
    """Return a path as its reader knows it: from the project's folder, if it lies there."""
    is_ours = path.is_relative_to(settings.BASE_DIR)
    return str(path.relative_to(settings.BASE_DIR) if is_ours else path)


def _tables(path: Path, text: bytes, *, faults: Faults) -> Iterator[Table]:
    place = Place(shown_path(path))
    try:
        content = tomllib.loads(text.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.add(place, f"is not a TOML file: {error}")
        return
    for name, raw in content.items():
        if name not in shapes():
            faults.add(place, f"“{name}” is no kind of record{suggestion(name, shapes())}")
            continue
        yield from _of_kind(shapes()[name], raw, place=place, faults=faults)


def _of_kind(shape: Shape, raw: object, *, place: Place, faults: Faults) -> Iterator[Table]:
    is_example = place.file.endswith(EXAMPLES)
    if is_example and not hasattr(shape.model, "is_example"):
        faults.add(place, f"“{shape.name}” cannot be an example")
        return
    message = f"“{shape.name}” must be written as {shape.brackets}"
    rows = [raw] if shape.is_single else raw
    tables = list_of_tables(rows, message, place=place, faults=faults)
    for number, row in enumerate(tables, start=1):
        yield Table(shape, place, row, number, is_example)


def list_of_tables(
    raw: object, message: str, *, place: Place, faults: Faults, name: str = ""
) -> list[dict[str, Any]]:
    """Return what TOML makes of [[name]]; of anything else nothing, with ``message`` as a fault."""
    if isinstance(raw, list) and all(isinstance(row, dict) for row in raw):
        return raw
    faults.add(place, message, name=name)
    return []
