"""The base of every form that edits a public record or a part of one: it edits the draft."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from csp_portal.accounts.models import User
from csp_portal.editing.admin import RecordAdmin
from csp_portal.publishing import services
from csp_portal.publishing.drafts import Session, draft_of, is_behind, lock, open_draft, standing
from csp_portal.publishing.models import Publishable, State
from csp_portal.publishing.snapshots import StaleDraftError
from csp_portal.publishing.states import LOCKED
from csp_portal.publishing.visits import note_visit, others_editing

View = Callable[[], HttpResponse]
CHANGED_MEANWHILE = "Somebody published, sent or withdrew it meanwhile. Nothing was saved."


def signed_in(request: HttpRequest) -> User:
    """Return who makes this request; the back office lets nobody in who has not signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class DraftingAdmin(RecordAdmin):
    """Opens each form on the draft of its record, and keeps what is saved as that draft.

    A record that is not public is its own draft: its rows are edited as they are.
    """

    change_form_template = "admin/publishing/change_form.html"

    def owner_of(self, request: HttpRequest, object_id: str | None) -> Publishable | None:
        """Return the public record whose page this form belongs to; None for one not yet made."""
        raise NotImplementedError

    def session_of(self, request: HttpRequest) -> Session | None:
        """Return the work on the draft that this request does, if it does any."""
        session: Session | None = getattr(request, "draft_session", None)
        return session

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Return the row; nothing for a key that is spelled as no address of ours spells it.

        Django would read "+1" as 1, and the draft of record 1 would be passed by.
        """
        is_key = as_key(object_id) is not None
        return super().get_object(request, object_id, from_field) if is_key else None

    def note_saved(self, request: HttpRequest) -> None:
        """Remember that this request has stored something, and was not only sent on."""
        request.has_saved = True  # type: ignore[attr-defined]

    # --- Opening and saving --------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show or save the form, on the draft of a public record."""
        view = partial(super().changeform_view, request, object_id, form_url, extra_context)
        return self.on_draft(request, object_id, view)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Ask about and do a deletion."""
        view = partial(super().delete_view, request, object_id, extra_context)
        return self.on_deletion(request, object_id, view)

    def on_deletion(self, request: HttpRequest, object_id: str, view: View) -> HttpResponse:
        """Call ``view``; a part of a public record is deleted from its draft."""
        return self.on_draft(request, object_id, view)

    def on_draft(self, request: HttpRequest, object_id: str | None, view: View) -> HttpResponse:
        """Call ``view`` with the rows as the draft has them, and keep what it saved as draft."""
        owner = self.owner_of(request, object_id)
        request.owner = owner  # type: ignore[attr-defined]
        if owner is None or owner.state != State.PUBLISHED:
            return self.on_rows(request, owner, view)
        try:
            with open_draft(owner, by=signed_in(request), at=timezone.now()) as session:
                if session.record.state != State.PUBLISHED:
                    raise StaleDraftError(CHANGED_MEANWHILE)
                request.draft_session = session  # type: ignore[attr-defined]
                response = rendered(view())
                session.is_saved = has_saved(request)
        except StaleDraftError as error:
            self.message_user(request, f"The draft cannot be opened: {error}", messages.ERROR)
            return self.to_publish_page(owner)
        return response

    def on_rows(self, request: HttpRequest, owner: Publishable | None, view: View) -> HttpResponse:
        """Call ``view`` for a record that is not public, and note who works on it."""
        if owner is None or request.method != "POST":
            return view()
        with transaction.atomic():
            held = lock(owner)
            if held.state != owner.state:
                self.message_user(request, CHANGED_MEANWHILE, messages.ERROR)
                return self.to_publish_page(held)
            response = rendered(view())
            if has_saved(request) and still_there(held):
                services.note_work(held, by=signed_in(request), at=timezone.now())
        return response

    def to_publish_page(self, owner: Publishable) -> HttpResponse:
        """Return the way to the page on which the record is published."""
        return HttpResponseRedirect(admin_url(owner, "publish", owner.pk))

    # --- What may be done ----------------------------------------------------------------

    def is_locked(self, request: HttpRequest) -> bool:
        """Whether the record's draft is with an approver, or waits for its time."""
        owner = getattr(request, "owner", None)
        if owner is None:
            return False
        session = self.session_of(request)
        draft = session.draft if session else None
        return standing(owner, draft) in LOCKED

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse a new part while the draft is locked."""
        return not self.is_locked(request) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse while the draft is locked."""
        is_open = obj is None or not self.is_locked(request)
        return is_open and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse while the draft is locked."""
        is_open = obj is None or not self.is_locked(request)
        return is_open and super().has_delete_permission(request, obj)

    # --- What outlives the work on the draft ---------------------------------------------

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Note in the admin's log that something was added."""
        return self.log_later(request, partial(super().log_addition, request, obj, message))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Note in the admin's log that something was changed."""
        return self.log_later(request, partial(super().log_change, request, obj, message))

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Note in the admin's log that something was deleted."""
        # Read now: afterwards the rows are back, or gone.
        removed: Any = list(queryset)
        return self.log_later(request, partial(super().log_deletions, request, removed))

    def log_later(self, request: HttpRequest, log: Callable[[], Any]) -> Any:
        """Write the log at once, or after the rows were put back as they were."""
        session = self.session_of(request)
        return session.afterwards(log) if session else log()

    # --- What the page says --------------------------------------------------------------

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say where the record stands, and who else has it open."""
        owner = getattr(request, "owner", None)
        if owner is not None:
            at, person = timezone.now(), signed_in(request)
            context |= self.standing_context(request, owner)
            context["others"] = others_editing(owner, besides=person, at=at)
            self.note_visit(request, owner)
        return super().render_change_form(request, context, *args, **kwargs)

    def note_visit(self, request: HttpRequest, owner: Publishable) -> None:
        """Let colleagues see that this person has the form open."""
        if self.has_change_permission(request):
            visit = partial(note_visit, owner, by=signed_in(request), at=timezone.now())
            self.log_later(request, visit)

    def standing_context(self, request: HttpRequest, owner: Publishable) -> dict[str, Any]:
        """Return what the top of the form says about the record's state."""
        session = self.session_of(request)
        draft = session.draft if session else draft_of(owner)
        return {
            "owner": owner,
            "owner_urls": urls_of(owner),
            "draft": draft,
            "standing": standing(owner, draft),
            "is_live": owner.state == State.PUBLISHED,
            "is_behind": is_behind(owner, draft),
            "is_locked": self.is_locked(request),
            "is_supporting": owner.is_supporting,
        }


def rendered(response: HttpResponse) -> HttpResponse:
    """Return the response with its text made now, while the rows are as the draft has them."""
    render = getattr(response, "render", None)
    return render() if render else response


def is_success(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a form was sent and saved: only then does the admin send the browser on."""
    return request.method == "POST" and response.status_code == 302


def has_saved(request: HttpRequest) -> bool:
    """Whether the request has stored or deleted a row."""
    return getattr(request, "has_saved", False)


def still_there(record: models.Model) -> bool:
    """Whether the record was not deleted just now."""
    return type(record)._default_manager.filter(pk=record.pk).exists()


def admin_url(record: Publishable | type[Publishable], page: str, *args: object) -> str:
    """Return the address of a page of the record's kind in the back office."""
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}"
    return reverse(name, args=args)


def urls_of(record: Publishable) -> dict[str, str]:
    """Return the addresses of the record's pages in the back office, by their names."""
    pages = ("change", "publish", "history", "preview", "compare", "discard", "bring_back")
    return {page: admin_url(record, page, record.pk) for page in pages}


def link(url: str, text: str) -> str:
    """Return a link for a message."""
    return format_html('<a href="{}">{}</a>', url, text)


def key_in(object_id: str | None) -> int | None:
    """Return the number in an address of the back office; None for what is not one."""
    return as_key(unquote(object_id)) if object_id else None


def as_key(text: str | None) -> int | None:
    """Return the number that a text spells in plain digits; None for anything else."""
    text = str(text or "")
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else None
