"""The duty register and the laws it names."""

from django.contrib import admin
from django.utils import timezone

from csp_portal.editing.admin import BlockInline, RecordAdmin
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.publishing.forms import ReferenceForm
from partnership.admin.sources import SOURCED, SourcedAdmin
from partnership.models import Duty, DutyEvidence, Legislation


class DutyEvidenceInline(BlockInline):
    """What shows that the duty was met."""

    model = DutyEvidence
    form = ReferenceForm
    fields = [
        ("label", "order"),
        ("happened_on", "date_text"),
        ("reference_kind", "reference_key"),
        "url",
        "source",
    ]
    autocomplete_fields = ["source"]


@admin.register(Duty)
class DutyAdmin(SourcedAdmin):
    """One line of the duty register, with its evidence."""

    list_display = [
        "title",
        "basis",
        "how_often",
        "lead",
        "next_due_on",
        "state_tag",
        "reviewed_on",
        "page_link",
    ]
    list_filter = [
        what_is_missing(
            Question("due", "Overdue", lambda rows, at: rows.overdue(on=timezone.localdate(at))),
            Question(
                "soon",
                "Due within a month",
                lambda rows, at: rows.due_soon(on=timezone.localdate(at)),
            ),
            Question("evidence", "No evidence", lambda rows, at: rows.filter(evidence=None)),
            Question(
                "lead",
                "Nobody leads",
                lambda rows, at: rows.filter(lead_board=None, lead_body=None, lead_text=""),
            ),
            *SOURCED,
        ),
        "state",
        "basis",
        "how_often",
    ]
    list_select_related = ["lead_board", "lead_body"]
    search_fields = ["title", "summary", "citation", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["lead_board", "lead_body", "helpline", "source"]
    inlines = [DutyEvidenceInline]
    fieldsets = [
        ("The duty", {"fields": ["title", "slug", "summary", "order"]}),
        (
            "Why we do it",
            {
                "fields": ["basis", "citation", "url", "citation_note", "legislation"],
                "description": "A duty required by law needs the exact reference.",
            },
        ),
        ("How often", {"fields": ["how_often", "how_often_note", "next_due_on"]}),
        (
            "Who leads",
            {
                "fields": ["lead_board", "lead_body", "lead_text"],
                "description": "Fill in one of the three.",
            },
        ),
        (
            "Help for readers",
            {
                "fields": ["is_sensitive", "helpline"],
                "description": "For a duty about domestic abuse or another subject of that kind.",
            },
        ),
        ("What the older page says", {"fields": ["older_wording"]}),
    ]

    @admin.display(description="who leads")
    def lead(self, duty: Duty) -> object:
        """Return the board, the body or the words for who leads."""
        return duty.lead_board or duty.lead_body or duty.lead_text


@admin.register(Legislation)
class LegislationAdmin(RecordAdmin):
    """Acts and statutory instruments."""

    list_display = ["title", "year", "number", "url"]
    search_fields = ["title", "number", "slug"]
    prepopulated_fields = {"slug": ["title"]}
