"""Every address at which public records come out, and which kinds of record each may show.

Each app names its own in its ``registrations`` module. The tests read all of them with a
record of each kind in each state; an address that nobody registered fails them.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Outlet:
    """A public view, by its name in the URL configuration, and the kinds of record it shows.

    A page has the frame around it, and shows what the frame shows; a file has none.
    """

    name: str
    shows: frozenset[str]
    is_file: bool = False


_outlets: dict[str, Outlet] = {}
_in_frame: set[str] = set()


def register_outlet(name: str, *, shows: Iterable[str] = (), is_file: bool = False) -> None:
    """Say that the view ``name`` is public and names records of these kinds ("app.model").

    Raises ValueError when the view is registered already.
    """
    if name in _outlets:
        raise ValueError(f"The outlet {name!r} is registered already")
    _outlets[name] = Outlet(name, frozenset(shows), is_file)


def register_in_frame(kind: str) -> None:
    """Say that the frame of every page names records of ``kind``."""
    _in_frame.add(kind)


def outlets() -> list[Outlet]:
    """Return every registered outlet, by name."""
    return [_outlets[name] for name in sorted(_outlets)]


def outlets_of(kind: str) -> set[str]:
    """Return the names of the outlets that show public records of ``kind``."""
    is_framed = kind in _in_frame
    return {one.name for one in outlets() if kind in one.shows or (is_framed and not one.is_file)}
