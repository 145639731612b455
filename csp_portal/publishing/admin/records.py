"""The back office of every public record: its form, its list, its pages."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html

from csp_portal.editing.filters import Question
from csp_portal.publishing import services, workflow
from csp_portal.publishing.admin.drafting import (
    DraftingAdmin,
    View,
    admin_url,
    is_success,
    key_in,
    signed_in,
)
from csp_portal.publishing.admin.pages import RecordPages
from csp_portal.publishing.drafts import draft_of, standing
from csp_portal.publishing.mentions import in_the_way
from csp_portal.publishing.models import Publishable, State
from csp_portal.publishing.states import LOCKED
from csp_portal.publishing.visits import end_visit

NEVER_REVIEWED = Question(
    "review", "Never reviewed", lambda rows, at: rows.filter(reviewed_on=None)
)
NOT_REVIEWED_FOR_A_YEAR = Question(
    "old-review",
    "Not reviewed for a year",
    lambda rows, at: rows.not_reviewed_since((at - timedelta(days=365)).date()),
)
# What must be done before a record in such a state can be deleted.
WAY_OUT: dict[str, str] = {
    State.PUBLISHED: "withdraw it first",
    State.AWAITING_APPROVAL: "take it back first",
    State.SCHEDULED: "stop it first",
}
LEFT = (
    "Left as they are: {}. Your role or a rule does not allow it, or there is something to look "
    "at first. Open the “Publish” page of each."
)
SAVED_AS_DRAFT = "This is a draft. Residents see it once you publish it."
WITHDRAW_FIRST = "A published record cannot be deleted. Withdraw it first."
NAMED_STILL = "It can be deleted only while no record, no draft and no earlier version names it."
TAKE_OFF_FIRST = "take it off this record first: "


class PublishableAdmin(RecordPages, DraftingAdmin):
    """A record that residents see once it is published; the form saves its draft."""

    actions = ("publish_chosen", "withdraw_chosen")
    # The end of every form: where it comes from, when it was checked.
    publishing_title = "When it was checked"
    publishing_fields: Sequence[str] = ("reviewed_on",)
    # Where the buttons of the form may lead on to: pages of this record.
    ways_on: Sequence[str] = ("publish", "preview")
    # The fields that the public address is made of; a published address never changes.
    address: Sequence[str] = ("slug",)

    def owner_of(self, request: HttpRequest, object_id: str | None) -> Publishable | None:
        """Return the record itself; None while it is being added."""
        key = key_in(object_id)
        found: Publishable | None = (
            None if key is None else self.model._default_manager.filter(pk=key).first()
        )
        return found

    @property
    def is_supporting(self) -> bool:
        """Whether residents meet such records only through others that name them."""
        model: type[Publishable] = self.model
        return model.is_supporting

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the record's own groups of fields, and the shared ones, if any, as the last."""
        groups = super().get_fieldsets(request, obj)
        shared = (self.publishing_title, {"fields": list(self.publishing_fields)})
        return [*groups, shared] if self.publishing_fields else groups

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Fix the words of the public address once residents have seen it, if there is one."""
        fields = super().get_readonly_fields(request, obj)
        is_known = obj is not None and obj.published_at is not None and not self.is_supporting
        return [*fields, *self.address] if is_known else fields

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
        """Store the record under its next edition."""
        self.note_saved(request)
        services.save(obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store the record's rows; of a new record, write down who added it."""
        super().save_related(request, form, formsets, change)
        if not change:
            services.begin(form.instance, by=signed_in(request), at=timezone.now())

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go where the button said, when the record was added."""
        response = super().response_add(request, obj, post_url_continue)
        return self.go_on(request, obj, response)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go where the button said, when the record was changed."""
        response = super().response_change(request, obj)
        if self.session_of(request):
            self.message_user(request, SAVED_AS_DRAFT, messages.WARNING)
        self.log_later(request, lambda: end_visit(obj, by=signed_in(request)))
        return self.go_on(request, obj, response)

    def go_on(self, request: HttpRequest, obj: Any, response: HttpResponse) -> HttpResponse:
        """Return the page to publish or preview the record, or another, if that was asked for."""
        asked = [page for page in self.ways_on if f"_{page}" in request.POST]
        if not asked or not is_success(request, response):
            return response
        return HttpResponseRedirect(admin_url(obj, asked[0], obj.pk))

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Note in the history, too, who deletes the records: the admin's log goes unseen then."""
        for record in queryset:
            services.note_deletion(record, by=signed_in(request), at=timezone.now())
        return super().log_deletions(request, queryset)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the record, and what was being prepared of it."""
        self.note_saved(request)
        services.forget_work(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete the chosen records, and what was being prepared of them."""
        for record in queryset:
            services.forget_work(record)
        super().delete_queryset(request, queryset)

    # --- Publishing from the list --------------------------------------------------------

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        """Refuse where nothing is ever withdrawn: then the list does not offer it."""
        return not self.is_supporting and self.has_change_permission(request)

    @admin.action(description="Publish the chosen %(verbose_name_plural)s", permissions=["change"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Publish the drafts among the chosen, each by the rule for its kind."""
        self.move_chosen(request, queryset, "publish")

    @admin.action(
        description="Withdraw the chosen %(verbose_name_plural)s", permissions=["withdraw"]
    )
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Withdraw the published ones among the chosen."""
        self.move_chosen(request, queryset, "withdraw")

    def move_chosen(self, request: HttpRequest, records: QuerySet[Any], move: str) -> None:
        """Make a move with each record that allows it, and say how many that were."""
        moved = [record for record in records if self.has_moved(request, record, move)]
        left = len(records) - len(moved)
        self.message_user(request, f"Changed: {len(moved)}.", messages.SUCCESS)
        if left:
            self.message_user(request, LEFT.format(left), messages.WARNING)

    def has_moved(self, request: HttpRequest, record: Publishable, move: str) -> bool:
        """Make a move if the table and the person's role allow it, and say whether they did."""
        if move == "publish" and self.remarks(request, record):
            return False
        edition = workflow.edition_of(record)
        draft = draft_of(record) if move == "publish" else None
        try:
            workflow.make_move(
                record,
                move,
                by=signed_in(request),
                at=timezone.now(),
                seen_edition=edition,
                word=workflow.Word(draft.note if draft else ""),
            )
        except workflow.MoveRefusedError:
            return False
        return True

    # --- What is published is withdrawn, not deleted, unless it only supports others ------

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse for a published record; a supporting one is held by what names it."""
        is_published = obj is not None and obj.state == State.PUBLISHED
        is_held = is_published and not self.is_supporting
        return not is_held and super().has_delete_permission(request, obj)

    def on_deletion(self, request: HttpRequest, object_id: str, view: View) -> HttpResponse:
        """Call ``view`` on the stored rows: a record is deleted for good, and never in a draft."""
        owner = self.owner_of(request, object_id)
        request.owner = owner  # type: ignore[attr-defined]
        return self.on_rows(request, owner, view)

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
        return HttpResponseRedirect(admin_url(self.model, "change", unquote(object_id)))

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """Name what stands in the way: the records' own states, or what names them."""
        tree, counts, lacking, protected = super().get_deleted_objects(objs, request)
        reasons = [f"{record}: {reason}" for record in objs for reason in self.held_by(record)]
        if self.is_supporting:
            # What names it is never deleted with it, so nobody needs the right to do so.
            lacking = lacking & {str(self.opts.verbose_name)}
        if reasons:
            lacking = lacking - {str(self.opts.verbose_name)}
        return tree, counts, lacking, [*reasons, *protected]

    def held_by(self, record: Publishable) -> list[str]:
        """Return why the record cannot be deleted now, besides keys that protect it."""
        if not record.is_supporting:
            return way_out_of(State(record.state))
        state = standing(record, draft_of(record))
        own = way_out_of(state) if state in LOCKED else []
        return own + [f"{TAKE_OFF_FIRST}{one}" for one in in_the_way(record)]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer to go on to publishing, and say why there is no delete button."""
        record = context.get("original")
        # A new supporting record is stored at once; a small window has no way on.
        is_stored = record is None and self.is_supporting
        context["can_go_on"] = not is_stored and not context["is_popup"]
        context["is_supporting"] = self.is_supporting
        if record is not None and record.state == State.PUBLISHED:
            context["why_not_delete"] = NAMED_STILL if self.is_supporting else WITHDRAW_FIRST
        return super().render_change_form(request, context, *args, **kwargs)


def way_out_of(state: State) -> list[str]:
    """Return what must be done before a record in this state can be deleted, if anything."""
    return [f"it is {state.label.lower()}, {WAY_OUT[state]}"] if state in WAY_OUT else []


def states_in_the_way(records: Iterable[Publishable]) -> list[str]:
    """Return of each record whose state does not let it be deleted what must be done first."""
    return [
        f"{record}: {reason}" for record in records for reason in way_out_of(State(record.state))
    ]
