"""The page of a document, which stays when its file is replaced, and the files themselves."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.cache import get_conditional_response
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from csp_portal.documents.models import Document, DocumentFile
from csp_portal.documents.presenters import Foot, document_cards, pages_of
from csp_portal.documents.responses import ASK_EACH_TIME, FILE_POLICY, etag_of, file_response
from csp_portal.documents.uses import shown_on
from csp_portal.publishing.preview import previewed
from csp_portal.publishing.requests import PortalRequest

HOME = ("Home", reverse_lazy("pages:home"))


def document_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show a document: its files, old and new, and the pages it belongs to."""
    document = get_object_or_404(Document.objects.released(at=request.moment), slug=slug)
    records = shown_on(document, at=request.moment)
    if not records and previewed(request, Document) != document.pk:
        raise Http404("No public record names this document.")
    files = document.files.select_related("document")
    context = {
        "breadcrumbs": [HOME],
        "document": document,
        "cards": document_cards(files),
        "pages": pages_of(records),
        "foot": Foot.of(document),
    }
    return render(request, "documents/document_detail.html", context)


@require_safe
@csp_override(FILE_POLICY)
def document_file(request: PortalRequest, slug: str, key: str, name: str) -> HttpResponseBase:
    """Hand out a file while a public record names its published document; old versions too."""
    shown = DocumentFile.objects.public(
        at=request.moment, previewed=previewed(request, Document)
    ).select_related("document")
    file = get_object_or_404(shown, key=key, document__slug=slug)
    if file.name != name:
        raise Http404("The file has another name.")
    if getattr(request, "preview", None):
        return file_response(file)
    etag = etag_of(file)
    response = get_conditional_response(request, etag=etag) or file_response(file)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = ASK_EACH_TIME
    # The proxy keeps no copy: what was withdrawn must not come back while the portal is down.
    response.headers["X-Accel-Expires"] = "0"
    return response
