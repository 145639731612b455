"""The pages of one record beside its form: publish, compare, history, preview."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from csp_portal.publishing import workflow
from csp_portal.publishing.admin.drafting import DraftingAdmin, key_in, signed_in, urls_of
from csp_portal.publishing.admin.texts import CURRENT, DRAFT, Texts
from csp_portal.publishing.checklist import remarks_on
from csp_portal.publishing.drafts import draft_of, is_behind, open_draft, standing
from csp_portal.publishing.forms import MoveForm
from csp_portal.publishing.models import (
    PlannedMove,
    PublicationEvent,
    Publishable,
    State,
    Version,
    kind_of,
    needs_approval,
)
from csp_portal.publishing.preview import preview_address
from csp_portal.publishing.snapshots import StaleDraftError
from csp_portal.publishing.workflow import MoveRefusedError, Word

READ_REMARKS = "Read the remarks, then tick that you have read them."
# Moves after which the public reads the text.
PUBLISHING = {"publish", "schedule", "approve", "approve_for_later"}
NOT_SEEN_YET = (
    "Published. But residents cannot see it yet, because what it belongs to is not public. "
    "No note was shown to them."
)
# The buttons that take a record off the website, or will.
WITHDRAWING = {
    "withdraw": "Withdraw now",
    "plan_withdrawal": "Withdraw at this time",
    "stop_withdrawal": "Do not withdraw it by itself",
}
# What is to be published may be set to be withdrawn again, later.
WITHDRAWN_FROM = {
    State.PUBLISHED: ["withdraw", "plan_withdrawal"],
    State.SCHEDULED: ["plan_withdrawal"],
}
DONE = {
    "publish": "Published. Residents see it now.",
    "approve": "Approved and published. Residents see it now.",
    "schedule": "It will be published at the time you set.",
    "approve_for_later": "Approved. It will be published at the time you set.",
    "send": "Sent. An approver will look at it.",
    "take_back": "It is yours again to edit.",
    "return": "Returned with your comment.",
    "stop": "Stopped. It will not be published until you say so.",
    "withdraw": "Withdrawn. Residents do not see it any more.",
}


class RecordPages(DraftingAdmin):
    """Adds the pages on which a record is published, compared and looked back on."""

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses of these pages before Django's own."""
        prefix = f"{self.opts.app_label}_{self.opts.model_name}"
        views = {
            "publish": self.publish_view,
            "compare": self.compare_view,
            "preview": self.preview_view,
            "discard": self.discard_view,
            "bring_back": self.bring_back_view,
        }
        own = [
            path(
                f"<path:object_id>/{name.replace('_', '-')}/",
                self.admin_site.admin_view(view),
                name=f"{prefix}_{name}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def record_of(self, request: HttpRequest, object_id: str) -> Publishable:
        """Return the record for somebody who may read it; raises Http404 or PermissionDenied."""
        key = key_in(unquote(object_id))
        record = None if key is None else self.get_queryset(request).filter(pk=key).first()
        if record is None:
            raise Http404
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        found: Publishable = record
        return found

    def page(
        self, request: HttpRequest, record: Publishable, template: str, **more: Any
    ) -> HttpResponse:
        """Return a page about the record inside the admin's frame."""
        draft = draft_of(record)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": record,
            "owner_urls": urls_of(record),
            "draft": draft,
            "standing": standing(record, draft),
            "is_live": record.state == State.PUBLISHED,
            "is_behind": is_behind(record, draft),
            "is_supporting": record.is_supporting,
            **more,
        }
        return TemplateResponse(request, template, context)

    # --- Publish -------------------------------------------------------------------------

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show where the record stands and what may be done; do it when a button was pressed."""
        record = self.record_of(request, object_id)
        remarks = self.remarks(request, record)
        asked = request.POST.get("move", "")
        form = self.move_form(request, record, is_sent=asked not in WITHDRAWING and bool(asked))
        off = self.move_form(request, record, is_sent=asked in WITHDRAWING, auto_id="off_%s")
        sent = off if asked in WITHDRAWING else form
        if not remarks:
            del form.fields["has_read_remarks"]
        if sent.is_valid() and self.has_made(request, record, asked, sent, remarks):
            return HttpResponseRedirect(urls_of(record)["publish"])
        moves = workflow.moves_open_to(signed_in(request), record)
        other_way = self.other_way(request, record)
        other_moves = {"publish"} if other_way else set()
        return self.page(
            request,
            record,
            "admin/publishing/publish.html",
            title=f"Publish: {record}",
            form=form,
            remarks=remarks,
            moves=[move for move in moves if move.name not in {*WITHDRAWING, *other_moves}],
            other_way=other_way,
            is_for_later=any(move.needs_time for move in moves),
            withdrawal_form=off,
            changes=Texts(record).changes(CURRENT, DRAFT) if draft_of(record) else [],
            needs_approval=needs_approval(type(record)),
            partner_link=self.partner_link(request, record),
            **self.plans(request, record),
        )

    def other_way(self, request: HttpRequest, record: Publishable) -> str:
        """Return the page on which such a record is published instead; empty if on this one."""
        return ""

    def plans(self, request: HttpRequest, record: Publishable) -> dict[str, Any]:
        """Return what is set to happen later, and the buttons by which a record is withdrawn."""
        planned = PlannedMove.objects.filter(
            kind=kind_of(record), record_id=record.pk, done_at=None
        ).select_related("set_by")
        stops = ["stop_withdrawal" for plan in planned if plan.move == "expire"]
        names = [*WITHDRAWN_FROM.get(State(record.state), []), *stops]
        may_withdraw = not record.is_supporting and workflow.may_edit(signed_in(request), record)
        buttons = [(name, WITHDRAWING[name]) for name in names] if may_withdraw else []
        return {"planned": planned, "withdrawals": buttons}

    def move_form(
        self,
        request: HttpRequest,
        record: Publishable,
        *,
        is_sent: bool,
        auto_id: str = "id_%s",
    ) -> MoveForm:
        """Return the form with what was typed, or with the note that waits with the draft."""
        draft = draft_of(record)
        initial = {
            "seen_edition": workflow.edition_of(record),
            "note": draft.note if draft else "",
        }
        data = request.POST if is_sent else None
        return MoveForm(data, initial=initial, auto_id=auto_id)

    def remarks(self, request: HttpRequest, record: Publishable) -> list[str]:
        """Return what there is to remark on the text that would be public."""
        try:
            with open_draft(record, by=signed_in(request), at=timezone.now()) as session:
                return remarks_on(session.record)
        except StaleDraftError as error:
            return [f"The draft cannot be read: {error}"]

    def has_made(
        self,
        request: HttpRequest,
        record: Publishable,
        name: str,
        form: MoveForm,
        remarks: list[str],
    ) -> bool:
        """Make what the pressed button asks for; put the reason into the form if it cannot be."""
        if name in PUBLISHING and remarks and not form.cleaned_data["has_read_remarks"]:
            form.add_error("has_read_remarks", READ_REMARKS)
            return False
        try:
            told = self.make(request, record, name, form)
        except MoveRefusedError as refusal:
            form.add_error(refusal.field, str(refusal))
            return False
        self.message_user(request, told, messages.SUCCESS)
        return True

    def make(self, request: HttpRequest, record: Publishable, name: str, form: MoveForm) -> str:
        """Make the move and return what to tell the person; raises MoveRefusedError."""
        by, at = signed_in(request), timezone.now()
        typed = form.cleaned_data
        word = Word(typed["note"], typed["comment"], typed["due_at"])
        if name == "plan_withdrawal":
            workflow.plan_withdrawal(record, by=by, at=at, word=word)
            return "It will be withdrawn at the time you set."
        if name == "stop_withdrawal":
            workflow.stop_withdrawal(record, by=by, at=at)
            return "It will stay public until somebody withdraws it."
        workflow.make_move(
            record, name, by=by, at=at, seen_edition=typed["seen_edition"], word=word
        )
        self.log_change(request, record, DONE[name])
        is_hidden = name in {"publish", "approve"} and not record.is_public(at=at)
        return NOT_SEEN_YET if is_hidden else DONE[name]

    # --- Preview -------------------------------------------------------------------------

    def partner_link(self, request: HttpRequest, record: Publishable) -> str:
        """Return the whole address of the preview, to send to somebody without an account."""
        address = preview_address(record, is_for_partner=True)
        return request.build_absolute_uri(address) if address else ""

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send the person to the page as residents would see it."""
        record = self.record_of(request, object_id)
        address = preview_address(record, is_for_partner=False)
        if address:
            return HttpResponseRedirect(address)
        self.message_user(request, "This has no page of its own to preview.", messages.WARNING)
        return HttpResponseRedirect(urls_of(record)["publish"])

    # --- Look back -----------------------------------------------------------------------

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """List the versions that were public, and every move with who made it."""
        record = self.record_of(request, object_id)
        about = {"kind": kind_of(record), "record_id": record.pk}
        return self.page(
            request,
            record,
            "admin/publishing/history.html",
            title=f"History: {record}",
            versions=Version.objects.filter(**about).defer("data")[:200],
            events=PublicationEvent.objects.filter(**about)[:200],
            log=LogEntry.objects.filter(
                content_type__app_label=self.opts.app_label,
                content_type__model=self.opts.model_name,
                object_id=str(record.pk),
            ).select_related("user")[:200],
            may_edit=workflow.may_edit(signed_in(request), record),
        )

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what differs between two texts of the record: public, draft, or a version."""
        record = self.record_of(request, object_id)
        texts = Texts(record)
        before = texts.known(request.GET.get("before"), CURRENT)
        after = texts.known(request.GET.get("after"), texts.newest)
        return self.page(
            request,
            record,
            "admin/publishing/compare.html",
            title=f"Compare: {record}",
            choices=texts.choices(),
            before=before,
            after=after,
            changes=texts.changes(before, after),
        )

    def discard_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Drop the draft; it stays in the history."""
        record = self.record_of(request, object_id)
        told = "The draft was discarded. It is kept in the history."
        return self.do(request, record, workflow.discard_draft, told)

    def bring_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Make an earlier version the draft."""
        record = self.record_of(request, object_id)
        number = key_in(request.POST.get("version")) or 0
        told = "The version is the draft now. Residents see it once you publish it."
        return self.do(request, record, partial(workflow.bring_back, number=number), told)

    def do(
        self, request: HttpRequest, record: Publishable, work: Callable[..., Any], told: str
    ) -> HttpResponse:
        """Do a piece of work with the draft, and tell how it went."""
        if request.method != "POST" or not workflow.may_edit(signed_in(request), record):
            raise PermissionDenied
        by, at = signed_in(request), timezone.now()
        try:
            work(record, by=by, at=at)
        except MoveRefusedError as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(urls_of(record)["publish"])
