"""What every page of a record shows besides the record: its neighbours and its number to call."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404

from partnership.models import Helpline
from priorities.models import Priority, Theme


def find[Record](records: Iterable[Record], **key: str) -> Record:
    """Return the record whose attribute has this value; raises Http404 when there is none.

    For a page whose neighbours are needed too: one query brings them all.
    """
    [(name, value)] = key.items()
    for record in records:
        if getattr(record, name) == value:
            return record
    raise Http404("There is no such record.")


def grouped[Item, Key: Hashable](
    items: Iterable[Item], key: Callable[[Item], Key]
) -> dict[Key, list[Item]]:
    """Return the items by key, in the order in which keys and items first come."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def link_to(record: Any) -> tuple[str, str]:
    """Return a record's name and address; both are empty for None."""
    return (str(record), record.get_absolute_url()) if record else ("", "")


@dataclass(frozen=True)
class Around:
    """The records before and after one; ``label`` says what they are."""

    label: str
    previous_label: str = ""
    previous_url: str = ""
    next_label: str = ""
    next_url: str = ""


def around(records: Sequence[Any], record: Any, *, label: str) -> Around:
    """Return the neighbours of ``record`` among ``records``, which are in reading order."""
    place = records.index(record)
    padded = [None, *records, None]
    return Around(label, *link_to(padded[place]), *link_to(padded[place + 2]))


def themes_named(priorities: Iterable[Priority]) -> list[Theme]:
    """Return the themes of priorities and of their focus points, from ``with_mentions()``."""
    priorities = list(priorities)
    points = [point for one in priorities for point in one.focus_points.all()]
    return [one.theme for one in priorities] + [point.theme for point in points if point.theme]


@dataclass(frozen=True)
class Care:
    """Whether somebody may be watching the reader of these themes, and who can help."""

    is_exit_page: bool
    helplines: list[Helpline]

    @classmethod
    def of(cls, themes: Iterable[Theme], *, at: datetime) -> "Care":
        """Return what pages on ``themes`` must show; each number once, and only if public."""
        themes = list(themes)
        helplines = [theme.helpline for theme in themes if theme.helpline]
        public = [helpline for helpline in helplines if helpline.is_public(at=at)]
        return cls(any(theme.is_sensitive for theme in themes), list(dict.fromkeys(public)))

    @property
    def context(self) -> dict[str, object]:
        """The two names under which templates read it."""
        return {"is_exit_page": self.is_exit_page, "theme_helplines": self.helplines}
