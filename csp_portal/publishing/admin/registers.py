"""The back office of what the portal tells of itself, and of its rules and history."""

from operator import itemgetter
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from csp_portal.editing.admin import ReadOnlyAdmin, RecordAdmin
from csp_portal.publishing.admin.drafting import admin_url, link, signed_in
from csp_portal.publishing.models import (
    ApprovalRule,
    ChangeNote,
    Draft,
    MovedPath,
    PlannedMove,
    PublicationEvent,
)
from csp_portal.publishing.rights import about_what_one_may_read


@admin.register(ChangeNote)
class ChangeNoteAdmin(RecordAdmin):
    """The dated list of what changed on the portal."""

    list_display = ["title", "noted_at", "text", "path", "noted_by"]
    list_select_related = ["noted_by"]
    search_fields = ["title", "text", "path"]
    date_hierarchy = "noted_at"
    fields = ["noted_at", "title", "path", "text", "noted_by"]
    readonly_fields = ["noted_by"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a new note with the present moment."""
        return {"noted_at": timezone.now()} | super().get_changeform_initial_data(request)

    def save_model(self, request: HttpRequest, obj: ChangeNote, form: Any, change: bool) -> None:
        """Keep who wrote the note."""
        if not change:
            obj.noted_by = signed_in(request)
        super().save_model(request, obj, form, change)


@admin.register(MovedPath)
class MovedPathAdmin(RecordAdmin):
    """Addresses that moved."""

    list_display = ["old_path", "new_path", "moved_on"]
    search_fields = ["old_path", "new_path"]
    date_hierarchy = "moved_on"


class AboutRecordAdmin(ReadOnlyAdmin):
    """Rows about public records, shown to those who may read the records."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows about what this person may read."""
        return about_what_one_may_read(super().get_queryset(request), signed_in(request))


class KindFilter(admin.SimpleListFilter):
    """Narrows rows about records to one kind, of those that occur."""

    title = "kind of record"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the kinds in words, in the order of these."""
        kinds = model_admin.get_queryset(request).order_by().values_list("kind", flat=True)
        named = [(kind, str(apps.get_model(kind)._meta.verbose_name)) for kind in kinds.distinct()]
        return sorted(named, key=itemgetter(1))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows about the chosen kind, or all when none is chosen."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Draft)
class DraftAdmin(AboutRecordAdmin):
    """What is being prepared; the queue of an approver is this list, narrowed by state."""

    # The text itself is read on the record's own pages, by those who may.
    fields = ["title", "state", "changed_by", "changed_at", "sent_at"]

    list_display = ["title_link", "sort", "state_tag", "changed_by", "changed_at", "sent_at"]
    list_display_links = None
    list_filter = ["state", KindFilter]
    list_select_related = ["changed_by"]
    search_fields = ["title"]
    date_hierarchy = "changed_at"

    @admin.display(description="record", ordering="title")
    def title_link(self, draft: Draft) -> str:
        """Return a link to the page on which it is compared, approved and published."""
        return link(admin_url(draft.model, "publish", draft.record_id), draft.title)

    @admin.display(description="kind", ordering="kind")
    def sort(self, draft: Draft) -> str:
        """Return the kind of record in words."""
        return str(draft.model._meta.verbose_name)

    @admin.display(description="state", ordering="state")
    def state_tag(self, draft: Draft) -> str:
        """Return the state in a word, with a colour of its own."""
        return format_html(
            '<span class="state state-{}">{}</span>', draft.state, draft.get_state_display()
        )


@admin.register(PlannedMove)
class PlannedMoveAdmin(AboutRecordAdmin):
    """What the portal will publish or withdraw by itself, and when."""

    list_display = ["title_link", "move", "due_at", "set_by", "done_at", "failure"]
    list_display_links = None
    list_filter = [("done_at", admin.EmptyFieldListFilter), "move"]
    list_select_related = ["set_by"]
    search_fields = ["title"]
    date_hierarchy = "due_at"

    @admin.display(description="record", ordering="title")
    def title_link(self, planned: PlannedMove) -> str:
        """Return a link to the page on which the plan can be changed."""
        return link(admin_url(planned.model, "publish", planned.record_id), planned.title)


@admin.register(PublicationEvent)
class PublicationEventAdmin(AboutRecordAdmin):
    """Every move of every record, to look through; nobody edits it."""

    list_display = ["happened_at", "title", "told", "before", "after", "by_name"]
    list_filter = ["after", KindFilter]
    search_fields = ["title", "by_name", "note"]
    date_hierarchy = "happened_at"


@admin.register(ApprovalRule)
class ApprovalRuleAdmin(RecordAdmin):
    """For which kinds of record a second person must approve."""

    list_display = ["__str__", "is_required"]
    fields = ["kind", "is_required"]
    readonly_fields = ["kind"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: there is a rule for each kind of record, and no other."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse, as for adding."""
        return False
