"""The audit log in the back office: to read, to filter, to take along; never to change."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from csp_portal.audit.exports import csv_lines
from csp_portal.audit.models import Entry, Kind
from csp_portal.audit.services import Origin, record_event
from csp_portal.editing.admin import ReadOnlyAdmin


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """Entries, the latest first."""

    change_list_template = "admin/audit/entry/change_list.html"
    list_display = ["happened_at", "kind", "by_name", "about_name", "details"]
    list_filter = ["kind", "happened_at"]
    search_fields = ["by_name", "about_name", "details"]
    date_hierarchy = "happened_at"
    list_per_page = 50
    fields = [
        "happened_at",
        "kind",
        "by_name",
        "about_name",
        "details",
        "address",
        "browser",
        "by_key",
        "about_key",
    ]

    def get_urls(self) -> list[Any]:
        """Add the address of the table."""
        export = self.admin_site.admin_view(require_safe(self.export))
        return [path("export/", export, name="audit_entry_export"), *super().get_urls()]

    def export(self, request: HttpRequest) -> HttpResponseBase:
        """Return what the list shows, all pages of it, as CSV; the log keeps who took it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            entries = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{reverse('admin:audit_entry_changelist')}?e=1")
        now = timezone.now()
        record_event(
            Kind.EXPORTED,
            at=now,
            by=request.user,
            details=f"Audit log, {entries.count()} entries",
            origin=Origin.of(request),
        )
        response = StreamingHttpResponse(
            csv_lines(entries.filter(happened_at__lt=now).iterator()),
            content_type="text/csv; charset=utf-8",
        )
        name = f"audit-log-{timezone.localdate(now)}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
