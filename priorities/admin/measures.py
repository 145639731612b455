"""What is counted, the counts, and where a series breaks."""

from django.contrib import admin
from django.utils import timezone

from csp_portal.editing.admin import BlockInline, ReadOnlyAdmin
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.sheets.admin import SheetAdmin
from partnership.admin.sources import SOURCED, SourcedAdmin
from priorities.models import Figure, Measure, SeriesBreak
from priorities.sheets import FIGURES


class FigureInline(BlockInline):
    """The counts, period by period and source by source."""

    model = Figure
    # Every month for thirty years, the years, and the same from a second source for a while.
    max_num = 600
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
            Question(
                "new-year",
                "New year not added yet",
                lambda rows, at: rows.awaiting_new_year(on=timezone.localdate(at)),
            ),
            Question(
                "year",
                "No figure for the last full year",
                lambda rows, at: rows.missing_last_year(on=timezone.localdate(at)),
            ),
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
