"""What the portal remarks before a record is published: each app may add a question."""

from collections.abc import Callable

from csp_portal.publishing.models import Publishable

# Given a record whose rows hold what would be public, returns remarks in plain sentences.
Remarker = Callable[[Publishable], list[str]]
_remarkers: list[Remarker] = []


def register_remarks(remarker: Remarker) -> None:
    """Ask ``remarker`` before any record is published."""
    _remarkers.append(remarker)


def remarks_on(record: Publishable) -> list[str]:
    """Return everything there is to remark on the record as its rows are now."""
    return [remark for remarker in _remarkers for remark in remarker(record)]
