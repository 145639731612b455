"""Meetings in calendars: what is told, what changes an entry, and what never comes out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.http import HttpResponse
from pytest_django.asserts import assertRedirects

from csp_portal.identity.models import Brand
from csp_portal.publishing.preview import preview_address
from snb.calendars import COLOURS
from tests.factories.partnership import make_board, make_snb
from tests.factories.snb import make_closed_meeting, make_meeting, make_notice, make_venue

pytestmark = pytest.mark.usefixtures("portal")
STARTS = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
FIRST = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
SECOND = FIRST + timedelta(days=2)


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = "https://portal.example"


@pytest.fixture
def snb(portal):
    return make_snb(slug="voice", name="Vale Voice")


def announced(**fields: Any) -> Any:
    """A meeting that residents were told of."""
    meeting = make_meeting(**{"slug": "m", "title": "Open meeting"} | fields)
    make_notice(meeting, issued_at=FIRST)
    return meeting


def told_again(meeting: Any, kind: str, *, issued_at: datetime = SECOND, **fields: Any) -> None:
    """Change the meeting's rows and tell it by a notice."""
    type(meeting).objects.filter(pk=meeting.pk).update(**fields)
    meeting.refresh_from_db()
    make_notice(meeting, kind=kind, issued_at=issued_at)


def events_in(response: HttpResponse) -> list[Any]:
    return icalendar.Calendar.from_ical(response.content).events


def the_event(client: Any, path: str = "/snb/meetings.ics") -> Any:
    (event,) = events_in(client.get(path))
    return event


def values(name: str, *events: Any) -> list[str]:
    return [event[name] for event in events]


def taken(client: Any, held: dict[str, Any]) -> dict[str, Any]:
    """What a calendar holds when it has read the file: the higher SEQUENCE of each UID."""
    new = {event["UID"]: event for event in events_in(client.get("/snb/meetings.ics"))}
    newest = {uid: max(held.get(uid, new[uid]), new[uid], key=sequence) for uid in new}
    return held | newest


def sequence(event: Any) -> int:
    return int(event["SEQUENCE"])


# --- What an entry says -----------------------------------------------------------------------


def test_entry_says_when_where_and_how_to_come(client, snb):
    venue = make_venue(
        name="Town Hall", address="1 High Street", postcode="VA1 1AA", step_free="yes",
        transport="Vale station",
    )  # fmt: skip
    announced(
        board=snb, venue=venue, summary="About knives.",
        how_to_take_part="<p>Just <b>come</b>.</p>", online_link="https://online.example/",
        questions_due_at=STARTS - timedelta(days=2),
    )  # fmt: skip

    event = the_event(client)

    assert event["SUMMARY"] == "Open meeting (Vale Voice)"
    assert (event.start, event.end) == (STARTS, STARTS + timedelta(hours=2))
    assert event["LOCATION"] == "Town Hall, 1 High Street, VA1 1AA"
    assert event["URL"] == "https://portal.example/snb/meetings/m/"
    assert event["CONFERENCE"] == "https://online.example/"
    assert event["STATUS"] == "CONFIRMED"
    assert event["DESCRIPTION"] == (
        "About knives.\n\n"
        "Join online: https://online.example/\n\n"
        "Just *come*.\n\n"
        "You can send questions until 6:30pm on Tuesday 8 December 2026.\n\n"
        "Way in without steps: Yes\nGetting there: Vale station\n\n"
        "Read more: https://portal.example/snb/meetings/m/"
    )


def test_entry_is_known_by_the_meetings_own_key_and_the_notices_number(client, snb):
    announced(board=snb)

    event = the_event(client)

    assert event["UID"] == "voice.m@portal.example"
    assert event["SEQUENCE"] == 1
    assert event["DTSTAMP"].dt == event["CREATED"].dt == event["LAST-MODIFIED"].dt == FIRST


def test_entry_says_what_is_not_known_and_makes_nothing_up(client, snb):
    announced(board=snb, ends_at=None)

    event = the_event(client)

    assert "DTEND" not in event
    assert "LOCATION" not in event
    assert "We do not know yet when it ends." in event["DESCRIPTION"]
    assert "We do not know the place yet." in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Open meeting", "Example: Open meeting (Vale Voice)"),
        ("Example: open meeting", "Example: open meeting (Vale Voice)"),
    ],
    ids=["unmarked", "marked in its title"],
)
def test_example_says_so_once(client, snb, title, summary):
    announced(board=snb, title=title, is_example=True)

    assert the_event(client)["SUMMARY"] == summary
    assert "It is not a real meeting." in the_event(client)["DESCRIPTION"]


@pytest.mark.parametrize(
    ("starts_at", "utc"),
    [
        (datetime(2026, 12, 10, 18, 30, tzinfo=UTC), b"DTSTART:20261210T183000Z"),
        (datetime(2026, 7, 9, 17, 30, tzinfo=UTC), b"DTSTART:20260709T173000Z"),
    ],
    ids=["winter", "summer"],
)
def test_meeting_at_half_past_six_is_at_that_time_all_year(client, snb, starts_at, utc):
    announced(board=snb, starts_at=starts_at)

    assert utc in client.get("/snb/meetings.ics").content


def test_calendar_is_named_and_tells_where_it_comes_from(client, snb):
    calendar = icalendar.Calendar.from_ical(client.get("/snb/meetings.ics").content)

    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Open meetings: Vale Voice"
    assert calendar["URL"] == "https://portal.example/snb/meetings/"
    assert calendar["SOURCE"] == "https://portal.example/snb/meetings.ics"
    assert calendar["COLOR"] == "teal"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1)


def test_every_colour_of_the_portal_has_a_name_in_calendars():
    assert set(COLOURS) == set(Brand)


# --- What changes an entry --------------------------------------------------------------------


def test_move_changes_the_same_entry(client, snb):
    meeting = announced(board=snb)
    later = STARTS + timedelta(days=7)

    told_again(meeting, "change", starts_at=later, ends_at=later + timedelta(hours=1))

    event = the_event(client)
    assert (event["UID"], event["SEQUENCE"]) == ("voice.m@portal.example", 2)
    assert (event.start, event.end) == (later, later + timedelta(hours=1))
    assert (event["DTSTAMP"].dt, event["CREATED"].dt) == (SECOND, FIRST)
    assert "The date has changed from Thursday 10 December 2026" in event["DESCRIPTION"]


def test_change_that_nobody_was_told_of_is_not_in_the_calendar(client, snb):
    meeting = announced(board=snb)

    type(meeting).objects.update(title="Secret", starts_at=STARTS - timedelta(days=1))

    assert the_event(client)["SUMMARY"] == "Open meeting (Vale Voice)"
    assert the_event(client).start == STARTS


@pytest.mark.parametrize(
    ("state", "kind", "word"),
    [("cancelled", "cancellation", "Cancelled"), ("postponed", "postponement", "Postponed")],
    ids=["cancelled", "postponed"],
)
def test_meeting_called_off_stays_as_cancelled_with_the_reason(client, snb, state, kind, word):
    meeting = announced(
        board=snb, how_to_take_part="<p>Just come.</p>", online_link="https://o.example/"
    )

    told_again(meeting, kind, state_of_meeting=state, called_off_reason="The hall is flooded.")

    event = the_event(client)
    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert event["SUMMARY"] == f"{word}: Open meeting (Vale Voice)"
    assert "Please do not come." in event["DESCRIPTION"]
    assert "The reason: The hall is flooded." in event["DESCRIPTION"]
    assert "Just come" not in event["DESCRIPTION"]
    assert "CONFERENCE" not in event


def test_meeting_that_is_held_after_all_comes_back_under_the_same_key(client, snb):
    meeting = announced(board=snb)
    told_again(meeting, "postponement", state_of_meeting="postponed")
    later = STARTS + timedelta(days=30)

    told_again(
        meeting, "announcement", issued_at=SECOND + timedelta(days=1),
        state_of_meeting="planned", starts_at=later, ends_at=None,
    )  # fmt: skip

    event = the_event(client)
    assert (event["UID"], event["SEQUENCE"]) == ("voice.m@portal.example", 3)
    assert (event["STATUS"], event.start) == ("CONFIRMED", later)


def test_calendar_that_takes_the_file_twice_holds_the_meeting_once(client, snb):
    meeting = announced(board=snb)
    held = taken(client, {})

    told_again(meeting, "cancellation", state_of_meeting="cancelled")

    assert values("STATUS", *taken(client, held).values()) == ["CANCELLED"]
    assert values("STATUS", *taken(client, taken(client, held)).values()) == ["CANCELLED"]


def test_cancelled_meeting_is_kept_long_after_its_date(client, snb):
    past = datetime(2019, 5, 1, 17, 30, tzinfo=UTC)
    announced(board=snb, starts_at=past, state_of_meeting="cancelled")

    assert the_event(client)["STATUS"] == "CANCELLED"


# --- What never comes out ---------------------------------------------------------------------


def test_only_open_public_meetings_that_were_told_come_out(client, snb):
    announced(slug="a", board=snb)
    make_meeting(slug="b", board=snb)
    announced(slug="c", board=snb, state="withdrawn")
    announced(slug="d", board=snb, state="draft")
    announced(slug="e", board=snb, published_at=datetime(2099, 1, 1, tzinfo=UTC))
    announced(slug="f", board=make_board(slug="top"))
    make_notice(make_closed_meeting(slug="2026-closed-meeting", board=snb))

    response = client.get("/snb/meetings.ics")

    assert values("UID", *events_in(response)) == ["voice.a@portal.example"]
    assert b"ecret" not in response.content


def test_meeting_that_was_closed_after_it_was_told_is_gone(client, snb):
    meeting = announced(board=snb)

    told_again(meeting, "change", access="closed")

    assert events_in(client.get("/snb/meetings.ics")) == []
    assert client.get("/snb/meetings/m/calendar.ics").status_code == 404


def test_open_meeting_whose_last_notice_says_closed_is_not_there(client, snb):
    meeting = announced(board=snb)
    told_again(meeting, "change", access="closed")

    type(meeting).objects.update(access="open")

    assert events_in(client.get("/snb/meetings.ics")) == []


@pytest.mark.parametrize(
    "path", ["snb/meetings.ics", "snb/notices.atom", "snb/meetings/m/calendar.ics"]
)
def test_preview_gives_out_no_files(client, snb, path):
    meeting = announced(board=snb, state="draft")
    address = preview_address(meeting, is_for_partner=True)

    assert client.get(address.replace("snb/meetings/m/", path)).status_code == 404


# --- Addresses --------------------------------------------------------------------------------


def test_one_meeting_is_a_file_to_keep(client, snb):
    announced(board=snb)
    announced(board=snb, slug="other")

    response = client.get("/snb/meetings/m/calendar.ics")

    assert response["Content-Disposition"] == 'attachment; filename="m.ics"'
    assert values("UID", *events_in(response)) == ["voice.m@portal.example"]
    assert b"X-WR-CALNAME" not in response.content


def test_another_board_has_files_of_its_own(client, snb):
    announced(board=make_board(slug="top", name="Top board"))

    event = the_event(client, "/boards/top/meetings/m/calendar.ics")

    assert event == the_event(client, "/boards/top/meetings.ics")
    assert event["UID"] == "top.m@portal.example"
    assert client.get("/snb/meetings/m/calendar.ics").status_code == 404


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/boards/voice/meetings.ics", "/snb/meetings.ics"),
        ("/boards/voice/notices.atom", "/snb/notices.atom"),
        ("/boards/voice/add-to-calendar/", "/snb/add-to-calendar/"),
        ("/boards/voice/meetings/m/calendar.ics", "/snb/meetings/m/calendar.ics"),
    ],
)
def test_files_of_the_snb_have_one_address(client, snb, old, new):
    announced(board=snb)

    assertRedirects(client.get(old), new, status_code=301)


@pytest.mark.parametrize(
    "path",
    [
        "/snb/meetings.ics", "/snb/notices.atom", "/snb/add-to-calendar/",
        "/boards/none/meetings.ics", "/snb/meetings/none/calendar.ics",
        "/boards/none/meetings/none/calendar.ics",
    ],
)  # fmt: skip
def test_board_or_meeting_that_is_not_there_has_no_files(client, path):
    assert client.get(path).status_code == 404


def test_calendar_before_anything_was_told_is_empty(client, snb):
    assert events_in(client.get("/snb/meetings.ics")) == []


def test_calendar_program_is_told_when_nothing_changed_and_when_something_has(client, snb):
    meeting = announced(board=snb)
    etag = client.get("/snb/meetings.ics")["ETag"]

    held = client.get("/snb/meetings.ics", headers={"if-none-match": etag})
    told_again(meeting, "cancellation", state_of_meeting="cancelled")
    changed = client.get("/snb/meetings.ics", headers={"if-none-match": etag})

    assert (held.status_code, changed.status_code) == (304, 200)


@pytest.mark.parametrize("count", [1, 3, 240])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        pytest.param("/snb/meetings.ics", 3, id="calendar"),
        pytest.param("/snb/meetings/m0/calendar.ics", 2, id="file"),
        pytest.param("/snb/notices.atom", 3, id="feed"),
    ],
)
def test_files_need_no_more_queries_with_more_rows(
    client, django_assert_num_queries, snb, path, queries, count
):
    slugs = list(map("m{}".format, range(count)))
    list(map(lambda slug: make_notice(announced(board=snb, slug=slug)), slugs))  # noqa: C417

    with django_assert_num_queries(queries):
        client.get(path)

    assert len(events_in(client.get("/snb/meetings.ics"))) == count
