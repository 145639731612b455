"""A draft on its page as residents would see it, for those who hold the address.

The address carries a signed word that names the record and ends with time, so no session is
read. The page is made by the same view and template, on rows that hold the draft while the
page is made, and is rolled back after. All links of the page stay in the preview.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.apps import apps
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, resolve, reverse, set_script_prefix
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from csp_portal.publishing.drafts import draft_of, open_draft
from csp_portal.publishing.follow_ups import when_published
from csp_portal.publishing.mentions import page_naming
from csp_portal.publishing.models import Publishable, State, kind_of
from csp_portal.publishing.requests import PortalRequest
from csp_portal.publishing.services import address_of
from csp_portal.publishing.snapshots import StaleDraftError
from csp_portal.publishing.validators import as_portal_request, is_private

SALT = "publishing.preview"
# A colleague looks at once; a partner gets a week.
FOR_STAFF = timedelta(hours=12)
FOR_PARTNERS = timedelta(days=7)


@dataclass(frozen=True)
class Preview:
    """What a preview's address names: the record, and until when the address is good."""

    kind: str
    record_id: int
    ends_at: datetime
    # A link that was made while residents could see the record ends when it is withdrawn.
    is_of_withdrawn: bool = False

    def token(self) -> str:
        """Return the signed word for the address."""
        ends = int(self.ends_at.timestamp())
        value = [self.kind, self.record_id, ends, self.is_of_withdrawn]
        return signing.dumps(value, salt=SALT)

    @classmethod
    def from_token(cls, token: str, *, at: datetime) -> "Preview | None":
        """Return what the word names; None for one that is not ours or has ended."""
        try:
            kind, record_id, ends, is_of_withdrawn = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None
        ends_at = datetime.fromtimestamp(ends, tz=at.tzinfo)
        preview = cls(kind, record_id, ends_at, is_of_withdrawn)
        return preview if at < preview.ends_at else None

    def record(self) -> Publishable | None:
        """Return the record, if it is there and was not withdrawn since the link was made."""
        model: Any = apps.get_model(self.kind)
        rows = model._default_manager.filter(pk=self.record_id)
        shown = rows if self.is_of_withdrawn else rows.exclude(state=State.WITHDRAWN)
        found: Publishable | None = shown.first()
        return found


def previewed(request: PortalRequest, model: type[Publishable]) -> int | None:
    """Return the key of the record of ``model`` whose preview this request reads, if it does."""
    preview: Preview | None = getattr(request, "preview", None)
    return preview.record_id if preview and preview.kind == kind_of(model) else None


def preview_address(record: Publishable, *, is_for_partner: bool) -> str:
    """Return the address of the record's preview; empty where it has no page.

    What has no page at all is previewed on one that names it.
    """
    at = timezone.now()
    shown_on = address_of(record) or page_naming(record, at=at)
    path, mark, place = shown_on.partition("#")
    if not path:
        return ""
    lasts = FOR_PARTNERS if is_for_partner else FOR_STAFF
    is_withdrawn = record.state == State.WITHDRAWN
    preview = Preview(kind_of(record), record.pk, at + lasts, is_withdrawn)
    return reverse("preview:page", args=[preview.token(), path.lstrip("/")]) + mark + place


@require_safe
def page(request: HttpRequest, token: str, path: str = "") -> HttpResponse:
    """Show the page ``path`` as it would be if the draft were published."""
    at = timezone.now()
    preview = Preview.from_token(token, at=at)
    record = preview.record() if preview else None
    if preview is None or record is None:
        response = no_preview(request, ENDED)
    else:
        response = preview_or_why_not(request, token, path, preview=preview, record=record, at=at)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response


ENDED = (
    "This preview has ended, or there was none here. "
    "A link to a preview works for seven days at most."
)


def preview_or_why_not(
    request: HttpRequest,
    token: str,
    path: str,
    *,
    preview: Preview,
    record: Publishable,
    at: datetime,
) -> HttpResponse:
    """Return the page in the preview; or why the draft cannot be shown as if it were public."""
    try:
        with as_if_public(record, at=at), own_addresses(request, token):
            return show(request, f"/{path}", preview)
    except StaleDraftError as error:
        return no_preview(request, f"The draft cannot be shown as it is. {error}")


def no_preview(request: HttpRequest, reason: str) -> HttpResponse:
    """Answer 404 in the frame of the public pages, and say why there is nothing to see."""
    if not hasattr(request, "moment"):
        as_portal_request(request)
    return render(request, "publishing/no_preview.html", {"reason": reason}, status=404)


def show(request: HttpRequest, path: str, preview: Preview) -> HttpResponse:
    """Return the page that the public has under ``path``, made in full."""
    match = resolve(path)
    if is_private(match):
        raise Http404
    inner = as_inner(request, path, preview)
    inner.resolver_match = match
    response: HttpResponse = match.func(inner, *match.args, **match.kwargs)
    render = getattr(response, "render", None)
    return render() if render else response


def as_inner(request: HttpRequest, path: str, preview: Preview) -> PortalRequest:
    """Return the request as the page's own view would receive it."""
    request.path, request.path_info = path, path
    inner, _stamp = as_portal_request(request)
    inner.preview = preview
    return inner


@contextmanager
def as_if_public(record: Publishable, *, at: datetime) -> Iterator[None]:
    """Let the caller see the rows as if the draft had been published, with what it lies in."""
    is_live = record.state == State.PUBLISHED and draft_of(record) is not None
    if is_live:
        with open_draft(record, by=None, at=at) as session:
            show_parents(session.record, at=at)
            when_published(session.record, by=None, at=at)
            yield
        return
    with transaction.atomic():
        show_parents(record, at=at)
        record.refresh_from_db()
        when_published(record, by=None, at=at)
        yield
        transaction.set_rollback(True)


def show_parents(record: Publishable, *, at: datetime) -> None:
    """Make the record public, and the records that it is only visible through."""
    rows: Any = type(record)._default_manager.filter(pk=record.pk)
    rows.exclude(published_at__isnull=False, published_at__lte=at).update(published_at=at)
    rows.update(state=State.PUBLISHED)
    for name in record.visible_through:
        parent = getattr(record, name)
        if parent is not None:
            show_parents(cast("Publishable", parent), at=at)


@contextmanager
def own_addresses(request: HttpRequest, token: str) -> Iterator[None]:
    """Let every address that is made meanwhile lead into the same preview."""
    before = get_script_prefix()
    path, path_info = request.path, request.path_info
    set_script_prefix(reverse("preview:page", args=[token, "x"]).removesuffix("x"))
    try:
        yield
    finally:
        set_script_prefix(before)
        request.path, request.path_info = path, path_info
