"""How an app says what work its records ask for: plain data and a few words, no page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import DateField, Expression, F, QuerySet, Value
from django.db.models.functions import Cast

# A field by its name, or an expression over the fields of a row.
Column = str | F | Expression
NO_DAY = Cast(Value(None), DateField())


@dataclass(frozen=True)
class Section:
    """A part of the desk, and what it says when nothing is left to do in it."""

    slug: str
    title: str
    all_done: str


WAITING = Section("waiting", "Waiting for you", "Nothing waits for you.")
DUE = Section("due", "Due and overdue", "Nothing is overdue, and nothing is due soon.")
GAPS = Section("gaps", "Gaps", "We know of no gap in what you keep.")
SECTIONS = (WAITING, DUE, GAPS)


class Urgency(Enum):
    """How pressing a line is, as the word that stands beside it; the most pressing first."""

    OVERDUE = "Overdue"
    SOON = "Due soon"
    OPEN = ""


@dataclass(frozen=True)
class Asker:
    """Who looks at the desk, and the moment and the local day of it."""

    user: AbstractUser
    at: datetime
    today: date


@dataclass(frozen=True)
class Row:
    """A record that asks for work. ``label`` and ``pk`` name the record whose form is opened."""

    label: str
    pk: str
    title: str
    details: dict[str, Any]
    day: date | None

    @property
    def known_day(self) -> date:
        """The day; raises ValueError where the line's words need one and the row has none."""
        if self.day is None:
            raise ValueError(f"{self.title} has no day")
        return self.day


@dataclass(frozen=True)
class Words:
    """A line as people read it: which record (this is the link), and what about it."""

    record: str
    says: str


@dataclass(frozen=True)
class ForEveryone:
    """What people see of a line who may not open its records in the back office.

    ``narrow`` leaves only rows that anybody may read about, at ``address``; the page called
    ``list_page`` names them all.
    """

    narrow: Callable[[Any, Asker], QuerySet[Any]]
    address: Callable[[Row], str]
    list_page: str


@dataclass(frozen=True, eq=False)
class Line:
    """One sort of work: which records ask for it, who sees that, and in what words.

    The records are those that answer ``question``, a question that the back office's list of
    ``model`` asks under this key; or ``rows``, where no list asks it or the answer depends on
    the person. Whoever may change the records of ``model`` sees them, unless ``may`` says who.
    The earliest ``day`` comes first; it may be a moment, which is told as its local day. Lines
    of one ``group`` are told as one sort.
    """

    section: Section
    model: str
    # What the records are together, as in "All 23 duties that are overdue".
    plural: str
    title: Column
    tell: Callable[[Row, Asker], Words]
    question: str = ""
    rows: Callable[[Asker], QuerySet[Any]] | None = None
    # Whatever else the words need; a date comes as its text, such as 2026-03-04.
    details: Mapping[str, Column] = field(default_factory=dict)
    day: Column = NO_DAY
    urgency: Urgency = Urgency.OPEN
    group: str = ""
    may: Callable[[Asker], bool] | None = None
    # Without a question: how the list of ``model`` is narrowed, such as state__exact=draft.
    narrowed: Callable[[Asker], str] | None = None
    for_everyone: ForEveryone | None = None
    # The record whose form is opened, when it is not the row itself; or another address.
    form_of: tuple[Column, Column] | None = None
    address: Callable[[Row], str] | None = None


@dataclass(frozen=True)
class QuickAction:
    """Something to begin: the form that adds a record, or the list that ``question`` narrows.

    ``page`` names another page of the back office, for whoever may add such records.
    """

    order: int
    label: str
    model: str
    question: str = ""
    page: str = "add"
