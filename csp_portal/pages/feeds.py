"""What changed on the portal, for feed readers."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from csp_portal.addresses import absolute_url
from csp_portal.feeds.atom import Feed, FeedEntry, feed_response, tag_uri
from csp_portal.pages.views import changes
from csp_portal.publishing.models import ChangeNote
from csp_portal.publishing.requests import PortalRequest

ENTRIES = 50


def change_feed(request: PortalRequest) -> HttpResponse:
    """Give the latest notes on what changed as an Atom feed."""
    identity = request.identity
    name = identity.name if identity else ""
    feed = Feed(
        id=absolute_url(reverse("pages:change_feed")),
        title=f"What changed: {name}",
        subtitle="What is new on this website.",
        author=name,
        url=absolute_url(reverse("pages:changes")),
        feed_url=absolute_url(reverse("pages:change_feed")),
        licence=identity.licence_name if identity else "",
        entries=tuple(map(change_entry, changes(request)[:ENTRIES])),
    )
    return feed_response(feed)


def change_entry(note: ChangeNote) -> FeedEntry:
    """Return one note; one that names no page leads to the list of all."""
    noted_on = timezone.localdate(note.noted_at)
    return FeedEntry(
        id=tag_uri("changes", str(note.pk), on=noted_on),
        title=note.title,
        url=absolute_url(note.path or reverse("pages:changes")),
        updated_at=note.noted_at,
        paragraphs=(note.text,),
    )
