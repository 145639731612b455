"""The notices of a board as a feed, and how pages announce it."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.partnership import make_board, make_snb
from tests.factories.snb import make_closed_meeting, make_meeting, make_notice, make_venue

pytestmark = pytest.mark.usefixtures("portal")
ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = "https://portal.example"


@pytest.fixture
def snb(portal):
    return make_snb(slug="voice", name="Vale Voice")


def entries_of(client, path="/snb/notices.atom"):
    return ElementTree.fromstring(client.get(path).content).findall(f"{ATOM}entry")


def texts(entries, name):
    return [entry.findtext(ATOM + name) for entry in entries]


def test_every_notice_is_told_latest_first(client, snb):
    meeting = make_meeting(board=snb, slug="m", title="Open meeting", venue=make_venue(name="Hall"))
    make_notice(meeting, issued_at=FIRST)
    type(meeting).objects.update(state_of_meeting="cancelled", called_off_reason="Flood.")
    meeting.refresh_from_db()
    make_notice(meeting, kind="cancellation", issued_at=FIRST + timedelta(days=1))

    entries = entries_of(client)

    assert texts(entries, "title") == [
        "Meeting cancelled: Open meeting, 10 December 2026",
        "Meeting announced: Open meeting, 10 December 2026",
    ]
    assert texts(entries, "id") == [
        "tag:portal.example,2026-11-02:voice/m/notices/2",
        "tag:portal.example,2026-11-01:voice/m/notices/1",
    ]
    assert texts(entries, "updated") == ["2026-11-02T09:00:00+00:00", "2026-11-01T09:00:00+00:00"]
    assert "The reason: Flood." in texts(entries, "summary")[0]
    assert "Where: Hall" in texts(entries, "summary")[1]
    assert entries[0].find(f"{ATOM}link").get("href") == "https://portal.example/snb/meetings/m/"


def test_entry_says_why_it_comes_so_late_and_not_who_issued_it(client, snb):
    make_notice(
        make_meeting(board=snb), short_notice_reason="We were ill.", issued_by_name="Secret name"
    )

    response = client.get("/snb/notices.atom")

    assertContains(response, "Why we tell you so late: We were ill.")
    assertNotContains(response, "Secret name")


def test_example_is_marked(client, snb):
    make_notice(make_meeting(board=snb, title="Meeting", is_example=True))

    assert texts(entries_of(client), "title") == [
        "Example: Meeting announced: Meeting, 10 December 2026"
    ]


def test_only_notices_of_open_public_meetings_come_out(client, snb):
    make_notice(make_meeting(board=snb, title="Known"))
    make_notice(make_meeting(board=snb, title="Secret draft", state="draft"))
    make_notice(make_meeting(board=snb, title="Secret", state="withdrawn"))
    make_notice(make_meeting(board=make_board(slug="top"), title="Secret other"))
    make_notice(make_closed_meeting(board=snb, slug="2026-closed-meeting"))
    make_notice(make_meeting(board=snb, title="Secret later"), issued_at=FIRST.replace(year=2099))

    response = client.get("/snb/notices.atom")

    assertContains(response, "Known", count=1)
    assertNotContains(response, "ecret")


def test_notice_of_the_time_when_a_meeting_was_closed_is_left_out(client, snb):
    meeting = make_closed_meeting(board=snb, slug="2026-closed-meeting")
    make_notice(meeting)
    type(meeting).objects.update(access="open", title="Open now", summary="", venue=None)
    meeting.refresh_from_db()
    make_notice(meeting, kind="change")

    assert len(entries_of(client)) == 1


def test_feed_of_another_board_stands_at_its_own_address(client, snb):
    make_notice(make_meeting(board=make_board(slug="top"), title="Plan"))

    assert texts(entries_of(client, "/boards/top/notices.atom"), "title") == [
        "Meeting announced: Plan, 10 December 2026"
    ]


def test_feed_holds_the_latest_fifty(client, snb):
    meeting = make_meeting(board=snb)
    list(map(lambda n: make_notice(meeting, kind="reminder"), range(51)))  # noqa: C417 - no branch

    entries = entries_of(client)

    assert len(entries) == 50
    assert texts(entries, "id")[0].endswith("/51")


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "/snb/notices.atom"),
        ("/snb/", "/snb/notices.atom"),
        ("/snb/meetings/", "/snb/notices.atom"),
        ("/snb/add-to-calendar/", "/snb/notices.atom"),
        ("/boards/top/", "/boards/top/notices.atom"),
        ("/boards/top/meetings/", "/boards/top/notices.atom"),
    ],
)
def test_pages_of_a_board_announce_its_feed(client, snb, page, feed):
    make_board(slug="top")

    response = client.get(page)

    assertContains(response, f'href="{feed}"')
    assertContains(response, 'type="application/atom+xml"', count=2)


@pytest.mark.parametrize("page", ["/", "/boards/", "/help/"])
def test_page_announces_no_feed_of_a_board_that_is_not_there(client, page):
    assertNotContains(client.get(page), "notices.atom")


def test_one_feed_holds_the_notices_of_all_boards(client, snb):
    make_notice(make_meeting(board=snb, title="Open meeting"), issued_at=FIRST)
    other = make_meeting(board=make_board(slug="b", kind="partnership"), title="Board meeting")
    make_notice(other, issued_at=FIRST + timedelta(days=1))
    make_closed_meeting(board=snb)

    titles = texts(entries_of(client, "/boards/notices.atom"), "title")

    assert titles == [
        "Meeting announced: Board meeting, 10 December 2026",
        "Meeting announced: Open meeting, 10 December 2026",
    ]


def test_list_of_boards_announces_the_feed_of_all(client, snb):
    assertContains(client.get("/boards/"), 'href="/boards/notices.atom"', count=2)
