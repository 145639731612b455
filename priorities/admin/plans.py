"""Plans and the steps by which they were agreed."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from csp_portal.editing.admin import BlockInline
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.publishing.forms import ReferenceForm
from partnership.admin.sources import SOURCED, SourcedAdmin
from priorities.models import Plan, PlanMilestone


class PlanMilestoneInline(BlockInline):
    """What was planned and what was reported, step by step."""

    model = PlanMilestone
    form = ReferenceForm
    fields = [
        ("title", "kind", "order"),
        ("date_text", "happened_on"),
        "note",
        ("reference_kind", "reference_key"),
        "source",
    ]
    autocomplete_fields = ["source"]


@admin.register(Plan)
class PlanAdmin(SourcedAdmin):
    """A plan with its way to approval. Its priorities have a list of their own."""

    list_display = [
        "title",
        "period_text",
        "status",
        "is_latest",
        "priorities_link",
        "state_tag",
        "reviewed_on",
        "page_link",
    ]
    list_filter = [
        what_is_missing(
            Question("priorities", "No priorities", lambda rows, at: rows.filter(priorities=None)),
            Question(
                "next",
                "Latest plan, and none after it",
                lambda rows, at: rows.without_next(on=timezone.localdate(at)),
            ),
            Question("milestones", "No milestones", lambda rows, at: rows.filter(milestones=None)),
            Question(
                "next",
                "Latest plan, and none after it",
                lambda rows, at: rows.without_next(on=timezone.localdate(at)),
            ),
            Question(
                "ended",
                "Past its period, not marked as ended",
                lambda rows, at: rows.filter(period_until__lte=timezone.localdate(at)).exclude(
                    status="ended"
                ),
            ),
            *SOURCED,
        ),
        "state",
        "kind",
        "status",
    ]
    search_fields = ["title", "slug", "period_text"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["source", "documents"]
    inlines = [PlanMilestoneInline]
    fieldsets = [
        ("The plan", {"fields": ["title", "slug", "kind", "summary", "aim"]}),
        ("Its period", {"fields": ["period_text", ("period_from", "period_until")]}),
        ("Where it stands", {"fields": ["status", "is_latest", "gaps", "order"]}),
        ("Its files", {"fields": ["documents"]}),
    ]

    @admin.display(description="priorities")
    def priorities_link(self, plan: Plan) -> str:
        """Return a link to the plan's priorities."""
        url = reverse("admin:priorities_priority_changelist")
        return format_html(
            '<a href="{}?plan__id__exact={}">Priorities'
            '<span class="visually-hidden"> of {}</span></a>',
            url,
            plan.pk,
            plan,
        )
