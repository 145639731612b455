"""What a visitor sees when something goes wrong; nothing here asks the database."""

import logging
import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

logger = logging.getLogger(__name__)
# Seconds after which a browser or proxy may ask again.
RETRY_AFTER = 30

Handler = Callable[[HttpRequest], HttpResponse]


def plain_page(name: str, *, status: int) -> HttpResponse:
    """Return the template ``name`` rendered without any context processor."""
    template = get_template(name)
    return HttpResponse(template.render({}), status=status, headers={"Cache-Control": "no-store"})


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 for too much; never reads the body, which may be what was bad."""
    if isinstance(exception, (TooManyFieldsSent, RequestDataTooBig)):
        return plain_page("413.html", status=413)
    return plain_page("400.html", status=400)


def permission_denied(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 with a plain page."""
    return plain_page("403.html", status=403)


def csrf_failure(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 when a form came without its token, for example after a long pause."""
    logger.warning("Form refused: %s", reason)
    return plain_page("403.html", status=403)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 when the cause is a database that cannot be reached.

    Django calls this while it handles the exception, wherever it was raised, so one place
    covers views, templates and middleware alike.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return unavailable()
    return plain_page("500.html", status=500)


def unavailable() -> HttpResponse:
    """Answer 503: the database is away for now, so the proxy may show its last copy."""
    response = plain_page("503.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


class RefuseForeignCharsetMiddleware:
    """Refuse a body in any character set but UTF-8.

    Django raises its "bad request" again inside its own error pages when they read such a
    body (ticket 34709), and the visitor gets a bare 500 without any header.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower().strip("\"' ") not in {"utf-8", "utf8"}:
            return plain_page("400.html", status=400)
        return self.get_response(request)
