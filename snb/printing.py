"""Posters of open meetings, to print and put up: A4, and in large print."""

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from csp_portal.addresses import absolute_url
from csp_portal.identity.models import Identity
from csp_portal.posters.keeping import kept_poster
from csp_portal.posters.text import PosterText
from csp_portal.publishing.requests import PortalRequest
from partnership.models import BoardKind
from snb.addresses import of_meeting
from snb.models import Meeting, Notice
from snb.posters import poster_for
from snb.presenters.boards import Contact
from snb.rules.facts import MeetingFacts
from snb.views import public_meetings

# For the poster and for that in large print: the name of its address, and of its file.
SIZES = {
    False: ("meeting_poster", "poster"),
    True: ("meeting_large_poster", "poster-large"),
}


def meeting_poster(request: PortalRequest, slug: str) -> HttpResponse:
    """Give the poster of one open meeting of the Safer Neighbourhood Board, A4."""
    return poster(request, board="", slug=slug, large_print=False)


def meeting_large_poster(request: PortalRequest, slug: str) -> HttpResponse:
    """Give the same in large print, A3."""
    return poster(request, board="", slug=slug, large_print=True)


def board_meeting_poster(request: PortalRequest, board: str, slug: str) -> HttpResponse:
    """Give the poster of one open meeting of a board, A4."""
    return poster(request, board=board, slug=slug, large_print=False)


def board_meeting_large_poster(request: PortalRequest, board: str, slug: str) -> HttpResponse:
    """Give the same in large print, A3."""
    return poster(request, board=board, slug=slug, large_print=True)


def poster(request: PortalRequest, *, board: str, slug: str, large_print: bool) -> HttpResponse:
    """Give a poster of what the latest notice tells; a meeting without a notice has none."""
    its_board = {"board__slug": board} if board else {"board__kind": BoardKind.NEIGHBOURHOOD}
    meetings = public_meetings(request).open_to_public().with_notices()
    meeting = get_object_or_404(meetings, slug=slug, **its_board)
    name, ending = SIZES[large_print]
    if board and meeting.board.kind == BoardKind.NEIGHBOURHOOD:
        return redirect(of_meeting(name, meeting), permanent=True)
    is_previewed = hasattr(request, "preview")
    text = text_of(meeting, identity=request.identity, is_issued=not is_previewed)
    if text is None:
        raise Http404("Nobody was told of this meeting yet.")
    pdf = kept_poster(text, large_print=large_print)
    return pdf_response(pdf, name=f"{meeting.slug}-{ending}.pdf")


def pdf_response(pdf: bytes, *, name: str) -> HttpResponse:
    """Return a poster to look at or to print, under a name of its own."""
    disposition = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=disposition)


def text_of(
    meeting: Meeting, *, identity: Identity | None, is_issued: bool = True
) -> PosterText | None:
    """Return the words of a meeting's poster; None when it has no notice of an open meeting.

    In a preview nothing is issued: somebody might print it and put it up.
    """
    notices = sorted(meeting.notices.all(), key=lambda notice: notice.number)
    if not notices or not notices[-1].told.is_open_to_public:
        return None
    latest = notices[-1]
    if not is_issued:
        return text_of_draft(meeting, latest.told, identity=identity)
    return poster_for(
        latest.told,
        identity=identity,
        contact=Contact.of(meeting.board, identity=identity),
        url=absolute_url(meeting.get_absolute_url()),
        number=latest.number,
        issued_on=timezone.localdate(latest.issued_at),
        previous_start=previous_start(notices, latest.told),
    )


def text_of_draft(
    meeting: Meeting, facts: MeetingFacts, *, identity: Identity | None
) -> PosterText:
    """Return the words of the poster that the next notice of a meeting would have."""
    notices = sorted(meeting.notices.all(), key=lambda notice: notice.number)
    return poster_for(
        facts,
        identity=identity,
        contact=Contact.of(meeting.board, identity=identity),
        url=absolute_url(meeting.get_absolute_url()),
        previous_start=previous_start(notices, facts),
    )


def previous_start(notices: Iterable[Notice], now: MeetingFacts) -> datetime | None:
    """Return when residents were last told that it starts, if that was another time."""
    told = [notice.told.starts_at for notice in notices]
    others = [starts_at for starts_at in told if starts_at != now.starts_at]
    return others[-1] if others else None
