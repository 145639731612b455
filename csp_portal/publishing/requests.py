"""The request as public views receive it."""

from datetime import date, datetime

from django.http import HttpRequest

from csp_portal.identity.models import Identity
from csp_portal.publishing.moments import LatestNote


class PortalRequest(HttpRequest):
    """A request whose clock was read once, so that one page never shows two moments.

    ``PublicPageMiddleware`` sets the attributes; nothing else may.
    """

    moment: datetime
    today: date
    etag: str
    identity: Identity | None
    latest_note: LatestNote | None
    # Set while a draft is shown on its page; see ``preview``.
    preview: object
