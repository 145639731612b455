"""What is counted, the counts, and where a series breaks."""

from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils import timezone

from csp_portal.editing.admin import BlockInline, ReadOnlyAdmin
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.sheets.admin import SheetAdmin
from partnership.admin.sources import SOURCED, SourcedAdmin
from priorities.models import Figure, Measure, SeriesBreak
from priorities.sheets import FIGURES


def without_latest_year(rows: Any, at: datetime) -> QuerySet[Any]:
    """Return the charted measures without a figure for the last full financial year."""
    today = timezone.localdate(at)
    year_now = today.year if today.month >= 4 else today.year - 1
    missing: QuerySet[Any] = rows.missing_year(starting=date(year_now - 1, 4, 1))
    return missing


class FigureInline(BlockInline):
    """The counts, period by period and source by source."""

    model = Figure
    fields = [
        ("label", "period_from", "period_until"),
        ("value", "previous_value", "change_percent", "movement"),
        ("source", "is_provisional"),
        "note",
    ]
    autocomplete_fields = ["source"]
    classes = ["collapse"]


class SeriesBreakInline(BlockInline):
    """Days from which figures cannot be compared with earlier ones."""

    model = SeriesBreak
    fields = [("broken_on", "label"), "reason"]


@admin.register(Measure)
class MeasureAdmin(SourcedAdmin):
    """A measure with its figures. A new year is a new row under "Figures"."""

    list_display = [
        "name",
        "unit",
        "direction",
        "source",
        "is_headline",
        "order",
        "state_tag",
        "reviewed_on",
        "page_link",
    ]
    list_filter = [
        what_is_missing(
            Question("year", "No figure for the last full year", without_latest_year),
            Question("figures", "No figures", lambda rows, at: rows.filter(figures=None)),
            Question("themes", "No theme", lambda rows, at: rows.filter(themes=None)),
            *SOURCED,
        ),
        "state",
        "is_headline",
        "themes",
    ]
    list_select_related = ["source"]
    search_fields = ["name", "definition", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["part_of", "source"]
    inlines = [FigureInline, SeriesBreakInline]
    fieldsets = [
        ("What is counted", {"fields": ["name", "slug", "definition", "unit", "part_of"]}),
        ("How to read it", {"fields": ["direction", "direction_note", "caveats"]}),
        ("Where it is shown", {"fields": ["themes", "is_headline", "order"]}),
    ]


@admin.register(Figure)
class FigureAdmin(SheetAdmin, ReadOnlyAdmin):
    """All figures, to look through and to choose from; each is edited with its measure."""

    sheet = FIGURES
    list_display = ["measure", "label", "value", "change_percent", "movement", "source"]
    list_filter = [
        ("measure", admin.RelatedOnlyFieldListFilter),
        "is_provisional",
        ("source", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["measure", "source"]
    date_hierarchy = "period_from"
    search_fields = ["measure__name", "label", "source__title"]
