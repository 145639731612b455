"""How an app says which of its records a content set may hold: plain data, no code to run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Child:
    """Rows that belong to one record; they are loaded and compared together with it.

    ``name`` is the related name on the record. A child with a ``key`` may be referred to from
    elsewhere, so its row stays the same row when the record is loaded again. ``yearly`` names
    a table in which a year's value can be written on one line.
    """

    name: str
    key: tuple[str, ...] = ()
    children: tuple["Child", ...] = ()
    yearly: str = ""


@dataclass(frozen=True)
class Kind:
    """A model whose records stand in content files under its name in snake_case.

    ``key`` names the fields that tell one record from another, in the order in which they are
    written in a reference ("plan/priority"). A kind without a key has a single record.
    """

    label: str
    key: tuple[str, ...] = ("slug",)
    children: tuple[Child, ...] = ()
