"""The back office of a point on an agenda: what does not fit beside the others."""

from django.contrib import admin
from django.http import HttpRequest

from csp_portal.accounts.rows import RowsOfRole
from csp_portal.editing.admin import BlockInline
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.publishing.admin import PartAdmin
from snb.models import AgendaItem, AgendaLink


class AgendaLinkInline(BlockInline):
    """Papers that are kept on another website."""

    model = AgendaLink
    fields = [("label", "order"), "url"]


@admin.register(AgendaItem)
class AgendaItemAdmin(RowsOfRole, PartAdmin):
    """The papers of a point on an agenda. The point itself is edited with its meeting."""

    owner_path = "meeting"
    list_display = ["title", "meeting", "order", "plan"]
    list_filter = [
        what_is_missing(
            Question("papers", "No papers", lambda rows, at: rows.filter(links=None)),
        ),
        ("meeting", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["meeting", "plan"]
    search_fields = ["title", "notes", "meeting__title"]
    fields = ["meeting", "order", "title", "notes", "plan"]
    readonly_fields = ["meeting", "order", "title", "notes", "plan"]
    inlines = [AgendaLinkInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a point is added with its meeting."""
        return False
