"""Meetings as search engines read them."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.factories.partnership import make_snb
from tests.factories.snb import make_meeting, make_notice, make_venue

pytestmark = pytest.mark.usefixtures("portal")
WINTER = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
SUMMER = datetime(2027, 7, 8, 17, 30, tzinfo=UTC)
ELEMENT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = "https://portal.example"


def announced(**fields: Any) -> Any:
    meeting = make_meeting(**{"slug": "m", "title": "Open meeting"} | fields)
    make_notice(meeting)
    return meeting


def told_again(meeting: Any, kind: str, **fields: Any) -> None:
    type(meeting).objects.filter(pk=meeting.pk).update(**fields)
    meeting.refresh_from_db()
    make_notice(meeting, kind=kind)


def data_of(client: Any, path: str = "/snb/meetings/m/") -> list[dict[str, Any]]:
    return list(map(json.loads, ELEMENT.findall(client.get(path).content.decode())))


def test_meeting_is_an_event_with_its_place_and_organiser(client):
    venue = make_venue(name="Town Hall", address="1 High Street\nVale", postcode="VA1 1AA")
    announced(board=make_snb(name="Vale Voice"), venue=venue, summary="About <knives>.")

    assert data_of(client) == [
        {
            "@context": "https://schema.org",
            "@type": "Event",
            "name": "Open meeting",
            "description": "About <knives>.",
            "url": "https://portal.example/snb/meetings/m/",
            "startDate": "2026-12-10T18:30:00+00:00",
            "endDate": "2026-12-10T20:30:00+00:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {
                "@type": "Place",
                "name": "Town Hall",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "1 High Street, Vale",
                    "postalCode": "VA1 1AA",
                    "addressCountry": "GB",
                },
            },
            "organizer": {
                "@type": "Organization",
                "name": "Vale Voice",
                "url": "https://portal.example/snb/",
            },
            "isAccessibleForFree": True,
            "inLanguage": "en-GB",
        }
    ]


def test_time_is_told_as_clocks_here_show_it(client):
    announced(starts_at=SUMMER)

    assert data_of(client)[0]["startDate"] == "2027-07-08T18:30:00+01:00"


@pytest.mark.parametrize(
    ("make_place", "mode", "count"),
    [(lambda: None, "Online", 0), (make_venue, "Mixed", 1)],
    ids=["online", "mixed"],
)
def test_meeting_online_says_so(client, make_place, mode, count):
    announced(venue=make_place(), online_link="https://o.example/")

    (data,) = data_of(client)

    places = json.dumps(data["location"])
    assert data["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert '{"@type": "VirtualLocation", "url": "https://o.example/"}' in places
    assert places.count('"Place"') == count


def test_meeting_without_a_known_place_or_end_makes_nothing_up(client):
    announced(ends_at=None)

    assert data_of(client)[0].keys().isdisjoint({"location", "eventAttendanceMode", "endDate"})


@pytest.mark.parametrize(
    ("state", "kind", "status"),
    [
        ("cancelled", "cancellation", "EventCancelled"),
        ("postponed", "postponement", "EventPostponed"),
    ],
    ids=["cancelled", "postponed"],
)
def test_meeting_called_off_is_told_as_such(client, state, kind, status):
    told_again(announced(), kind, state_of_meeting=state)

    assert data_of(client)[0]["eventStatus"] == f"https://schema.org/{status}"


def test_meeting_that_was_moved_tells_its_time_before(client):
    meeting = announced()
    told_again(meeting, "change", starts_at=SUMMER, ends_at=None)
    told_again(meeting, "reminder")

    (data,) = data_of(client)

    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert data["previousStartDate"] == "2026-12-10T18:30:00+00:00"
    assert data["startDate"] == "2027-07-08T18:30:00+01:00"


@pytest.mark.parametrize("fields", [{"access": "closed"}, {"is_example": True}])
def test_closed_meetings_and_examples_are_not_for_search_engines(client, fields):
    announced(slug="2026-closed-meeting", **fields)

    assert data_of(client, "/snb/meetings/2026-closed-meeting/") == []


def test_meeting_that_nobody_was_told_of_is_not_for_search_engines(client):
    make_meeting(slug="m", starts_at=WINTER + timedelta(days=1))

    assert data_of(client) == []


def test_text_of_a_meeting_cannot_end_the_element(client):
    announced(title="</script><script>alert(1)</script>")

    assert data_of(client)[0]["name"] == "</script><script>alert(1)</script>"
