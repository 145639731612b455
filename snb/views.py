"""The boards, their meetings, and what is on each agenda."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy

from csp_portal.pagination import paginate
from csp_portal.publishing.requests import PortalRequest
from partnership.models import Board, BoardKind
from partnership.presenters import Foot
from partnership.querysets import BoardQuerySet
from snb.addresses import of_board
from snb.forms import MeetingFilterForm
from snb.models import Meeting
from snb.presenters.actions import actions_url
from snb.presenters.boards import BoardPage, Contact, meetings_url
from snb.presenters.following import MeetingForOthers
from snb.presenters.meetings import ComingMeetings, MeetingPage, MeetingSummary
from snb.presenters.record import MeetingRecord
from snb.querysets import MeetingQuerySet
from snb.record import record_of

HOME = ("Home", reverse_lazy("pages:home"))
BOARDS = ("Boards", reverse_lazy("snb:board_list"))
MEETINGS_PER_PAGE = 20


def public_boards(request: PortalRequest) -> BoardQuerySet:
    """Return the boards the public may see now."""
    return Board.objects.public(at=request.moment).select_related("source")


def neighbourhood(request: PortalRequest) -> BoardQuerySet:
    """Return the Safer Neighbourhood Board, if this partnership has one to show."""
    return public_boards(request).filter(kind=BoardKind.NEIGHBOURHOOD)


def public_meetings(request: PortalRequest) -> MeetingQuerySet:
    """Return the meetings the public may see now."""
    return Meeting.objects.public(at=request.moment).with_place()


def board_list(request: PortalRequest) -> HttpResponse:
    """List the boards."""
    context = {"breadcrumbs": [HOME], "boards": public_boards(request).order_by("name")}
    return render(request, "snb/board_list.html", context)


def board(request: PortalRequest) -> HttpResponse:
    """Show the Safer Neighbourhood Board; where there is none, the list of boards."""
    found = neighbourhood(request).with_people(at=request.moment).first()
    return board_page(request, found) if found else redirect("snb:board_list")


def board_detail(request: PortalRequest, board: str) -> HttpResponse:
    """Show a board; the Safer Neighbourhood Board has an address of its own."""
    boards = public_boards(request).with_people(at=request.moment)
    found = get_object_or_404(boards, slug=board)
    if found.kind == BoardKind.NEIGHBOURHOOD:
        return redirect(found, permanent=True)
    return board_page(request, found)


def board_page(request: PortalRequest, found: Board) -> HttpResponse:
    """Show what a board is for, who sits on it, and what became of its promise."""
    meetings = public_meetings(request).filter(board=found)
    listed = list(meetings.in_year_or_coming(request.today.year, at=request.moment))
    tallies = meetings.tallies().get(found.pk, [])
    context = {
        "breadcrumbs": [HOME, BOARDS],
        "add_to_calendar_url": of_board("add_to_calendar", found),
        "page": BoardPage.of(
            found, listed, tallies=tallies, identity=request.identity, at=request.moment
        ),
        "foot": Foot.of(found),
    }
    return render(request, "snb/board.html", context)


def meeting_list(request: PortalRequest) -> HttpResponse:
    """List the Safer Neighbourhood Board's meetings; where there is none, the boards."""
    found = neighbourhood(request).first()
    return meetings_page(request, found) if found else redirect("snb:board_list")


def board_meeting_list(request: PortalRequest, board: str) -> HttpResponse:
    """List a board's meetings; the Safer Neighbourhood Board's have an address of their own."""
    found = get_object_or_404(public_boards(request), slug=board)
    if found.kind == BoardKind.NEIGHBOURHOOD:
        return redirect("snb:meeting_list", permanent=True)
    return meetings_page(request, found)


def meetings_page(request: PortalRequest, found: Board) -> HttpResponse:
    """Show a board's coming and past meetings, narrowed by the filter."""
    meetings = public_meetings(request).filter(board=found)
    form = MeetingFilterForm(request.GET or None, years=meetings.years())
    chosen = meetings.narrowed(year=form.chosen_year, access=form.chosen_access)
    past = paginate(request, chosen.past(at=request.moment), per_page=MEETINGS_PER_PAGE)
    context = {
        "breadcrumbs": [HOME, BOARDS, (found.name, found.get_absolute_url())],
        "board": found,
        "add_to_calendar_url": of_board("add_to_calendar", found),
        "form": form,
        "clear_url": meetings_url(found) if request.GET else "",
        "coming": ComingMeetings.of(chosen.upcoming(at=request.moment), at=request.moment),
        "past": [MeetingSummary.of(meeting, at=request.moment) for meeting in past.page],
        "pagination": past,
        "contact": Contact.of(found, identity=request.identity),
        "actions_url": actions_url(found),
    }
    return render(request, "snb/meeting_list.html", context)


def meeting_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show one meeting of the Safer Neighbourhood Board."""
    meetings = public_meetings(request).filter(board__kind=BoardKind.NEIGHBOURHOOD)
    meetings = meetings.select_related("source").with_agreeing()
    return meeting_page(request, get_object_or_404(meetings, slug=slug))


def board_meeting_detail(request: PortalRequest, board: str, slug: str) -> HttpResponse:
    """Show one meeting of a board; the Safer Neighbourhood Board's are elsewhere."""
    meetings = public_meetings(request).filter(board__slug=board)
    meetings = meetings.select_related("source").with_agreeing()
    meeting = get_object_or_404(meetings, slug=slug)
    if meeting.board.kind == BoardKind.NEIGHBOURHOOD:
        return redirect(meeting, permanent=True)
    return meeting_page(request, meeting)


def meeting_page(request: PortalRequest, meeting: Meeting) -> HttpResponse:
    """Show when and where a meeting is, how to take part, and what is on the agenda."""
    notices = list(meeting.notices.all())
    beside = public_meetings(request).beside(meeting)
    before, after = (found and MeetingSummary.of(found, at=request.moment) for found in beside)
    record = record_of(meeting, at=request.moment)
    board = meeting.board
    meetings = ("Meetings of this board", meetings_url(board))
    context = {
        "breadcrumbs": [HOME, BOARDS, (board.name, board.get_absolute_url()), meetings],
        "page": MeetingPage.of(meeting, notices=notices, at=request.moment),
        "for_others": MeetingForOthers.of(meeting, notices, at=request.moment),
        "record": MeetingRecord.of(meeting, record, at=request.moment),
        "actions_url": actions_url(board),
        "contact": Contact.of(board, identity=request.identity),
        "previous": before,
        "next": after,
        "foot": None if meeting.is_closed else Foot.of(meeting),
    }
    return render(request, "snb/meeting_detail.html", context)
