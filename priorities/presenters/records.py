"""What every page of a record shows besides the record: its neighbours and its number to call."""

from collections.abc import Iterable, Sequence
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
    before = records[place - 1] if place else None
    after = records[place + 1] if place + 1 < len(records) else None
    return Around(
        label=label,
        previous_label=str(before or ""),
        previous_url=before.get_absolute_url() if before else "",
        next_label=str(after or ""),
        next_url=after.get_absolute_url() if after else "",
    )


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
