"""What the portal remarks on, or refuses, before a record moves: each app may add to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from csp_portal.publishing.models import Publishable, kind_of

# Given a record whose rows hold what would be public, returns remarks in plain sentences.
Remarker = Callable[[Publishable], list[str]]
_remarkers: list[Remarker] = []


def register_remarks(remarker: Remarker) -> None:
    """Ask ``remarker`` before any record is published."""
    _remarkers.append(remarker)


def remarks_on(record: Publishable) -> list[str]:
    """Return everything there is to remark on the record as its rows are now."""
    return [remark for remarker in _remarkers for remark in remarker(record)]


class Guard(Protocol):
    """Says why a move of a record must not be made; says nothing when it may.

    The record's rows hold what would be public; the move is named as in the table of moves, and
    the public is told ``note`` with it.
    """

    def __call__(self, record: Publishable, move: str, *, at: datetime, note: str) -> str: ...


_guards: dict[str, Guard] = {}


def register_guard(label: str, guard: Guard) -> None:
    """Ask ``guard`` before any move of a record of the model ``label``.

    Raises ValueError when the model has one already.
    """
    kind = label.lower()
    if kind in _guards:
        raise ValueError(f"{label} has a guard already")
    _guards[kind] = guard


def obstacle_to(record: Publishable, move: str, *, at: datetime, note: str = "") -> str:
    """Return why ``move`` must not be made of the record as its rows are now; empty if it may."""
    guard = _guards.get(kind_of(record))
    return guard(record, move, at=at, note=note) if guard else ""


def is_guarded(record: Publishable) -> bool:
    """Whether an app has something to say on the moves of such a record."""
    return kind_of(record) in _guards
