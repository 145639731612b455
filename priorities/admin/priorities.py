"""Priorities with their focus points, and the subgroups formed from them."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from csp_portal.editing.admin import BlockInline
from csp_portal.editing.filters import Question, what_is_missing
from partnership.admin.sources import SOURCED, SourcedAdmin
from priorities.models import FocusPoint, PlannedAction, Priority, Subgroup


class FocusPointInline(BlockInline):
    """The narrower points that the priority names."""

    model = FocusPoint
    fields = [("title", "order"), "theme"]
    autocomplete_fields = ["theme"]


class PlannedActionInline(BlockInline):
    """What is promised under it; the updates of each have a page of their own."""

    model = PlannedAction
    fields = [("title", "order"), "slug", "description", ("lead", "due_on", "status"), "source"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["lead", "source"]
    show_change_link = True
    classes = ["collapse"]


@admin.register(Priority)
class PriorityAdmin(SourcedAdmin):
    """A plan's statement on a theme, with what is promised under it."""

    list_display = [
        "title",
        "plan",
        "scope",
        "theme",
        "order",
        "actions_link",
        "state_tag",
        "reviewed_on",
        "page_link",
    ]
    list_filter = [
        what_is_missing(
            Question(
                "summary",
                "No words on what it means for residents",
                lambda rows, at: rows.without_words(),
            ),
            Question("actions", "No planned action", lambda rows, at: rows.filter(actions=None)),
            Question("measures", "No measure", lambda rows, at: rows.filter(theme__measures=None)),
            *SOURCED,
        ),
        "plan",
        "scope",
        "state",
        "theme",
    ]
    list_select_related = ["plan", "theme"]
    search_fields = ["title", "slug", "plan__title", "theme__name"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["plan", "theme", "source"]
    address = ("slug", "plan")
    inlines = [FocusPointInline, PlannedActionInline]
    fieldsets = [
        ("The priority", {"fields": ["plan", "title", "slug", "scope", "order"]}),
        ("What it means", {"fields": ["theme", "summary"]}),
    ]

    @admin.display(description="actions")
    def actions_link(self, priority: Priority) -> str:
        """Return a link to the priority's planned actions."""
        url = reverse("admin:priorities_plannedaction_changelist")
        return format_html(
            '<a href="{}?priority__id__exact={}">Actions'
            '<span class="visually-hidden"> of {}</span></a>',
            url,
            priority.pk,
            priority,
        )


@admin.register(Subgroup)
class SubgroupAdmin(SourcedAdmin):
    """Working groups."""

    list_display = ["name", "formed_from", "order", "state_tag", "reviewed_on", "page_link"]
    list_filter = [what_is_missing(*SOURCED), "state"]
    list_select_related = ["formed_from"]
    search_fields = ["name", "slug", "formed_from__title"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["source"]
    fieldsets = [
        ("The subgroup", {"fields": ["name", "slug", "summary", "formed_from", "order"]}),
    ]
