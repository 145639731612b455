"""A meeting as search engines read it (schema.org). No queries here."""

from collections.abc import Sequence
from typing import Any

from csp_portal.addresses import absolute_url
from snb.models import Notice
from snb.rules.facts import CANCELLED, POSTPONED, MeetingFacts, VenueFacts

SCHEMA = "https://schema.org"
STATUSES = {CANCELLED: "EventCancelled", POSTPONED: "EventPostponed"}
# Has a venue, can be joined online.
MODES = {
    (True, True): "MixedEventAttendanceMode",
    (True, False): "OfflineEventAttendanceMode",
    (False, True): "OnlineEventAttendanceMode",
}


def meeting_data(notices: Sequence[Notice], *, path: str, board_path: str) -> dict[str, Any]:
    """Return what the latest of a meeting's notices tells; they come in order.

    Nothing of a meeting that nobody was told of, is not open, or is an example: nobody should
    find one of those by searching.
    """
    told = [notice.told for notice in notices]
    latest = told[-1] if told else None
    if latest is None or latest.is_example or not latest.is_open_to_public:
        return {}
    found = {
        "@context": SCHEMA,
        "@type": "Event",
        "name": latest.title,
        "description": latest.summary,
        "url": absolute_url(path),
        "startDate": latest.starts_at.isoformat(),
        "endDate": latest.ends_at.isoformat() if latest.ends_at else "",
        **status(latest, told[:-1]),
        **place(latest),
        "organizer": {
            "@type": "Organization",
            "name": latest.board,
            "url": absolute_url(board_path),
        },
        "isAccessibleForFree": True,
        "inLanguage": "en-GB",
    }
    return {name: value for name, value in found.items() if value}


def status(latest: MeetingFacts, earlier: Sequence[MeetingFacts]) -> dict[str, str]:
    """Return whether it is held, and the time that people were told last if it is another."""
    if latest.status in STATUSES:
        return {"eventStatus": f"{SCHEMA}/{STATUSES[latest.status]}"}
    others = [facts.starts_at for facts in earlier if facts.starts_at != latest.starts_at]
    if not others:
        return {"eventStatus": f"{SCHEMA}/EventScheduled"}
    return {
        "eventStatus": f"{SCHEMA}/EventRescheduled",
        "previousStartDate": others[-1].isoformat(),
    }


def place(facts: MeetingFacts) -> dict[str, Any]:
    """Return how one takes part and where; nothing when neither is known."""
    online = {"@type": "VirtualLocation", "url": facts.online_link} if facts.online_link else None
    places = [one for one in (facts.venue and place_of(facts.venue), online) if one]
    if not places:
        return {}
    mode = MODES[facts.venue is not None, online is not None]
    return {
        "eventAttendanceMode": f"{SCHEMA}/{mode}",
        "location": places if len(places) > 1 else places[0],
    }


def place_of(venue: VenueFacts) -> dict[str, Any]:
    """Return a venue with its address."""
    lines = filter(None, map(str.strip, venue.address.splitlines()))
    address = {
        "@type": "PostalAddress",
        "streetAddress": ", ".join(lines),
        "postalCode": venue.postcode,
        "addressCountry": "GB",
    }
    known = {name: value for name, value in address.items() if value}
    return {"@type": "Place", "name": venue.name, "address": known}
