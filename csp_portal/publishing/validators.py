"""The validators and cache rules of public pages.

A public page is the same for everybody: it sets no cookie and reads no session. Its ETag is
made of the content stamp, the release and the address, so a browser or proxy that holds the
page is answered 304 with one query, and never after anything has changed.
"""

import hashlib
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import ResolverMatch
from django.utils import timezone
from django.utils.http import parse_etags

from csp_portal.publishing.moments import read_site
from csp_portal.publishing.requests import PortalRequest

# Browsers ask again each time; a copy a week old may be shown while the portal is down.
BROWSER_RULE = "public, max-age=0, stale-if-error=604800"
# Seconds the proxy in front may answer by itself; it does not pass this header on.
PROXY_LIFETIME = "1"
PRIVATE_NAMESPACES = {"admin", "internal", "djdt", "preview"}
# Pages of a library that gives its names no namespace.
PRIVATE_ROUTES = ("accounts/",)


class PublicPageMiddleware:
    """Read the clock and the identity once, answer 304 when nothing changed, else validate."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        etag = getattr(request, "etag", "")
        if etag and response.status_code in {200, 304}:
            response.headers.setdefault("ETag", etag)
            response.headers.setdefault("Cache-Control", BROWSER_RULE)
            response.headers.setdefault("X-Accel-Expires", PROXY_LIFETIME)
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        # Django has found the view, so there is a match.
        match = cast("ResolverMatch", request.resolver_match)
        if is_private(match):
            return None
        public_request, stamp = as_portal_request(request)
        if request.method not in {"GET", "HEAD"} or not stamp:
            return None
        public_request.etag = page_etag(request, stamp=stamp)
        return not_modified(public_request)


def is_private(match: ResolverMatch) -> bool:
    """Whether the page is for one person's eyes, or a machine's, so that nobody may keep it."""
    is_private_route = match.route.startswith(PRIVATE_ROUTES)
    return is_private_route or not PRIVATE_NAMESPACES.isdisjoint(match.namespaces)


def as_portal_request(request: HttpRequest) -> tuple[PortalRequest, str]:
    """Read the clock and the identity for ``request``, in one query; return also the stamp."""
    public_request = cast("PortalRequest", request)
    public_request.moment = timezone.now()
    public_request.today = timezone.localdate(public_request.moment)
    site = read_site(at=public_request.moment, path=request.path)
    public_request.identity, public_request.latest_note = site.identity, site.note
    return public_request, site.stamp


def not_modified(request: PortalRequest) -> HttpResponse | None:
    """Return a 304 when the visitor holds this very page, else None.

    A proxy that compresses marks the tag as weak (``W/``); it still names the same content.
    """
    held = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
    return HttpResponseNotModified() if request.etag in held else None


def page_etag(request: HttpRequest, *, stamp: str) -> str:
    """Return the page's entity tag: equal only for the same content at the same address."""
    parts = (stamp, settings.RELEASE, request.get_host(), request.get_full_path())
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'"{digest[:32]}"'
