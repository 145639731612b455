"""What is wrong with a content set, told so that its writer can find and mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """Where something stands: a file, and a record in it."""

    file: str
    record: str = ""

    def inside(self, words: str) -> "Place":
        """Return the place of a part of this record."""
        return Place(self.file, f"{self.record}, {words}" if self.record else words)


@dataclass
class Faults:
    """Everything found wrong so far, in the order of finding."""

    lines: list[str] = field(default_factory=list)

    def add(self, place: Place, message: str, *, name: str = "") -> None:
        """Note one fault of the field ``name``, or of the whole record."""
        where = [place.file, place.record, f"field “{name}”" if name else ""]
        self.lines.append(": ".join([part for part in where if part] + [message]))

    def __bool__(self) -> bool:
        return bool(self.lines)

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)


class ContentError(Exception):
    """A content set that cannot be loaded; nothing of it was. Its text has a line per fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        super().__init__("\n".join(faults))
