"""What the pages print of calendars and feeds. No queries here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils.safestring import SafeString

from csp_portal.addresses import absolute_url
from csp_portal.structured_data import script_element
from partnership.models import Board
from snb.addresses import of_board, of_meeting
from snb.models import Meeting, Notice
from snb.structured_data import meeting_data


@dataclass(frozen=True)
class WaysToFollow:
    """How to have a board's open meetings in one's own calendar or feed reader."""

    board: Board
    calendar_url: str
    feed_url: str
    meetings_url: str
    count_text: str

    @classmethod
    def of(cls, board: Board, *, count: int) -> Self:
        """Return the ways, and how many meetings to come are in the calendar now."""
        return cls(
            board=board,
            calendar_url=of_board("calendar", board),
            feed_url=of_board("notice_feed", board),
            meetings_url=of_board("meeting_list", board),
            count_text=COUNTS.get(count, f"There are {count} meetings to come in it now."),
        )

    @property
    def address(self) -> str:
        """The address to copy."""
        return absolute_url(self.calendar_url)

    @property
    def webcal_url(self) -> str:
        """The address that opens the calendar of a phone or computer, if it has one."""
        return f"webcal://{self.address.partition('://')[2]}"


COUNTS = {
    0: "No meeting to come is in it now. When we announce one, your calendar will show it.",
    1: "There is 1 meeting to come in it now.",
}


@dataclass(frozen=True)
class MeetingForOthers:
    """What a meeting's page gives to other programs: a calendar file, facts for search engines."""

    calendar_url: str
    ways_url: str
    facts: SafeString
    poster_url: str = ""
    large_poster_url: str = ""

    @classmethod
    def of(cls, meeting: Meeting, notices: Sequence[Notice], *, at: datetime) -> Self:
        """Return it for a meeting with its notices, which come in order.

        Without a notice, and of a meeting that is not open, there is neither. One that is over
        or called off is not offered for the calendar.
        """
        path, board = meeting.get_absolute_url(), meeting.board
        known = notices if meeting.is_open_to_public else []
        # A poster of a meeting called off says so: whoever put one up can put this over it.
        has_poster = bool(known) and not meeting.is_over(at=at)
        is_offered = has_poster and not known[-1].told.is_called_off
        data = meeting_data(known, path=path, board_path=board.get_absolute_url())
        return cls(
            calendar_url=address_if("meeting_calendar", meeting, is_offered=is_offered),
            ways_url=of_board("add_to_calendar", board),
            facts=script_element(data) if data else SafeString(),
            poster_url=address_if("meeting_poster", meeting, is_offered=has_poster),
            large_poster_url=address_if("meeting_large_poster", meeting, is_offered=has_poster),
        )


def address_if(name: str, meeting: Meeting, *, is_offered: bool) -> str:
    """Return the address of a meeting's file; empty when it is not offered."""
    return of_meeting(name, meeting) if is_offered else ""
