"""How an app says which of its records a content set may hold: plain data, no code to run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """Rows that are never altered or dropped once they are stored: a draft only adds to them.

    ``key`` names the field by which a row is known in every text of the record, ``hidden`` the
    one field that may change: whether residents are no longer given the row. ``number`` counts
    the rows that have the same value in the field ``among``.
    """

    key: str
    hidden: str
    number: str
    among: str


@dataclass(frozen=True)
class Child:
    """Rows that belong to one record; they are loaded and compared together with it.

    ``name`` is the related name on the record. A child with a ``key`` may be referred to from
    elsewhere, so its row stays the same row when the record is loaded again. ``yearly`` names
    a table in which a year's value can be written on one line. ``kept`` is set where what was
    stored once stays as it was.
    """

    name: str
    key: tuple[str, ...] = ()
    children: tuple["Child", ...] = ()
    yearly: str = ""
    kept: Kept | None = None


@dataclass(frozen=True)
class Kind:
    """A model whose records stand in content files under its name in snake_case.

    ``key`` names the fields that tell one record from another, in the order in which they are
    written in a reference ("plan/priority"). A kind without a key has a single record.
    """

    label: str
    key: tuple[str, ...] = ("slug",)
    children: tuple[Child, ...] = ()
