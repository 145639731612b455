"""What differs between two texts of one record: field by field, row by row, word by word."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils.text import capfirst

from csp_portal.editing.conflicts import plain_text
from csp_portal.publishing.aggregates import Part
from csp_portal.publishing.snapshots import Data, keys_named, walk
from csp_portal.rich_text.fields import RichTextField
from csp_portal.rich_text.words import readable_text

# Characters of two texts together; what is longer is shown as removed and added whole.
LONG_TEXT = 40_000
EMPTY = "(empty)"
GONE = "a record that was deleted"
LINES = re.compile(r"[^\n]*\n|[^\n]+")
# With the space before each: spaces alone would be the same everywhere.
WORDS = re.compile(r"\s*(?:\w+|[^\w\s])|\s+")


@dataclass(frozen=True)
class Piece:
    """A stretch of words: kept, added or removed."""

    text: str
    sort: str = "kept"


@dataclass(frozen=True)
class Change:
    """One field that differs, or one row that was added or removed."""

    label: str
    before: str
    after: str
    row: str = ""

    @property
    def pieces(self) -> list[Piece]:
        """Both texts in one, word by word."""
        return list(word_by_word(self.before, self.after))


def word_by_word(before: str, after: str) -> Iterator[Piece]:
    """Yield both texts as one, in stretches that stayed, went or came.

    Only lines that differ are compared by their words, and not too many at once: the time that
    takes may grow with the square of the words.
    """
    for old, new in lines_beside(before, after):
        is_short = len(old) + len(new) < LONG_TEXT
        for kept, came in stretches(WORDS, old, new) if is_short else [(old, new)]:
            found = [(kept, "kept")] if kept == came else [(kept, "removed"), (came, "added")]
            yield from (Piece(text, sort) for text, sort in found if text)


def lines_beside(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of both texts that stand beside each other: one by one, or as a block."""
    for old, new in stretches(LINES, before, after):
        old_lines, new_lines = LINES.findall(old), LINES.findall(new)
        are_as_many = len(old_lines) == len(new_lines)
        yield from zip(old_lines, new_lines, strict=True) if are_as_many else [(old, new)]


def stretches(unit: re.Pattern[str], before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield what stands in both texts at the same place, unit by unit: equal, or not."""
    old, new = unit.findall(before), unit.findall(after)
    for _, old_from, old_until, new_from, new_until in SequenceMatcher(
        None, old, new
    ).get_opcodes():
        yield "".join(old[old_from:old_until]), "".join(new[new_from:new_until])


class Comparison:
    """Two texts of one record, read together so that each name is looked up once."""

    def __init__(self, part: Part, before: Data, after: Data) -> None:
        self._part = part
        self._names = _names(part, before, after)
        self._before, self._after = before, after

    def changes(self) -> list[Change]:
        """Return what differs, the record's own fields first; nothing for equal texts."""
        return list(self._of_row(self._part, self._before, self._after, row=""))

    def _of_row(self, part: Part, before: Data, after: Data, *, row: str) -> Iterator[Change]:
        for field in (*part.fields, *part.many):
            old, new = self._shown(field, before), self._shown(field, after)
            if old != new:
                yield Change(capfirst(str(field.verbose_name)), old or EMPTY, new or EMPTY, row)
        for child in part.children:
            yield from self._of_rows(child, _by_key(before, child), _by_key(after, child), row)

    def _of_rows(
        self, part: Part, before: dict[int, Data], after: dict[int, Data], above: str
    ) -> Iterator[Change]:
        for key in [*before, *(key for key in after if key not in before)]:
            old, new = before.get(key), after.get(key)
            name = self._name_of_row(part, new or old or {}, above)
            if old and new:
                yield from self._of_row(part, old, new, row=name)
            elif old:
                yield Change("Removed", self._told(part, old), "", name)
            elif new:
                yield Change("Added", "", self._told(part, new), name)

    def _name_of_row(self, part: Part, data: Data, above: str) -> str:
        noun = capfirst(str(part.model._meta.verbose_name))
        return f"{above + ', ' if above else ''}{noun} “{_title(part, data)}”"

    def _told(self, part: Part, data: Data) -> str:
        """Return a row as text, one line for each field that says something, its rows included."""
        fields = [(field, self._shown(field, data)) for field in (*part.fields, *part.many)]
        lines = [f"{capfirst(str(field.verbose_name))}: {text}" for field, text in fields if text]
        for child in part.children:
            lines += [self._told(child, row) for row in data["children"].get(child.name, [])]
        return "\n".join(lines)

    def _shown(self, field: Any, data: Data) -> str:
        """Return a value as a person reads it."""
        if field.many_to_many:
            keys = data["many"].get(field.name, [])
            return ", ".join(sorted(self._name(field, key) for key in keys))
        value = data["fields"].get(field.name)
        if value in (None, ""):
            return ""
        if field.is_relation:
            return self._name(field, value)
        if tell := getattr(field.model, "told_as", {}).get(field.name):
            return str(tell(field.to_python(value)))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(field, RichTextField):
            return readable_text(value)
        return plain_text(field.to_python(value))

    def _name(self, field: Any, key: Any) -> str:
        return self._names.get((field.related_model, key), GONE)


def _by_key(data: Data, child: Part) -> dict[int, Data]:
    return {row["pk"]: row for row in data["children"].get(child.name, [])}


def _names(part: Part, *texts: Data) -> dict[tuple[Any, Any], str]:
    """Return the name of every record that the texts refer to, one query for each kind."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    rows = [pair for data in texts for pair in walk(part, data)]
    for one, row in rows:
        for field in one.references():
            wanted[field.related_model].update(keys_named(field, row))
    # Rows that only a draft has are in no table.
    own = {(one.model, row["pk"]): _title(one, row) for one, row in rows}
    return own | {
        (model, record.pk): str(record)
        for model, keys in wanted.items()
        for record in model._default_manager.filter(pk__in=keys)
    }


def _title(part: Part, data: Data) -> str:
    """Return the first line of text in a row, by which people know it."""
    lines = [field for field in part.fields if isinstance(field, models.CharField)]
    words = [field for field in lines if not field.choices]
    # Words of an address say the same as the title, but worse.
    words.sort(key=lambda field: isinstance(field, models.SlugField))
    texts = (str(data["fields"].get(field.name) or "") for field in words)
    return next((text for text in texts if text), "")[:80]
