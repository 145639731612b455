"""Promised deeds and the dated word on each."""

from typing import Any

from django.contrib import admin
from django.utils import timezone

from csp_portal.editing.admin import BlockInline
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.publishing.admin import PartAdmin
from csp_portal.sheets.admin import SheetAdmin
from partnership.admin.sources import NO_SOURCE
from priorities.models import ActionUpdate, PlannedAction
from priorities.sheets import PLANNED_ACTIONS

OPEN = ["not_started", "under_way"]


class ActionUpdateInline(BlockInline):
    """How it is going; each word keeps its date."""

    model = ActionUpdate
    fields = ["happened_on", "text"]


@admin.register(PlannedAction)
class PlannedActionAdmin(SheetAdmin, PartAdmin):
    """A promised deed with its updates. It is public with its priority."""

    owner_path = "priority"
    sheet = PLANNED_ACTIONS
    list_display = ["title", "priority", "plan", "lead", "due_on", "status"]
    list_filter = [
        what_is_missing(
            Question(
                "overdue",
                "Overdue",
                lambda rows, at: rows.overdue(on=timezone.localdate(at)),
            ),
            Question(
                "date",
                "Open, without a date",
                lambda rows, at: rows.filter(due_on=None, status__in=OPEN),
            ),
            Question("lead", "Nobody leads", lambda rows, at: rows.filter(lead=None)),
            Question("updates", "No update", lambda rows, at: rows.filter(updates=None)),
            NO_SOURCE,
        ),
        "status",
        "priority__plan",
        ("priority", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["priority__plan", "lead"]
    date_hierarchy = "due_on"
    search_fields = ["title", "description", "priority__title"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["priority", "lead", "source"]
    inlines = [ActionUpdateInline]
    fieldsets = [
        ("The deed", {"fields": ["priority", "title", "slug", "description", "order"]}),
        ("Who and when", {"fields": ["lead", "due_on", "status"]}),
        ("Where it comes from", {"fields": ["source"]}),
    ]

    @admin.display(description="plan", ordering="priority__plan")
    def plan(self, action: PlannedAction) -> Any:
        """Return the plan that promises it."""
        return action.priority.plan
