"""The back office of a point on an agenda: what does not fit beside the others."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from csp_portal.accounts.rows import RowsOfRole
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.editing.ordering import OrderedInline
from csp_portal.publishing.admin import PartAdmin
from snb.models import AgendaItem, AgendaLink, MeetingAction

SAVE_FIRST = "Save the draft; then you can add papers, notes and minutes here."


class AgendaItemInline(OrderedInline):
    """The agenda, point by point; a point's papers and minutes have a page of their own."""

    model = AgendaItem
    fields = [("order", "title"), ("asked", "presenter", "minutes_allotted"), "more"]
    readonly_fields = ["more"]
    autocomplete_fields = ["presenter"]
    # On the page of the meeting itself.
    view_on_site = False

    @admin.display(description="its own page")
    def more(self, item: AgendaItem) -> str:
        """Return the way to what does not fit beside the others."""
        if item._state.adding:
            return SAVE_FIRST
        url = reverse("admin:snb_agendaitem_change", args=[item.pk])
        return format_html(
            '<a href="{}">Papers, notes, minutes and actions'
            '<span class="visually-hidden"> of {}</span></a>',
            url,
            item,
        )


class AgendaLinkInline(OrderedInline):
    """Papers that are kept on another website."""

    model = AgendaLink
    verbose_name = "paper on another website"
    verbose_name_plural = "papers on other websites"
    fields = [("order", "label"), "url"]


class MeetingActionInline(OrderedInline):
    """What was decided under this point, and what became of it."""

    model = MeetingAction
    verbose_name = "action decided here"
    verbose_name_plural = "actions decided here"
    fields = ["order", "text", ("body", "due_on"), ("done_on", "done_text")]
    autocomplete_fields = ["body"]


@admin.register(AgendaItem)
class AgendaItemAdmin(RowsOfRole, PartAdmin):
    """A point on an agenda: papers, what it is about, minutes, actions. It moves on the meeting's
    own page, beside the others.
    """

    owner_path = "meeting"
    list_display = ["title", "meeting", "order", "asked", "presenter", "is_restricted"]
    list_filter = [
        what_is_missing(
            Question("papers", "No papers", lambda rows, at: rows.without_papers()),
        ),
        "is_restricted",
        ("meeting", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["meeting", "presenter"]
    search_fields = ["title", "notes", "meeting__title"]
    autocomplete_fields = ["presenter", "plan", "priority", "planned_action", "papers"]
    inlines = [AgendaLinkInline, MeetingActionInline]
    # It has no page of its own, and its place on the meeting's page is seen in the preview.
    view_on_site = False
    fieldsets = [
        (
            "The point",
            {"fields": ["meeting", "title", ("asked", "presenter", "minutes_allotted"), "notes"]},
        ),
        (
            "Papers",
            {
                "fields": ["papers"],
                "description": "Choose a document, or add a new one with the plus sign. Residents "
                "can read it once they can read this point.",
            },
        ),
        ("What it is about", {"fields": ["plan", "priority", "planned_action"]}),
        (
            "If it is not for the public",
            {
                "fields": ["is_restricted", "restricted_reason"],
                "description": "Residents see the title and the reason. They see no notes, "
                "papers, minutes or actions of it.",
            },
        ),
        (
            "Minutes of this point",
            {
                "fields": ["minutes"],
                "description": "Residents see them once the meeting’s minutes are “Draft” or "
                "“Agreed”.",
            },
        ),
    ]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Leave out the help: here a document can be added at once."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.help_text = ""
        return field

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a point is added with its meeting."""
        return False


@admin.register(MeetingAction)
class MeetingActionAdmin(RowsOfRole, PartAdmin):
    """The actions of all meetings, to follow up. An action is added with the point it came from."""

    owner_path = "item__meeting"
    list_display = ["__str__", "meeting", "body", "due_on", "done_on"]
    list_filter = [
        what_is_missing(
            Question(
                "overdue",
                "Overdue",
                lambda rows, at: rows.of_real_meetings().overdue(on=timezone.localdate(at)),
            ),
            Question(
                "soon",
                "Due within 14 days",
                lambda rows, at: rows.of_real_meetings().due_soon(on=timezone.localdate(at)),
            ),
            Question("open", "Not done", lambda rows, at: rows.open()),
            Question("date", "Not done, no day", lambda rows, at: rows.open().filter(due_on=None)),
            Question("body", "Nobody does it", lambda rows, at: rows.open().filter(body=None)),
        ),
        ("body", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["body", "item__meeting"]
    date_hierarchy = "due_on"
    search_fields = ["text", "done_text", "item__title", "item__meeting__title"]
    autocomplete_fields = ["body"]
    fieldsets = [
        ("What was decided", {"fields": ["item", "text", "body", "due_on"]}),
        ("What became of it", {"fields": ["done_on", "done_text"]}),
    ]

    @admin.display(description="meeting", ordering="item__meeting")
    def meeting(self, action: MeetingAction) -> str:
        """Return the meeting that decided it."""
        return str(action.item.meeting)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: an action is added with the point of the agenda it came from."""
        return False
