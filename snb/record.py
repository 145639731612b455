"""What stands under a meeting's agenda, found in two queries however much there is.

Of a restricted item no row is loaded, and of minutes none before they are published. What the
items themselves hold is sifted by ``presenters.record``.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    F,
    IntegerField,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from csp_portal.documents.models import DocumentFile
from csp_portal.publishing.querysets import public_condition
from partnership.models import PartnerBody
from snb.models import AgendaItem, AgendaLink, Attendance, Meeting, MeetingAction

LINK, ACTION, CORRECTION, ATTENDANCE = "link", "action", "correction", "attendance"
NO_TEXT = Value("", output_field=TextField())
NO_DAY = Cast(Value(None), DateField())
NO_ITEM = Cast(Value(None), BigIntegerField())


@dataclass(frozen=True)
class Row:
    """A link, an action, a correction or an attendance, with the item it belongs to.

    ``text`` and ``more`` are what it says; ``body`` and ``body_slug`` tell the organisation if
    it is public; ``due_on`` is also the day of a correction.
    """

    sort: str
    item_id: int | None
    order: int
    text: str
    more: str = ""
    body: str = ""
    body_slug: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Record:
    """An agenda with everything under it that the public may read."""

    items: list[AgendaItem] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    # The files of the papers of each item, document by document, newest first.
    files: dict[int, list[DocumentFile]] = field(default_factory=dict)

    def of(self, sort: str, item_id: int | None = None) -> list[Row]:
        """Return the rows of one sort that belong to one item, or to none, in their order."""
        return [row for row in self.rows if (row.sort, row.item_id) == (sort, item_id)]


def record_of(meeting: Meeting, *, at: datetime) -> Record:
    """Return what the public may read under a meeting's agenda at the moment ``at``."""
    if meeting.is_closed:
        return Record()
    items = list(meeting.agenda_items.with_subjects().with_paper_marks())
    has_papers = any(item.has_papers and not item.is_restricted for item in items)
    files = files_of(meeting, at=at) if has_papers else {}
    return Record(items, rows_of(meeting, at=at), files)


def rows_of(meeting: Meeting, *, at: datetime) -> list[Row]:
    """Return the links and, of published minutes, everything else; in order."""
    of_minutes = [actions(meeting, at=at), corrections(meeting), attendances(meeting, at=at)]
    parts = [links(meeting), *(of_minutes if meeting.has_minutes else [])]
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return sorted((Row(*row) for row in found.order_by()), key=attrgetter("order", "body", "text"))


def links(meeting: Meeting) -> Any:
    """Return the papers kept on other websites."""
    rows = AgendaLink.objects.filter(item__meeting=meeting, item__is_restricted=False)
    return columns(rows, LINK, text="label", more="url")


def actions(meeting: Meeting, *, at: datetime) -> Any:
    """Return what was decided; a body that is not public is not named."""
    rows = MeetingAction.objects.filter(item__meeting=meeting, item__is_restricted=False)
    is_public = public_condition(PartnerBody, at=at, prefix="body__")
    named = {
        name: Case(When(is_public, then=F(path)), default=NO_TEXT, output_field=TextField())
        for name, path in {"body_name": "body__name", "body_slug": "body__slug"}.items()
    }
    return columns(
        rows, ACTION, text="text", more="done_text", due_on="due_on", done_on="done_on", **named
    )


def corrections(meeting: Meeting) -> Any:
    """Return what was corrected, but nothing of a restricted item."""
    rows = meeting.corrections.exclude(item__is_restricted=True)
    return columns(rows, CORRECTION, text="wrong", more="right", due_on="corrected_on")


def attendances(meeting: Meeting, *, at: datetime) -> Any:
    """Return which public bodies were there."""
    is_public = public_condition(PartnerBody, at=at, prefix="body__")
    rows = Attendance.objects.filter(is_public, meeting=meeting)
    return columns(
        rows,
        ATTENDANCE,
        item=NO_ITEM,
        order=Value(0),
        text="presence",
        body_name=F("body__name"),
        body_slug=F("body__slug"),
    )


def columns(rows: Any, sort: str, **given: Any) -> Any:
    """Return rows with the columns of ``Row``, each of the same type in every sort of row."""
    sources = {"item": "item_id", "order": "order"} | given
    texts = ("text", "more", "body_name", "body_slug")
    told = {f"row_{name}": Cast(sources.get(name, NO_TEXT), TextField()) for name in texts}
    days = {f"row_{name}": sources.get(name, NO_DAY) for name in ("due_on", "done_on")}
    days = {name: F(day) if isinstance(day, str) else day for name, day in days.items()}
    return (
        rows.order_by()
        .annotate(
            row_sort=Value(sort, output_field=CharField()),
            row_item=Cast(sources["item"], BigIntegerField()),
            row_order=Cast(sources["order"], IntegerField()),
            **told,
            **days,
        )
        .values_list("row_sort", "row_item", "row_order", *told, *days)
    )


def files_of(meeting: Meeting, *, at: datetime) -> dict[int, list[DocumentFile]]:
    """Return the files of the papers of each item that is not restricted."""
    found: dict[int, list[DocumentFile]] = defaultdict(list)
    for item_id, file in files_with_item(meeting, at=at):
        found[item_id].append(file)
    return found


def files_with_item(meeting: Meeting, *, at: datetime) -> Iterator[tuple[int, DocumentFile]]:
    """Yield each released file with the item that names its document, document by document."""
    named = DocumentFile.objects.released(at=at).filter(
        document__agenda_items__meeting=meeting, document__agenda_items__is_restricted=False
    )
    files: Any = named.annotate(of_item=F("document__agenda_items")).select_related("document")
    for file in files.order_by("document__title", "document", "-number"):
        yield file.of_item, file
