"""How an app says which of its records go out and come in as a file: plain data, no code to run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models

from csp_portal.publishing.aggregates import Part, aggregate
from csp_portal.publishing.models import Publishable

# Where the record stands is told on the way out; nobody can change it by a file.
STATE = "State"


@dataclass(frozen=True)
class Column:
    """One column: its heading and the model's field that its cells fill.

    ``names`` are the lookups whose values, joined by slashes, name the record that a foreign
    key leads to. ``hint`` says how a cell is written where its heading does not. ``checks`` look
    at the text of a cell and raise ValidationError.
    """

    heading: str
    field: str
    names: tuple[str, ...] = ()
    hint: str = ""
    checks: tuple[Callable[[str], None], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One kind of record as rows and columns, the same both ways.

    ``key`` names the fields that tell one row from another. ``owner`` is the foreign key to the
    public record that the rows belong to; without one, each row is a public record itself.
    ``refusals`` says in plain words what is wrong when a constraint of the model is broken.
    """

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    owner: str = ""
    refusals: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The model's field of each column, by its name."""
        return {column.field: self.model._meta.get_field(column.field) for column in self.columns}

    @cached_property
    def key_columns(self) -> tuple[Column, ...]:
        """The columns without which no row can be told from another."""
        return tuple(column for column in self.columns if column.field in self.key)

    @cached_property
    def own_key(self) -> tuple[str, ...]:
        """What tells a row from the others of the same record."""
        return tuple(name for name in self.key if name != self.owner)

    @cached_property
    def needed(self) -> tuple[Column, ...]:
        """The columns without which no row can be added."""
        optional = {name for name, one in self.fields.items() if one.blank or one.has_default()}
        return tuple(column for column in self.columns if column.field not in optional)

    @property
    def headings(self) -> list[str]:
        """The first line of the file."""
        return [*(column.heading for column in self.columns), STATE]

    def left_out(self, headings: list[str]) -> list[str]:
        """Return the columns that a file does not have, whose fields are left as they are."""
        return [one.heading for one in self.columns if one.heading not in headings]

    @property
    def owner_model(self) -> type[Publishable]:
        """The model of the public records that the rows are, or belong to."""
        model: Any = self.fields[self.owner].related_model if self.owner else self.model
        found: type[Publishable] = model
        return found

    @property
    def part(self) -> Part:
        """What a row is of its record: the record itself, or one sort of its rows."""
        record = aggregate(self.owner_model)
        return next(part for part in record.family() if part.model is self.model)
