"""Which feeds a page announces, so that a feed reader finds them from the page's address.

Each app says so in its ``registrations`` module. Nobody asks the database for it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class FeedLink:
    """A feed that a page announces in its head."""

    title: str
    url: str


Finder = Callable[[HttpRequest], Iterable[FeedLink]]
_finders: list[Finder] = []


def register_feed_links(finder: Finder) -> None:
    """Let ``finder`` say which feeds the page that was asked for announces.

    Raises ValueError when it is registered already.
    """
    if finder in _finders:
        raise ValueError(f"{finder.__name__} is registered already")
    _finders.append(finder)


def feed_links(request: HttpRequest) -> list[FeedLink]:
    """Return the feeds that the page announces, in the order of registration."""
    return [link for finder in _finders for link in finder(request)]
