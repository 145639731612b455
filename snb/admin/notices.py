"""Notices in the back office: the page on which one is issued, and the list of those issued."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from csp_portal.accounts.rows import RowsOfRole
from csp_portal.editing.admin import ReadOnlyAdmin
from csp_portal.identity.models import Identity
from csp_portal.posters.setting import render_png, render_poster
from csp_portal.posters.text import PosterText
from csp_portal.publishing.admin.drafting import admin_url, signed_in, urls_of
from csp_portal.publishing.admin.pages import RecordPages
from csp_portal.publishing.drafts import open_draft
from csp_portal.publishing.snapshots import StaleDraftError
from csp_portal.publishing.workflow import edition_of
from snb.forms import IssueForm
from snb.models import Meeting, Notice
from snb.news import is_news
from snb.presenters.notices import Review, checks_with_ticks
from snb.printing import text_of_draft
from snb.prospects import Prospect, prospect_of
from snb.rules.facts import MeetingFacts
from snb.rules.notices import NoticeKind
from snb.services import NoticeRefusedError, issue_notice, may_issue

# What the review page shows of the poster: the first sheet as a picture, and the whole of it.
DRAWERS: dict[str, tuple[str, Callable[[PosterText], bytes]]] = {
    "png": ("image/png", lambda text: render_png(text, large_print=False, ppi=60)[0]),
    "pdf": ("application/pdf", lambda text: render_poster(text, large_print=False)),
}
ISSUED = (
    "{} is issued. Residents see it now: on the page, in the calendar, in the feed and on the "
    "poster. {}"
)


class NoticePages(RecordPages):
    """Adds to a meeting the page on which a notice of it is looked through and issued."""

    ways_on: Sequence[str] = ("notice", "publish", "preview")

    def get_urls(self) -> list[URLPattern]:
        """Return the address of the page before the others."""
        view = self.admin_site.admin_view(self.notice_view)
        poster = self.admin_site.admin_view(self.poster_view)
        own = [
            path("<path:object_id>/notice/", view, name="snb_meeting_notice"),
            path("<path:object_id>/notice/poster.<str:ending>", poster, name="snb_meeting_poster"),
        ]
        return [*own, *super().get_urls()]

    def notice_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show everything that the next notice would tell, and issue it when that is sent."""
        meeting: Any = self.record_of(request, object_id)
        try:
            prospect = prospect_of(meeting, by=signed_in(request), at=timezone.now())
        except StaleDraftError as error:
            self.message_user(request, f"The draft cannot be read: {error}", messages.ERROR)
            return HttpResponseRedirect(urls_of(meeting)["publish"])
        kind = self.kind_asked(request, prospect)
        form = self.issue_form(request, meeting, prospect, kind)
        if form.is_valid() and self.has_issued(request, meeting, form):
            return HttpResponseRedirect(admin_url(meeting, "notice", meeting.pk))
        return self.notice_page(request, meeting, prospect, kind, form)

    def poster_view(self, request: HttpRequest, object_id: str, ending: str) -> HttpResponse:
        """Give the poster that the next notice would have, as a picture or as a PDF."""
        meeting: Any = self.record_of(request, object_id)
        facts = self.facts_of_draft(request, meeting)
        if facts is None or not facts.is_open_to_public or ending not in DRAWERS:
            raise Http404
        text = text_of_draft(meeting, facts, identity=Identity.objects.first())
        content_type, draw = DRAWERS[ending]
        return HttpResponse(draw(text), content_type=content_type)

    def facts_of_draft(self, request: HttpRequest, meeting: Meeting) -> MeetingFacts | None:
        """Return what the draft says; None where it has no day or cannot be read."""
        try:
            return prospect_of(meeting, by=signed_in(request), at=timezone.now()).after
        except StaleDraftError:
            return None

    def kind_asked(self, request: HttpRequest, prospect: Prospect) -> NoticeKind | None:
        """Return the kind that was chosen, or the usual one; None when there is nothing to tell.

        A reminder tells nothing new: it must be asked for.
        """
        asked = request.POST.get("kind", request.GET.get("kind", ""))
        chosen = [kind for kind in prospect.kinds if kind.value == asked]
        usual = [kind for kind in prospect.kinds if kind is not NoticeKind.REMINDER]
        return next(iter([*chosen, *usual]), None)

    def issue_form(
        self, request: HttpRequest, meeting: Meeting, prospect: Prospect, kind: NoticeKind | None
    ) -> IssueForm:
        """Return the form with what was sent, or as it is first shown."""
        initial = {
            "kind": kind,
            "seen_edition": edition_of(meeting),
            "seen_number": prospect.number,
        }
        return IssueForm(
            request.POST if request.method == "POST" else None,
            initial=initial,
            kinds=prospect.kinds,
            checks=prospect.checks(kind) if kind else [],
        )

    def has_issued(self, request: HttpRequest, meeting: Meeting, form: IssueForm) -> bool:
        """Issue the notice; put the reason into the form if it cannot be."""
        if not self.has_change_permission(request, meeting):
            raise PermissionDenied
        at = timezone.now()
        try:
            notice = issue_notice(meeting, form.order, by=signed_in(request), at=at)
        except NoticeRefusedError as refusal:
            if refusal.field:
                form.mark_unread()
            else:
                form.add_error(None, str(refusal))
            return False
        page = format_html('<a href="{}">See the page</a>', meeting.get_absolute_url())
        self.message_user(request, format_html(ISSUED, notice, page), messages.SUCCESS)
        self.log_change(request, meeting, str(notice))
        return True

    def notice_page(
        self,
        request: HttpRequest,
        meeting: Meeting,
        prospect: Prospect,
        kind: NoticeKind | None,
        form: IssueForm,
    ) -> HttpResponse:
        """Return the page with the form."""
        return self.page(
            request,
            meeting,
            "admin/snb/notice.html",
            title=f"Issue a notice: {meeting}",
            form=form,
            review=Review.of(meeting, prospect, kind) if kind else None,
            checks=checks_with_ticks(prospect.checks(kind), form) if kind else [],
            notices=meeting.notices.order_by("-number"),
            may_issue=may_issue(meeting, by=signed_in(request)),
            has_day=prospect.after is not None,
            is_over=prospect.is_over,
            poster=admin_url(meeting, "poster", meeting.pk, "png"),
            poster_pdf=admin_url(meeting, "poster", meeting.pk, "pdf"),
            may_remind=NoticeKind.REMINDER in prospect.kinds,
        )

    def page(self, request: HttpRequest, record: Any, template: str, **more: Any) -> HttpResponse:
        """Return a page about the meeting; each leads to the page for notices."""
        return super().page(request, record, template, **{"owner_urls": addresses(record)} | more)

    def standing_context(self, request: HttpRequest, owner: Any) -> dict[str, Any]:
        """Return what the top of the form says, with the way to the page for notices."""
        return super().standing_context(request, owner) | {"owner_urls": addresses(owner)}

    def other_way(self, request: HttpRequest, record: Any) -> str:
        """Lead from the page to publish to the one for a notice, where there is news to tell."""
        at = timezone.now()
        try:
            with open_draft(record, by=signed_in(request), at=at) as session:
                meeting: Any = session.record
                has_news = is_news(meeting, at=at)
        except StaleDraftError:
            return ""
        return admin_url(record, "notice", record.pk) if has_news else ""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer to go on to the notice."""
        context["can_issue"] = True
        return super().render_change_form(request, context, *args, **kwargs)


def addresses(meeting: Meeting) -> dict[str, str]:
    """Return the addresses of a meeting's pages in the back office, by their names."""
    return urls_of(meeting) | {"notice": admin_url(meeting, "notice", meeting.pk)}


@admin.register(Notice)
class NoticeAdmin(RowsOfRole, ReadOnlyAdmin):
    """What was announced, when and by whom. Nobody changes or deletes a notice."""

    list_display = ["meeting", "number", "kind", "issued_at", "issued_by_name", "days_of_notice"]
    list_filter = ["kind", ("meeting", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["meeting"]
    date_hierarchy = "issued_at"
    ordering = ["-issued_at"]
    search_fields = ["meeting__title", "issued_by_name"]
    fields = (
        "meeting_link",
        "number",
        "kind",
        "issued_at",
        "issued_by_name",
        "told_text",
        "days_of_notice",
        "short_notice_reason",
        "accepted_text",
    )
    readonly_fields = fields

    @admin.display(description="meeting")
    def meeting_link(self, notice: Notice) -> str:
        """Return the way to the meeting's form."""
        url = reverse("admin:snb_meeting_change", args=[notice.meeting_id])
        return format_html('<a href="{}">{}</a>', url, notice.meeting)

    @admin.display(description="what it told")
    def told_text(self, notice: Notice) -> str:
        """Return its sentences."""
        return " ".join(notice.changes)

    @admin.display(description="remarks that were accepted")
    def accepted_text(self, notice: Notice) -> str:
        """Return the remarks that whoever issued it had read and let stand."""
        return ", ".join(code.replace("_", " ") for code in notice.accepted) or "None"
