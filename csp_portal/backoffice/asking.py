"""Asks every line's question at once, of the lists of the back office, in a single query."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin import AdminSite
from django.db.models import Count, F, IntegerField, QuerySet, TextField, Value, Window
from django.db.models.functions import Cast, JSONObject, RowNumber
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from csp_portal.editing.filters import Question, QuestionFilter
from csp_portal.work.lines import Asker, Line, Row

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

# Of each sort the first few are shown; the list shows the rest.
SHOWN = 5


@dataclass(frozen=True)
class Asked:
    """A line that this person sees, and its rows.

    ``is_opened`` says whether the back office opens the rows for this person; ``list_url`` is
    empty where there is no list of all of them, or not for this person.
    """

    line: Line
    rows: QuerySet[Any]
    is_opened: bool
    list_url: str = ""


@dataclass(frozen=True)
class Answer:
    """The most pressing rows of a line, and how many there are altogether."""

    rows: list[Row]
    total: int


def admin_of(site: AdminSite, label: str) -> ModelAdmin:
    """Return the back office's page of a kind of record."""
    return site.get_model_admin(apps.get_model(label))


def question_of(model_admin: ModelAdmin, key: str, request: HttpRequest) -> Question:
    """Return the question that a list asks under ``key``; raises LookupError if it asks none."""
    for shown in model_admin.get_list_filter(request):
        if isinstance(shown, type) and issubclass(shown, QuestionFilter):
            for question in shown.questions:
                if question.key == key:
                    return question
    raise LookupError(f"The list of {model_admin.opts.label} does not ask {key!r}")


def ask(
    lines: Iterable[Line], *, site: AdminSite, request: HttpRequest, asker: Asker
) -> list[Asked]:
    """Return the lines that this person sees."""
    asked = [_asked(line, site=site, request=request, asker=asker) for line in lines]
    return [one for one in asked if one]


def _asked(line: Line, *, site: AdminSite, request: HttpRequest, asker: Asker) -> Asked | None:
    model_admin = admin_of(site, line.model)
    may_view = model_admin.has_view_permission(request)
    if _may_work_on(line, model_admin, request, asker) or (line.for_everyone and may_view):
        rows = _rows(line, model_admin, request, asker)
        list_url = _list_url(line, asker) if may_view else ""
        return Asked(line, rows, is_opened=True, list_url=list_url)
    if line.for_everyone is None:
        return None
    rows = line.for_everyone.narrow(_rows(line, model_admin, request, asker), asker)
    return Asked(line, rows, is_opened=False, list_url=reverse(line.for_everyone.list_page))


def _may_work_on(line: Line, model_admin: ModelAdmin, request: HttpRequest, asker: Asker) -> bool:
    return line.may(asker) if line.may else model_admin.has_change_permission(request)


def _list_url(line: Line, asker: Asker) -> str:
    if line.question:
        return list_url(line.model, f"missing={line.question}")
    return list_url(line.model, line.narrowed(asker)) if line.narrowed else ""


def list_url(model: str, narrowed: str) -> str:
    """Return the address of a list of the back office, narrowed."""
    address = reverse(f"admin:{model.replace('.', '_')}_changelist")
    return f"{address}?{narrowed}"


def _rows(line: Line, model_admin: ModelAdmin, request: HttpRequest, asker: Asker) -> QuerySet[Any]:
    if line.rows is not None:
        return line.rows(asker)
    question = question_of(model_admin, line.question, request)
    return question.answer(model_admin.get_queryset(request), asker.at)


def answers(asked: list[Asked]) -> list[Answer]:
    """Return the answer to each line in the same order, whatever their number, in one query."""
    parts = [_part(number, one) for number, one in enumerate(asked)]
    found = [Answer([], 0) for _ in asked]
    for number, total, _place, label, pk, title, told in _union(parts):
        details = json.loads(told)
        row = Row(label, pk, title, details, _local_day(details.pop(DAY)))
        found[number] = Answer([*found[number].rows, row], total)
    return found


def _union(parts: list[Any]) -> Iterable[Any]:
    if not parts:
        return []
    rows: Iterable[Any] = parts[0].union(*parts[1:], all=True).order_by("desk_line", "desk_place")
    return rows


# Among the details that a row brings along as JSON.
DAY = "desk_day"


def _local_day(text: str | None) -> date | None:
    """Return the day that a database wrote into JSON, or the local day of a moment."""
    if text is None or len(text) == len("2026-03-04"):
        return date.fromisoformat(text) if text else None
    moment = datetime.fromisoformat(text)
    return timezone.localdate(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _part(number: int, asked: Asked) -> Any:
    """Return the first rows of a line, with their place among all and the number of all."""
    line, rows = asked.line, asked.rows.order_by()
    label, pk = line.form_of or (Value(rows.model._meta.label_lower), F("pk"))
    if rows.query.distinct:
        # Rows that a join repeats would be counted twice: they are looked up by their keys.
        rows = rows.model._default_manager.order_by().filter(pk__in=rows.values("pk"))
    day = F(line.day) if isinstance(line.day, str) else line.day
    told = rows.annotate(
        desk_line=Value(number, output_field=IntegerField()),
        desk_label=Cast(label, TextField()),
        desk_pk=Cast(pk, TextField()),
        desk_title=Cast(line.title, TextField()),
        desk_details=Cast(JSONObject(**line.details, **{DAY: day}), TextField()),
    )
    pressing = (day.asc(nulls_first=True), F("desk_title").asc(), F("pk").asc())
    placed = told.annotate(
        desk_place=Window(RowNumber(), order_by=pressing), desk_total=Window(Count("pk"))
    )
    return placed.filter(desk_place__lte=SHOWN).values_list(
        "desk_line",
        "desk_total",
        "desk_place",
        "desk_label",
        "desk_pk",
        "desk_title",
        "desk_details",
    )
