"""The answer to an address that leads nowhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from csp_portal.publishing.validators import as_portal_request


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 within the frame of every page, so that the visitor can go on from there."""
    if not hasattr(request, "moment"):
        as_portal_request(request)
    return render(request, "404.html", status=404)
