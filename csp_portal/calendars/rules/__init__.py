"""What a calendar file says and how it is written. Pure Python."""

from csp_portal.calendars.rules.events import Calendar, CalendarEvent, Status
from csp_portal.calendars.rules.writing import written

__all__ = ["Calendar", "CalendarEvent", "Status", "written"]
