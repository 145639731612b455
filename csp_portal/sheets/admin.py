"""Buttons above a list of the back office: its records as a file, and a file into its records."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from csp_portal.pagination import paginate
from csp_portal.publishing.admin.drafting import admin_url, signed_in
from csp_portal.sheets import services
from csp_portal.sheets.descriptions import Sheet
from csp_portal.sheets.export import lines
from csp_portal.sheets.findings import Sort
from csp_portal.sheets.forms import UploadForm
from csp_portal.sheets.models import Upload
from csp_portal.sheets.reading import MOST_BYTES, UnreadableError
from csp_portal.sheets.services import Sender

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = object

ROWS_PER_PAGE = 100
STORED = "The file is stored."
NOT_AS_SEEN = (
    "Nothing was stored: something has changed since you looked. Read the new outcome below."
)


class SheetAdmin(ModelAdmin):
    """Adds to a list the way out as CSV, and for who may change its records the way in."""

    sheet: ClassVar[Sheet]
    change_list_template = "admin/sheets/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses of these pages before Django's own."""
        return [
            self.sheet_path("download/", self.download_view, name="download"),
            self.sheet_path("upload/", self.upload_view, name="upload"),
            self.sheet_path("upload/<int:upload_id>/", self.uploaded_view, name="uploaded"),
            *super().get_urls(),
        ]

    def sheet_path(
        self, route: str, view: Callable[..., HttpResponseBase], *, name: str
    ) -> URLPattern:
        """Return the address of one of these pages, for who has signed in."""
        prefix = f"{self.opts.app_label}_{self.opts.model_name}"
        return path(route, self.admin_site.admin_view(view), name=f"{prefix}_{name}")

    def sheet_url(self, page: str, *args: object) -> str:
        """Return the address of one of these pages."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the list with its buttons; the download is of what the filters leave."""
        buttons = {
            "download_url": f"{self.sheet_url('download')}?{request.GET.urlencode()}",
            "upload_url": self.sheet_url("upload"),
            "may_upload": self.may_upload(request),
        }
        return super().changelist_view(request, buttons | (extra_context or {}))

    def may_upload(self, request: HttpRequest) -> bool:
        """Whether this person's role lets them change such records."""
        return services.may_upload(signed_in(request), self.sheet)

    # --- Out -----------------------------------------------------------------------------

    def download_view(self, request: HttpRequest) -> HttpResponseBase:
        """Send the rows that the list shows, on all its pages, as they are stored."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{self.sheet_url('changelist')}?e=1")
        name = f"{self.sheet.name}-{timezone.localdate().isoformat()}.csv"
        return StreamingHttpResponse(
            lines(self.sheet, rows),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": content_disposition_header(True, name)},
        )

    # --- In ------------------------------------------------------------------------------

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file; look at it and go on to what was found."""
        self.refuse_who_may_not(request)
        if request.method != "POST":
            return self.upload_page(request, UploadForm())
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid() and (upload := self.received(request, form)):
            return HttpResponseRedirect(self.sheet_url("uploaded", upload.pk))
        return self.upload_page(request, form)

    def received(self, request: HttpRequest, form: UploadForm) -> Upload | None:
        """Return the file with what was found; put the reason into the form if there is none."""
        file = form.cleaned_data["file"]
        try:
            return services.receive(
                self.sheet,
                raw=file.read(MOST_BYTES + 1),
                file_name=file.name,
                sender=sender_of(request),
            )
        except UnreadableError as error:
            form.add_error("file", str(error))
        return None

    def uploaded_view(self, request: HttpRequest, upload_id: int) -> HttpResponse:
        """Show what storing the file would do, and do it when the button was pressed."""
        self.refuse_who_may_not(request)
        mine = Upload.objects.filter(uploaded_by=signed_in(request), sheet=self.sheet.name)
        upload = get_object_or_404(mine, pk=upload_id)
        if request.method == "POST":
            return self.stored(request, upload)
        page = self.stored_page if upload.stored_at else self.found_page
        return page(request, upload)

    def stored(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        """Store the file if that does what the person has seen; tell how it went."""
        seen = request.POST.get("seen", "")
        is_done = services.store(upload, self.sheet, seen_mark=seen, sender=sender_of(request))
        level = messages.SUCCESS if is_done else messages.WARNING
        self.message_user(request, STORED if is_done else NOT_AS_SEEN, level)
        return HttpResponseRedirect(self.sheet_url("uploaded", upload.pk))

    def refuse_who_may_not(self, request: HttpRequest) -> None:
        """Raise PermissionDenied for somebody whose role does not let them change such records."""
        if not self.may_upload(request):
            raise PermissionDenied

    # --- Pages ---------------------------------------------------------------------------

    @property
    def noun(self) -> str:
        """What the list is of, in the plural."""
        return str(self.opts.verbose_name_plural)

    def upload_page(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        """Ask for a file, and say what it must look like."""
        return self.sheet_page(request, "upload", title=f"Upload {self.noun}", form=form)

    def found_page(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        """Show the rows of the file, those of one sort if that is asked for."""
        counts = upload.counts
        wanted = request.GET.get("show", "")
        rows = [
            row for row in upload.found["rows"] if wanted not in counts or row["sort"] == wanted
        ]
        sorts = [(sort.value, sort.label, counts[sort.value]) for sort in Sort]
        return self.sheet_page(
            request,
            "found",
            title=f"What “{upload.file_name}” would do",
            upload=upload,
            sorts=sorts,
            wanted=wanted,
            pagination=paginate(request, rows, per_page=ROWS_PER_PAGE),
            is_refused=bool(counts[Sort.REFUSED]),
            is_busy=bool(counts[Sort.ADDED] + counts[Sort.CHANGED]),
        )

    def stored_page(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        """Name the records that the file has changed, each with the way to its Publish page."""
        records = [
            record | {"url": admin_url(self.sheet.owner_model, "publish", record["pk"])}
            for record in upload.found["records"]
        ]
        return self.sheet_page(
            request,
            "stored",
            title=f"“{upload.file_name}” is stored",
            upload=upload,
            pagination=paginate(request, records, per_page=ROWS_PER_PAGE),
        )

    def sheet_page(self, request: HttpRequest, template: str, **more: Any) -> HttpResponse:
        """Return a page about the file inside the admin's frame."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "sheet": self.sheet,
            "upload_url": self.sheet_url("upload"),
            **more,
        }
        return TemplateResponse(request, f"admin/sheets/{template}.html", context)


def sender_of(request: HttpRequest) -> Sender:
    """Return who sends this request, and when."""
    return Sender(signed_in(request), timezone.now())
