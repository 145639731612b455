"""Send visitors of an address that moved to where it is now."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from csp_portal.publishing.models import MovedPath


class MovedPathMiddleware:
    """Answer a page that was not found with a redirect when its address has moved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # No stored address holds NUL, and PostgreSQL refuses to look for one.
        if response.status_code != 404 or "\x00" in request.path:
            return response
        moved = MovedPath.objects.filter(old_path=request.path).first()
        return HttpResponsePermanentRedirect(moved.new_path) if moved else response
