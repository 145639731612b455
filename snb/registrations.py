"""What the meetings give to others: references, when pages change by themselves, and venues."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import CharField, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.urls import reverse

from csp_portal.feeds.links import FeedLink, register_feed_links
from csp_portal.personal_data.contacts import register_public_contacts
from csp_portal.publishing.checklist import register_guard, register_remarks
from csp_portal.publishing.follow_ups import when_hidden, when_published
from csp_portal.publishing.moments import register_moment
from csp_portal.publishing.outlets import register_outlet
from csp_portal.publishing.references import Reference, register_reference
from snb.guards import guard, guard_board, remarks_on_meeting
from snb.models import Meeting, Venue
from snb.presenters.meetings import MeetingSummary
from snb.services import tell_by_notice, tell_of_board, tell_of_paper, tell_of_venue


def find_meetings(keys: set[str], at: datetime) -> dict[str, Reference]:
    """Return the public meetings among ``keys``, each written "board/meeting"."""
    key = Concat("board__slug", Value("/"), "slug", output_field=CharField())
    meetings = Meeting.objects.public(at=at).with_place().annotate(key=key).filter(key__in=keys)
    found = {f"{m.board.slug}/{m.slug}": MeetingSummary.of(m, at=at) for m in meetings}
    return {key: Reference(summary.title, summary.url) for key, summary in found.items()}


def venues() -> Iterable[str]:
    """Return where boards meet: the postcodes, and the addresses that may hold one."""
    rows = Venue.objects.values_list("postcode", "address")
    return [text for row in rows for text in row]


def announced_notices(request: HttpRequest) -> list[FeedLink]:
    """Return the feed that the pages of a board announce: the notices of its meetings."""
    match = request.resolver_match
    if match is None or "snb" not in match.namespaces:
        return []
    if match.route.startswith("snb/"):
        return [FeedLink(NOTICES, reverse("snb:notice_feed"))]
    slug = match.kwargs.get("board")
    return [FeedLink(NOTICES, reverse("snb:board_notice_feed", args=[slug]))] if slug else []


NOTICES = "Meetings of this board"

register_feed_links(announced_notices)
when_published.register("snb.Meeting", tell_by_notice)
when_published.register("partnership.Board", tell_of_board)
when_published.register("snb.Venue", tell_of_venue)
when_published.register("documents.Document", tell_of_paper)
when_hidden.register("documents.Document", tell_of_paper)
register_guard("snb.Meeting", guard)
register_guard("partnership.Board", guard_board)
register_remarks(remarks_on_meeting)
register_public_contacts(venues)
register_reference("meeting", find_meetings)
register_moment("snb.Meeting", field="starts_at")
register_moment("snb.Meeting", field="ends_at")

# Where public records come out; the kinds of other apps as well. What is a file has no frame.
MEETING = ("snb.meeting", "snb.venue")
PAGES: dict[str, tuple[str, ...]] = {
    "action_list": ("partnership.partnerbody", "snb.meeting"),
    "add_to_calendar": (),
    "board": ("partnership.partnerbody", "partnership.source", *MEETING),
    "board_action_list": ("partnership.board",),
    "board_add_to_calendar": ("partnership.board",),
    "board_detail": ("partnership.board", "partnership.source"),
    "board_list": ("partnership.board",),
    "board_meeting_detail": ("partnership.board", "partnership.source"),
    "board_meeting_list": ("partnership.board",),
    "meeting_detail": (
        "documents.document",
        "partnership.partnerbody",
        "partnership.source",
        "priorities.plan",
        "priorities.priority",
        *MEETING,
    ),
    "meeting_list": MEETING,
}
FILES: dict[str, tuple[str, ...]] = {
    "all_notices_feed": ("partnership.board", *MEETING),
    "board_calendar": ("partnership.board",),
    "board_meeting_calendar": ("partnership.board",),
    "board_meeting_large_poster": ("partnership.board",),
    "board_meeting_poster": ("partnership.board",),
    "board_notice_feed": ("partnership.board",),
    "calendar": MEETING,
    "meeting_calendar": MEETING,
    "meeting_large_poster": MEETING,
    "meeting_poster": MEETING,
    "notice_feed": MEETING,
}
for name, shows in PAGES.items():
    register_outlet(f"snb:{name}", shows=shows)
for name, shows in FILES.items():
    register_outlet(f"snb:{name}", shows=shows, is_file=True)
