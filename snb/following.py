"""Ways of following the meetings of a board: calendars, a feed, and a page that explains them."""

from functools import wraps
from typing import Protocol

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from csp_portal.calendars.responses import calendar_response
from csp_portal.calendars.rules import Calendar
from csp_portal.feeds.atom import feed_response
from csp_portal.publishing.requests import PortalRequest
from partnership.models import Board, BoardKind
from snb.addresses import of_board, of_meeting
from snb.calendars import board_calendar, meeting_event
from snb.feeds import feed_of, feed_of_all
from snb.models import Notice
from snb.presenters.following import WaysToFollow
from snb.querysets import NoticeQuerySet
from snb.views import BOARDS, HOME, public_boards, public_meetings

ENTRIES = 50


class ViewOfBoard(Protocol):
    """A view of one board."""

    __name__: str

    def __call__(self, request: PortalRequest, board: Board) -> HttpResponse: ...


class ViewAtAddress(Protocol):
    """A view of the board that an address names; without a name, of the neighbourhood's."""

    def __call__(self, request: PortalRequest, board: str = "") -> HttpResponse: ...


def at_both_addresses(view: ViewOfBoard) -> ViewAtAddress:
    """Let a view of a board answer under "/snb/" and under "/boards/<board>/".

    The Safer Neighbourhood Board has one address: the other one leads there.
    """

    @wraps(view)
    def answer(request: PortalRequest, board: str = "") -> HttpResponse:
        boards = public_boards(request)
        if not board:
            return view(request, get_object_or_404(boards, kind=BoardKind.NEIGHBOURHOOD))
        found = get_object_or_404(boards, slug=board)
        if found.kind == BoardKind.NEIGHBOURHOOD:
            return redirect(of_board(view.__name__, found), permanent=True)
        return view(request, found)

    return answer


def public_notices(request: PortalRequest) -> NoticeQuerySet:
    """Return the notices that files may hold: a calendar that took a draft would keep it."""
    if hasattr(request, "preview"):
        raise Http404("There are no calendars and feeds in a preview.")
    notices = Notice.objects.public(at=request.moment).of_open_facts()
    return notices.select_related("meeting__board")


@at_both_addresses
def calendar(request: PortalRequest, board: Board) -> HttpResponse:
    """Give the calendar of a board's open meetings, to subscribe to."""
    notices = public_notices(request).filter(meeting__board=board)
    latest = notices.latest_of_each().with_first_moment().order_by("meeting__slug")
    found = board_calendar(board, latest, identity=request.identity)
    return calendar_response(found, name=f"{board.slug}-meetings.ics")


def meeting_calendar(request: PortalRequest, slug: str) -> HttpResponse:
    """Give one open meeting of the Safer Neighbourhood Board as a file for a calendar."""
    boards = {"meeting__board__kind": BoardKind.NEIGHBOURHOOD}
    return event_file(latest_or_404(request, slug=slug, **boards))


def board_meeting_calendar(request: PortalRequest, board: str, slug: str) -> HttpResponse:
    """Give one open meeting of a board; the Safer Neighbourhood Board's are elsewhere."""
    latest = latest_or_404(request, slug=slug, meeting__board__slug=board)
    if latest.meeting.board.kind == BoardKind.NEIGHBOURHOOD:
        return redirect(of_meeting("meeting_calendar", latest.meeting), permanent=True)
    return event_file(latest)


def latest_or_404(request: PortalRequest, *, slug: str, **board: str) -> Notice:
    """Return the latest notice of the open meeting; one that nobody was told of is not found."""
    found = public_notices(request).filter(meeting__slug=slug, **board)
    return get_object_or_404(found.latest_of_each().with_first_moment())


def event_file(latest: Notice) -> HttpResponse:
    """Return the meeting as a file that holds nothing else."""
    calendar = Calendar(events=(meeting_event(latest),))
    return calendar_response(calendar, name=f"{latest.meeting.slug}.ics")


@at_both_addresses
def notice_feed(request: PortalRequest, board: Board) -> HttpResponse:
    """Give the latest notices of a board's open meetings as an Atom feed."""
    found = public_notices(request).filter(meeting__board=board)
    latest = found.order_by("-issued_at", "-number", "-pk")[:ENTRIES]
    return feed_response(feed_of(board, latest, identity=request.identity))


def all_notices_feed(request: PortalRequest) -> HttpResponse:
    """Give the latest notices of the open meetings of all boards as one Atom feed."""
    latest = public_notices(request).order_by("-issued_at", "-number", "-pk")[:ENTRIES]
    return feed_response(feed_of_all(latest, identity=request.identity))


@at_both_addresses
def add_to_calendar(request: PortalRequest, board: Board) -> HttpResponse:
    """Explain how to have a board's meetings in one's own calendar."""
    coming = public_meetings(request).filter(board=board).open_to_public()
    ways = WaysToFollow.of(board, count=coming.to_be_held(at=request.moment).count())
    meetings = ("Meetings of this board", ways.meetings_url)
    context = {
        "breadcrumbs": [HOME, BOARDS, (board.name, board.get_absolute_url()), meetings],
        "ways": ways,
    }
    return render(request, "snb/add_to_calendar.html", context)
