"""The files of a document as its page in the back office lists them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from csp_portal.dates.words import day_and_time
from csp_portal.documents.forms import FilesFormSet
from csp_portal.documents.models import DocumentFile
from csp_portal.documents.presenters import about_file
from csp_portal.editing.admin import BlockInline

ONLY_IN_DRAFT = ". Only this draft has it."
NOTHING_FOUND = "The check found nothing that shuts people out."


class DocumentFileInline(BlockInline):
    """Every file the document ever had, newest first, with what the check found."""

    model = DocumentFile
    formset = FilesFormSet
    # A file has a public address only while residents may see it.
    view_on_site = False
    fields = ("opened", "about", "found", "uploaded", "is_withdrawn")
    readonly_fields = ("opened", "about", "found", "uploaded")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a file is added in the form above, where it is checked."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a file goes only with its document."""
        return False

    @admin.display(description="file")
    def opened(self, file: DocumentFile) -> str:
        """Return a link to the file, which also works before residents see it."""
        url = reverse("admin:documents_document_file", args=[file.document_id, file.key])
        return format_html('<a href="{}">{}</a>', url, file.name)

    @admin.display(description="size")
    def about(self, file: DocumentFile) -> str:
        """Return its format, size and pages."""
        return about_file(file)

    @admin.display(description="what the check found")
    def found(self, file: DocumentFile) -> str:
        """Return each finding, and what to do about it."""
        rows = ((finding.words, finding.remedy) for finding in file.found)
        return format_html_join("", "<p>{} <strong>What to do:</strong> {}</p>", rows) or (
            NOTHING_FOUND
        )

    @admin.display(description="added")
    def uploaded(self, file: DocumentFile) -> str:
        """Return when it was added and by whom."""
        moment = day_and_time(timezone.localtime(file.uploaded_at))
        told = f"{moment}, by {file.uploaded_by or 'somebody who has left'}"
        return told + ONLY_IN_DRAFT * (file.pk < 0)
