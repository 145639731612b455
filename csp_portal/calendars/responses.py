"""A calendar as the answer to a request."""

from django.http import HttpResponse

from csp_portal.calendars.rules import Calendar, written

CALENDAR_TYPE = "text/calendar; charset=utf-8"


def calendar_response(calendar: Calendar, *, name: str) -> HttpResponse:
    """Return the calendar as the file ``name``, such as "meetings.ics".

    What one subscribes to opens at once; a file with a single event is one to keep.
    """
    response = HttpResponse(written(calendar), content_type=CALENDAR_TYPE)
    disposition = "inline" if calendar.name else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response
