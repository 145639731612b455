"""Contacts that are meant to be public, as each app knows its own."""

from collections.abc import Callable, Iterable

# Returns e-mail addresses, telephone numbers and postcodes; longer texts may hold them.
PublicContacts = Callable[[], Iterable[str]]
_sources: list[PublicContacts] = []


def register_public_contacts(source: PublicContacts) -> None:
    """Ask ``source`` for public contacts whenever a record is looked through."""
    _sources.append(source)


def public_contacts() -> set[str]:
    """Return every contact that may stand in any text."""
    return {contact for source in _sources for contact in source() if contact}
