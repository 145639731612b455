"""References from a lower app to a record of a higher one, without a foreign key.

A duty's evidence may be a report or a meeting, and a plan's milestone a meeting, but the
partnership app must not know those apps. The record stores a kind and a natural key; each
app registers how a key of its kind becomes a link.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Reference:
    """What a reference leads to: the record's own title and its public address."""

    title: str
    url: str


# Given natural keys and a moment, returns those that are public, by key, in one query.
Resolver = Callable[[set[str], datetime], dict[str, Reference]]
_resolvers: dict[str, Resolver] = {}


def register_reference(kind: str, resolver: Resolver) -> None:
    """Make ``kind`` a word that references may use; raises ValueError for a second one."""
    if kind in _resolvers:
        raise ValueError(f"References of kind {kind!r} are registered already")
    _resolvers[kind] = resolver


def reference_kinds() -> list[str]:
    """Return the kinds of record that a reference may name."""
    return sorted(_resolvers)


def resolve(
    references: Iterable[tuple[str, str]], *, at: datetime
) -> dict[tuple[str, str], Reference]:
    """Return the public records behind (kind, key) pairs; one query per kind that occurs.

    A pair that names nothing public is left out: a draft must not show through a link.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    for kind, key in references:
        keys[kind].add(key)
    return {
        (kind, key): reference
        for kind, wanted in keys.items()
        if kind in _resolvers
        for key, reference in _resolvers[kind](wanted, at).items()
    }
