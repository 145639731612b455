"""The duty register and the laws it names."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from csp_portal.editing.admin import BlockInline
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.publishing.admin import NEVER_REVIEWED, NOT_REVIEWED_FOR_A_YEAR, PublishableAdmin
from csp_portal.publishing.forms import ReferenceForm
from partnership.admin.sources import SOURCED, SourcedAdmin
from partnership.models import Duty, DutyEvidence, Legislation
from partnership.rules.due import STANDING_LABELS, due_in_words, how_worked_out, standing

NOT_USED = " The date stated here is not used, because the evidence gives one."


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
        "standing_tag",
        "next_due",
        "basis",
        "how_often",
        "lead",
        "state_tag",
        "reviewed_on",
        "page_link",
    ]
    list_filter = [
        what_is_missing(
            Question("due", "Overdue", lambda rows, at: rows.overdue(on=timezone.localdate(at))),
            Question("soon", "Due soon", lambda rows, at: rows.due_soon(on=timezone.localdate(at))),
            Question(
                "unknown",
                "Due date not known",
                lambda rows, at: rows.without_known_due_date(on=timezone.localdate(at)),
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
        (
            "How often, and when next",
            {
                "fields": [
                    ("how_often", "how_often_note"),
                    "worked_out",
                    ("stated_due_on", "stated_due_reason"),
                ],
                "description": "The next due date follows from the last evidence below. State "
                "one only where no exact day is known or there is no fixed time.",
            },
        ),
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

    readonly_fields = ["worked_out"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the duties with what their due dates are worked out from."""
        duties: Any = super().get_queryset(request)
        return duties.with_last_evidence(on=timezone.localdate())

    @admin.display(description="due")
    def standing_tag(self, duty: Duty) -> str:
        """Return where the duty stands, in a word."""
        return STANDING_LABELS[standing(duty.facts, on=timezone.localdate())]

    @admin.display(description="next due")
    def next_due(self, duty: Duty) -> str:
        """Return the next due date, or that it is not known."""
        return due_in_words(duty.facts)

    @admin.display(description="next due, worked out")
    def worked_out(self, duty: Duty) -> str:
        """Return the next due date and how it was found, from what is stored now."""
        stored = Duty.objects.with_last_evidence(on=timezone.localdate()).filter(pk=duty.pk).first()
        if stored is None:
            return "Save the duty with its evidence first."
        how = how_worked_out(stored.facts, reason=stored.stated_due_reason)
        is_unused = stored.stated_due_on and not stored.facts.is_stated
        return f"{due_in_words(stored.facts)}. {how}{NOT_USED if is_unused else ''}"

    @admin.display(description="who leads")
    def lead(self, duty: Duty) -> object:
        """Return the board, the body or the words for who leads."""
        return duty.lead_board or duty.lead_body or duty.lead_text


@admin.register(Legislation)
class LegislationAdmin(PublishableAdmin):
    """Acts and statutory instruments."""

    list_display = ["title", "year", "number", "url"]
    list_filter = [what_is_missing(NEVER_REVIEWED, NOT_REVIEWED_FOR_A_YEAR)]
    search_fields = ["title", "number", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        ("The law", {"fields": ["title", "slug", ("year", "number"), "url", "summary"]}),
    ]
