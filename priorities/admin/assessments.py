"""Strategic assessments and what they found."""

from django.contrib import admin

from csp_portal.editing.admin import BlockInline
from csp_portal.editing.filters import Question, what_is_missing
from partnership.admin.sources import SOURCED, SourcedAdmin
from priorities.models import AssessmentFinding, StrategicAssessment


class AssessmentFindingInline(BlockInline):
    """What the assessment found, each tied to a figure or theme where there is one."""

    model = AssessmentFinding
    fields = ["order", "text", "figure", "themes"]
    autocomplete_fields = ["figure"]


@admin.register(StrategicAssessment)
class StrategicAssessmentAdmin(SourcedAdmin):
    """The yearly look at crime."""

    list_display = ["title", "years", "period_text", "state_tag", "reviewed_on", "page_link"]
    list_filter = [
        what_is_missing(
            Question("findings", "No findings", lambda rows, at: rows.filter(findings=None)),
            *SOURCED,
        ),
        "state",
    ]
    search_fields = ["title", "years", "summary"]
    address = ("years",)
    autocomplete_fields = ["source", "documents"]
    inlines = [AssessmentFindingInline]
    fieldsets = [
        ("The assessment", {"fields": ["years", "title", "period_text", "agreed_text"]}),
        (
            "What it says",
            {
                "fields": ["summary", "gaps"],
                "description": "What it found is shown as a reason for a priority"
                " if a step of that priority's plan names this assessment.",
            },
        ),
        ("Its files", {"fields": ["documents"]}),
    ]
