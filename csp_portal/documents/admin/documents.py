"""The back office of documents: describe, choose a file, see what the check found."""

from functools import partial
from operator import attrgetter
from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.views.decorators.csp import csp_override

from csp_portal.accounts.models import User
from csp_portal.accounts.rows import RowsOfRole
from csp_portal.documents import services
from csp_portal.documents.admin.files import NOTHING_FOUND, DocumentFileInline
from csp_portal.documents.forms import DocumentForm
from csp_portal.documents.models import Document, DocumentFile, Variant, newest_files
from csp_portal.documents.presenters import about_file
from csp_portal.documents.responses import FILE_POLICY, file_response
from csp_portal.documents.rules.reports import Report
from csp_portal.documents.uses import used_on
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.publishing.admin import PublishableAdmin, states_in_the_way
from csp_portal.publishing.drafts import open_draft
from csp_portal.publishing.mentions import Mention
from csp_portal.publishing.models import Publishable
from csp_portal.publishing.snapshots import StaleDraftError

NOT_USED = "No record names it yet, so residents do not see it."
TAKE_OFF_FIRST = "take it off this record first: "
WORDS: tuple[str, Any] = (
    "The document",
    {"fields": ["title", "slug", "kind", "description", "language"]},
)
REASONS: tuple[str, Any] = (
    "If the check finds that it shuts people out",
    {"fields": ["why_inaccessible", "ask_for_format"]},
)
ITS_FILE = "Its file"
# For somebody who may not choose a file.
USE_ONLY: tuple[str, Any] = (ITS_FILE, {"fields": ["used"]})
MAY_NOT_WORK = "May not work with a screen reader"
NO_BARRIER = "No barrier found"
WHY_NOT_DELETE = "A document that a record names cannot be deleted. Take it off the record first."
FOLLOWS = "It is ready. Residents see it on the first public page that names it."
NOT_READY = "It is a draft. Open “Publish” to see what is still to do."
GO_ON = {"_publish", "_preview"}


@admin.register(Document)
class DocumentAdmin(RowsOfRole, PublishableAdmin):
    """A document: its words, its next file, and where it is used."""

    form = DocumentForm
    list_display = ["title", "newest", "check_found", "state_tag", "shown"]
    list_filter = [
        what_is_missing(
            Question(
                "barrier",
                "May not work with a screen reader",
                lambda rows, at: rows.with_barrier(),
            ),
            Question("use", "Used nowhere", lambda rows, at: rows.unused()),
        ),
        "kind",
        "state",
    ]
    search_fields = ["title", "slug", "description"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [DocumentFileInline]
    readonly_fields = ["used"]
    fieldsets = [
        WORDS,
        # The form reads "variant" first: it says where the file belongs.
        (ITS_FILE, {"fields": ["used", "variant", "upload"]}),
        REASONS,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """Return the documents with their files, and whether residents see them."""
        rows: Any = super().get_queryset(request)
        found: QuerySet[Document] = rows.with_standing(at=timezone.now())
        return found.prefetch_related("files")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """List files only of a document that can have some."""
        return super().get_inlines(request, obj) if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out the file field for somebody who may only look."""
        groups = super().get_fieldsets(request, obj)
        may_type = obj is None or self.has_change_permission(request, obj)
        return groups if may_type else [as_read(group) for group in groups]

    # --- Columns and readings ----------------------------------------------------------------

    @admin.display(description="newest file")
    def newest(self, document: Document) -> str:
        """Return the kind, size and pages of its newest file."""
        file = newest_shown(document).get(Variant.ORIGINAL)
        return about_file(file) if file else "None"

    @admin.display(description="the check")
    def check_found(self, document: Document) -> str:
        """Return in a few words whether the newest files shut people out."""
        newest = newest_shown(document).values()
        return MAY_NOT_WORK if any(map(attrgetter("has_barrier"), newest)) else NO_BARRIER

    @admin.display(description="residents see it", boolean=True)
    def shown(self, document: Any) -> bool:
        """Whether it is published and a public record names it."""
        return bool(document.is_seen)

    @admin.display(description="used on")
    def used(self, document: Document) -> str:
        """Return the records that name it, each with its place in the back office."""
        records = used_on(document) if document.pk else []
        rows = ((admin_address(record), record) for record in records)
        return format_html_join("", '<p><a href="{}">{}</a></p>', rows) or NOT_USED

    # --- Storing and removing ----------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        """Store the words, then the file if one was chosen, and say what the check found."""
        super().save_model(request, obj, form, change)
        if form.report:
            services.add_file(
                obj,
                form.cleaned_data["upload"],
                report=form.report,
                variant=form.cleaned_data["variant"],
                # Nobody comes here without signing in.
                by=cast("User", request.user),
                at=timezone.now(),
            )
            # The file counts as a save of its own.
            obj.refresh_from_db(fields=["edition"])
            self.tell(request, form.report)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store which files were taken down; drop those that only the draft had."""
        super().save_related(request, form, formsets, change)
        names = services.drop_from_draft(form.instance)
        self.log_later(request, partial(services.let_go, form.instance.pk, names))

    def tell(self, request: HttpRequest, report: Report) -> None:
        """Say in plain words what the check found, and what to do about it."""
        for finding in report.found:
            self.message_user(request, f"{finding.words} {finding.remedy}", messages.WARNING)
        if not report.has_barrier:
            self.message_user(request, NOTHING_FOUND, messages.SUCCESS)

    def response_add(
        self, request: HttpRequest, obj: Document, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Publish a new document if one person may: no record names it, so nobody sees it yet.

        What it is named on later decides who sees it.
        """
        if GO_ON.isdisjoint(request.POST):
            is_ready = self.has_moved(request, obj, "publish")
            level = messages.SUCCESS if is_ready else messages.WARNING
            self.message_user(request, FOLLOWS if is_ready else NOT_READY, level)
        return super().response_add(request, obj, post_url_continue)

    def standing_context(self, request: HttpRequest, owner: Publishable) -> dict[str, Any]:
        """Say also that residents do not see a document which no public record names."""
        is_seen = owner.is_public(at=timezone.now())
        return super().standing_context(request, owner) | {"is_unseen": not is_seen}

    def get_urls(self) -> list[Any]:
        """Add the address under which a file is opened before residents see it."""
        opened = self.admin_site.admin_view(self.open_file)
        return [
            path("<int:pk>/file/<slug:key>/", opened, name="documents_document_file"),
            *super().get_urls(),
        ]

    def open_file(self, request: HttpRequest, pk: int, key: str) -> HttpResponseBase:
        """Hand out a stored file, or one of the draft, to whoever may look at the document."""
        document = self.record_of(request, str(pk))
        try:
            with open_draft(document, by=None, at=timezone.now()):
                files = DocumentFile.objects.filter(document=document.pk).select_related("document")
                file = get_object_or_404(files, key=key)
        except StaleDraftError as error:
            raise Http404(str(error)) from error
        return csp_override(FILE_POLICY)(lambda _request: file_response(file))(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse while a record names the document."""
        is_used = obj is not None and bool(used_on(obj))
        return not is_used and super().has_delete_permission(request, obj)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """Name the records that stand in the way; files go with their document."""
        counts = {str(self.opts.verbose_name_plural): len(objs)}
        in_the_way = [f"{one}: {TAKE_OFF_FIRST}{record}" for one in objs for record in used_on(one)]
        return list(map(str, objs)), counts, set(), [*in_the_way, *states_in_the_way(objs)]

    def delete_model(self, request: HttpRequest, obj: Document) -> None:
        """Remove the document with its files."""
        self.note_saved(request)
        services.remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        """Remove the chosen documents with their files."""
        for document in queryset:
            services.remove(document)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say why there is no delete button on a document that is used."""
        response = super().render_change_form(request, context, *args, **kwargs)
        # The page is not made yet; this reason goes before that of every published record.
        document = context.get("original")
        if document is not None and used_on(document):
            context["why_not_delete"] = WHY_NOT_DELETE
        return response


def as_read(group: tuple[str, Any]) -> tuple[str, Any]:
    """Return a group of fields for somebody who may not choose a file."""
    return USE_ONLY if group[0] == ITS_FILE else group


def newest_shown(document: Document) -> dict[str, DocumentFile]:
    """Return the newest file of each form that was not taken down."""
    return newest_files(file for file in document.files.all() if not file.is_withdrawn)


def admin_address(record: Any) -> str:
    """Return where the back office changes a record."""
    if isinstance(record, Mention):
        return record.address
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
    return reverse(name, args=[record.pk])
