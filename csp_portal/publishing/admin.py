"""The back office of every public record, and of what the portal tells about its changes."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from csp_portal.accounts.models import User
from csp_portal.editing.admin import RecordAdmin
from csp_portal.editing.filters import Question
from csp_portal.publishing import services
from csp_portal.publishing.forms import PublishableForm
from csp_portal.publishing.models import ChangeNote, MovedPath, Publishable, State

NEVER_REVIEWED = Question(
    "review", "Never reviewed", lambda rows, at: rows.filter(reviewed_on=None)
)
NOT_REVIEWED_FOR_A_YEAR = Question(
    "old-review",
    "Not reviewed for a year",
    lambda rows, at: rows.not_reviewed_since((at - timedelta(days=365)).date()),
)
WITHDRAW_FIRST = "A published record cannot be deleted. Withdraw it first."
NOTE_NOT_SHOWN = "The note was not published: residents cannot see this record yet."


class PublishableAdmin(RecordAdmin):
    """A record that residents see once it is published; its state changes only by services."""

    form = PublishableForm
    actions = ("publish_chosen", "withdraw_chosen")
    # The end of every form: who may see it, when it was checked, what residents are told.
    publishing_title = "Who sees it"
    publishing_fields: Sequence[str] = ("state", "reviewed_on", "note")
    # The fields that the public address is made of; a published address never changes.
    address: Sequence[str] = ("slug",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the record's own groups of fields, and who may see it as the last."""
        fields = list(self.publishing_fields)
        if obj is not None and not self.has_change_permission(request, obj):
            fields.remove("note")
        groups = super().get_fieldsets(request, obj)
        return [*groups, (self.publishing_title, {"fields": fields})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Fix the words of the public address once residents have seen it."""
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None or obj.published_at is None else [*fields, *self.address]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Suggest words for the address, but only while it may change."""
        fixed = self.get_readonly_fields(request, obj)
        suggested = super().get_prepopulated_fields(request, obj)
        return {name: sources for name, sources in suggested.items() if name not in fixed}

    def edition_of(self, record: Publishable) -> str:
        """Return the record's own count of its saves."""
        return str(record.edition)

    @admin.display(description="state", ordering="state")
    def state_tag(self, record: Publishable) -> str:
        """Return the state in a word, with a colour of its own."""
        return format_html(
            '<span class="state state-{}">{}</span>', record.state, State(record.state).label
        )

    @admin.display(description="page")
    def page_link(self, record: Any) -> str:
        """Return a link to the public page, if residents can see it."""
        url = self.view_on_site(record)
        if not url:
            return "–"
        return format_html(
            '<a href="{}">See page<span class="visually-hidden"> of {}</span></a>', url, record
        )

    def view_on_site(self, record: Any) -> str | None:
        """Return the address of the public page; nothing for what residents cannot see."""
        has_page = hasattr(record, "get_absolute_url") and record.is_public(at=timezone.now())
        return record.get_absolute_url() if has_page else None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store the record through the service for its state, with the note for residents."""
        note = form.cleaned_data["note"]
        save = services.record_change
        if "state" in form.changed_data or not change:
            save = {State.PUBLISHED: services.publish, State.WITHDRAWN: services.withdraw}.get(
                obj.state, services.record_change
            )
        written = save(obj, by=signed_in(request), at=timezone.now(), note=note)
        if note and not written:
            self.message_user(request, NOTE_NOT_SHOWN, messages.WARNING)

    # --- Publishing from the list --------------------------------------------------------

    @admin.action(description="Publish the chosen %(verbose_name_plural)s", permissions=["change"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Publish what is not published yet."""
        self.change_state(request, queryset.exclude(state=State.PUBLISHED), services.publish)

    @admin.action(description="Withdraw the chosen %(verbose_name_plural)s", permissions=["change"])
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Withdraw what is published."""
        self.change_state(request, queryset.filter(state=State.PUBLISHED), services.withdraw)

    def change_state(
        self, request: HttpRequest, records: QuerySet[Any], save: Callable[..., Any]
    ) -> None:
        """Call the service for each record, note it in the history, and say how many."""
        changed = list(records)
        for record in changed:
            save(record, by=signed_in(request), at=timezone.now())
            label = State(record.state).label
            self.log_change(request, record, f"{label} from the list.")
        self.message_user(request, f"Changed: {len(changed)}.", messages.SUCCESS)

    # --- What is published is withdrawn, not deleted -------------------------------------

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse for a published record."""
        is_published = obj is not None and obj.state == State.PUBLISHED
        return not is_published and super().has_delete_permission(request, obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Send whoever may delete back from a published record, with the reason."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except PermissionDenied:
            if not super().has_delete_permission(request):
                raise
        self.message_user(request, WITHDRAW_FIRST, messages.WARNING)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[unquote(object_id)]))

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """Name the published records among the chosen as what stands in the way."""
        tree, counts, lacking, protected = super().get_deleted_objects(objs, request)
        published = [
            f"{record}: it is published, withdraw it first"
            for record in objs
            if record.state == State.PUBLISHED
        ]
        if published:
            lacking = lacking - {str(self.opts.verbose_name)}
        return tree, counts, lacking, [*published, *protected]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say why there is no delete button on a published record."""
        record = context.get("original")
        if record is not None and record.state == State.PUBLISHED:
            context["why_not_delete"] = WITHDRAW_FIRST
        return super().render_change_form(request, context, *args, **kwargs)


def signed_in(request: HttpRequest) -> User:
    """Return who makes this request; the back office lets nobody in who has not signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


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
