"""Where the pages and files of a board and its meetings stand.

The Safer Neighbourhood Board has addresses of its own; those of another board hold its name.
"""

from django.urls import reverse

from partnership.models import Board, BoardKind
from snb.models import Meeting


def of_board(name: str, board: Board) -> str:
    """Return the path of a board's page or file, such as "calendar"."""
    if board.kind == BoardKind.NEIGHBOURHOOD:
        return reverse(f"snb:{name}")
    return reverse(f"snb:board_{name}", args=[board.slug])


def of_meeting(name: str, meeting: Meeting) -> str:
    """Return the path of a page or file of a meeting, such as "meeting_calendar"."""
    if meeting.board.kind == BoardKind.NEIGHBOURHOOD:
        return reverse(f"snb:{name}", args=[meeting.slug])
    return reverse(f"snb:board_{name}", args=[meeting.board.slug, meeting.slug])
