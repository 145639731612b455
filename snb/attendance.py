"""Who was at a meeting: the members of its board are added at once, and then corrected."""

from django.utils import timezone

from partnership.models import PartnerBody
from snb.models import Attendance, Meeting


def add_members(meeting: Meeting) -> list[Attendance]:
    """Add each body that had a seat on the board that day as present, unless it is listed.

    Where the day of the meeting is not known, those that have a seat today are added.
    """
    day = timezone.localdate(meeting.starts_at)
    seats = meeting.board.seats.held_on(day)
    listed = meeting.attendances.values("body")
    members = PartnerBody.objects.filter(seats__in=seats).exclude(pk__in=listed)
    rows = [Attendance(meeting=meeting, body=body) for body in members.distinct()]
    return Attendance.objects.bulk_create(rows)
