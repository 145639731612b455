"""Annual reports."""

from django.contrib import admin

from csp_portal.editing.admin import BlockInline
from csp_portal.editing.filters import Question, what_is_missing
from partnership.admin.sources import SOURCED, SourcedAdmin
from priorities.models import AnnualReport, BackgroundPaper, Implication, ReportOutcome


class ReportOutcomeInline(BlockInline):
    """The results, each with its figure."""

    model = ReportOutcome
    fields = [("text", "order"), "figure"]
    autocomplete_fields = ["figure"]


class ImplicationInline(BlockInline):
    """What it means for money, law, risk and so on."""

    model = Implication
    fields = [("subject", "order"), "text"]


class BackgroundPaperInline(BlockInline):
    """The papers it was written from."""

    model = BackgroundPaper
    fields = [("title", "order"), "url"]


@admin.register(AnnualReport)
class AnnualReportAdmin(SourcedAdmin):
    """A year's report as a whole."""

    list_display = ["title", "years", "plan", "state_tag", "reviewed_on", "page_link"]
    list_filter = [
        what_is_missing(
            Question("outcomes", "No outcomes", lambda rows, at: rows.filter(outcomes=None)),
            *SOURCED,
        ),
        "state",
    ]
    list_select_related = ["plan"]
    search_fields = ["title", "years", "summary"]
    autocomplete_fields = ["plan", "next_plan", "source", "documents"]
    address = ("years",)
    inlines = [ReportOutcomeInline, ImplicationInline, BackgroundPaperInline]
    fieldsets = [
        ("The report", {"fields": ["years", "title", "summary", "plan", "next_plan"]}),
        (
            "How it was agreed",
            {"fields": ["presented_to", "asked", "agreed_by", "standing", "next_report"]},
        ),
        ("Who works together", {"fields": ["working_together"]}),
        ("Its files", {"fields": ["documents"]}),
    ]
