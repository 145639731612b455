"""A calendar as the octets of a file (RFC 5545 with the names of RFC 7986)."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from csp_portal.calendars.rules.events import Calendar, CalendarEvent, as_utc
from csp_portal.calendars.rules.lines import address_value, folded, list_value, text_value

MAKER = "-//Community safety portal//Meetings//EN"
# Name with its parameters, and the value; a line without a value is left out.
Line = tuple[str, str]
# A file must hold something (RFC 5545, 3.6): without an event, it is the zone of its times.
UTC_ZONE: tuple[Line, ...] = (
    ("BEGIN", "VTIMEZONE"),
    ("TZID", "Etc/UTC"),
    ("BEGIN", "STANDARD"),
    ("DTSTART", "19700101T000000"),
    ("TZOFFSETFROM", "+0000"),
    ("TZOFFSETTO", "+0000"),
    ("END", "STANDARD"),
    ("END", "VTIMEZONE"),
)


def written(calendar: Calendar) -> bytes:
    """Return the file: every line ends with CR and LF, and none is longer than 75 octets."""
    lines = (folded(f"{name}:{value}") for name, value in _calendar_lines(calendar) if value)
    return "".join(lines).encode()


def _calendar_lines(calendar: Calendar) -> Iterator[Line]:
    yield from (("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", MAKER))
    yield ("CALSCALE", "GREGORIAN")
    if calendar.name:
        yield from _subscription_lines(calendar)
    yield from _lines_of_all(calendar.events)
    yield ("END", "VCALENDAR")


def _subscription_lines(calendar: Calendar) -> Iterator[Line]:
    """Yield what a calendar that is asked for again and again says of itself.

    The names that begin with X came before RFC 7986, and are all that some programs read.
    """
    name, description = text_value(calendar.name), text_value(calendar.description)
    again = _duration(calendar.ask_again_after)
    changes = [event.stamped_at for event in calendar.events]
    yield from (("NAME", name), ("X-WR-CALNAME", name))
    yield from (("DESCRIPTION", description), ("X-WR-CALDESC", description))
    yield ("URL", address_value(calendar.url))
    yield ("SOURCE;VALUE=URI", address_value(calendar.source_url))
    yield ("LAST-MODIFIED", _moment(max(changes, default=None)))
    yield from (("REFRESH-INTERVAL;VALUE=DURATION", again), ("X-PUBLISHED-TTL", again))
    yield ("COLOR", calendar.colour)


def _lines_of_all(events: Iterable[CalendarEvent]) -> Iterable[Line]:
    lines = [line for event in events for line in _event_lines(event)]
    return lines or UTC_ZONE


def _event_lines(event: CalendarEvent) -> Iterator[Line]:
    yield from (("BEGIN", "VEVENT"), ("UID", text_value(event.uid)))
    yield ("SEQUENCE", str(event.sequence))
    yield ("DTSTAMP", _moment(event.stamped_at))
    yield ("CREATED", _moment(event.created_at))
    yield ("LAST-MODIFIED", _moment(event.stamped_at))
    yield ("DTSTART", _moment(event.starts_at))
    yield ("DTEND", _moment(event.ends_at))
    yield ("SUMMARY", text_value(event.summary))
    yield ("DESCRIPTION", text_value(event.description))
    yield ("LOCATION", text_value(event.location))
    yield ("URL", address_value(event.url))
    yield ('CONFERENCE;VALUE=URI;LABEL="Join online"', address_value(event.online_url))
    yield ("CATEGORIES", list_value(event.categories))
    yield ("STATUS", event.status)
    yield ("TRANSP", "OPAQUE" if event.takes_time else "TRANSPARENT")
    yield ("END", "VEVENT")


def _moment(moment: datetime | None) -> str:
    """Return "20261210T183000Z"; of no moment, nothing."""
    if moment is None:
        return ""
    return as_utc(moment).strftime("%Y%m%dT%H%M%SZ").rjust(16, "0")


def _duration(time: timedelta | None) -> str:
    """Return whole hours or else minutes: "PT1H", "PT90M"; of no time, nothing."""
    if time is None:
        return ""
    hours, rest = divmod(time, timedelta(hours=1))
    return f"PT{time // timedelta(minutes=1)}M" if rest else f"PT{hours}H"
