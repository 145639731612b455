"""What the apps tell this one: the words that are explained, and the texts that are quoted."""

from collections.abc import Callable, Iterable

# Returns abbreviations that residents can look up.
KnownWords = Callable[[], Iterable[str]]
_sources: list[KnownWords] = []
_quoted: set[str] = set()


def register_known_words(source: KnownWords) -> None:
    """Ask ``source`` for explained abbreviations whenever advice is given."""
    _sources.append(source)


def known_words() -> set[str]:
    """Return every abbreviation that is explained somewhere on the portal."""
    return {word for source in _sources for word in source()}


def register_quoted(*fields: str) -> None:
    """Name fields, as "app.Model.field", that hold others' words: they get no advice."""
    _quoted.update(name.lower() for name in fields)


def is_quoted(field: object) -> bool:
    """Whether a model field holds others' words."""
    return str(field).lower() in _quoted
