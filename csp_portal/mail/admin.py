"""E-mails for administrators to look at: what became of each, and those in the folder."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from csp_portal.editing.admin import ReadOnlyAdmin
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.mail.folder import message_names, nothing_is_sent, read_message
from csp_portal.mail.models import OutgoingMail
from csp_portal.mail.services import send_again
from csp_portal.pagination import paginate

MESSAGES_PER_PAGE = 25


def are_failed(mails: QuerySet[Any], _at: object) -> QuerySet[Any]:
    """Return the e-mails that will not be tried again."""
    return mails.filter(state=OutgoingMail.State.FAILED)


def are_waiting(mails: QuerySet[Any], _at: object) -> QuerySet[Any]:
    """Return the e-mails that are still to be sent."""
    return mails.filter(state=OutgoingMail.State.WAITING)


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    """The e-mails of the last thirty days, and the folder that stands in for a mail server."""

    list_display = ["subject", "to", "state", "written_at", "done_at", "failure"]
    list_filter = [
        what_is_missing(
            Question("failed", "E-mails that failed", are_failed),
            Question("waiting", "E-mails not sent yet", are_waiting),
        ),
        "state",
    ]
    search_fields = ["to", "subject"]
    list_per_page = 50
    fields = [
        "to",
        "subject",
        "state",
        "failure",
        "written_at",
        "done_at",
        "text",
        "html",
        "headers",
        "message_id",
    ]
    actions = ["try_again"]

    @admin.action(description="Try again to send those that failed", permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        """Have the chosen e-mails sent, if they had failed."""
        self.message_user(request, f"E-mails to send again: {send_again(queryset)}.")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say above the list when no e-mail leaves the portal."""
        notice = {"nothing_is_sent": nothing_is_sent()}
        return super().changelist_view(request, notice | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of the folder."""
        own = [
            path("folder/", self.admin_site.admin_view(self.folder), name="mail_folder"),
            path(
                "folder/<name>/",
                self.admin_site.admin_view(self.folder_message),
                name="mail_folder_message",
            ),
        ]
        return own + super().get_urls()

    def folder(self, request: HttpRequest) -> HttpResponse:
        """List what is in the folder, the newest first."""
        pagination = paginate(request, message_names(), per_page=MESSAGES_PER_PAGE)
        listed = [message for name in pagination.page if (message := read_message(name))]
        return self.folder_page(
            request,
            "admin/mail/folder.html",
            {"title": "E-mails in the folder", "pagination": pagination, "mails": listed},
        )

    def folder_message(self, request: HttpRequest, name: str) -> HttpResponse:
        """Show one message of the folder."""
        message = read_message(name)
        if message is None:
            raise Http404
        return self.folder_page(
            request,
            "admin/mail/folder_message.html",
            {"title": message.subject, "mail": message},
        )

    def folder_page(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        """Return a page of the folder, for those only who may read everybody's e-mails."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        whole = self.admin_site.each_context(request) | context
        whole |= {"opts": self.opts, "nothing_is_sent": nothing_is_sent()}
        return TemplateResponse(request, template, whole)
