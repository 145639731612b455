"""The page that explains calendars, and the links that lead there."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.partnership import make_board, make_snb
from tests.factories.snb import make_closed_meeting, make_meeting, make_notice

pytestmark = pytest.mark.usefixtures("portal")


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = "https://portal.example"


def soon(**fields):
    meeting = make_meeting(starts_at=timezone.now() + timedelta(days=9), **fields)
    make_notice(meeting)
    return meeting


def test_page_gives_the_address_in_both_forms(client):
    make_snb()

    response = client.get("/snb/add-to-calendar/")

    assertContains(response, 'href="webcal://portal.example/snb/meetings.ics"')
    assertContains(response, ">https://portal.example/snb/meetings.ics</a>")
    assertContains(response, 'href="/snb/notices.atom"')


def test_page_of_another_board_gives_its_own_address(client):
    make_board(slug="top", name="Top board")

    response = client.get("/boards/top/add-to-calendar/")

    assertContains(response, 'href="webcal://portal.example/boards/top/meetings.ics"')
    assertContains(response, "Top board")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "No meeting to come is in it now."),
        (1, "There is 1 meeting to come in it now."),
        (3, "There are 3 meetings to come in it now."),
    ],
)
def test_page_says_how_many_meetings_are_in_the_calendar(client, count, words):
    make_snb()
    list(map(lambda n: soon(), range(count)))  # noqa: C417 - no branch
    soon(state_of_meeting="cancelled")
    soon(state="draft")
    make_closed_meeting(slug="2099-closed-meeting", starts_at=timezone.now() + timedelta(days=9))

    assertContains(client.get("/snb/add-to-calendar/"), words)


def test_lists_and_boards_lead_to_the_page(client):
    make_board(slug="top")
    make_snb()

    assertContains(client.get("/snb/meetings/"), 'href="/snb/add-to-calendar/"')
    assertContains(client.get("/snb/"), 'href="/snb/add-to-calendar/"')
    assertContains(client.get("/boards/top/"), 'href="/boards/top/add-to-calendar/"')


def test_meeting_to_come_offers_its_file(client):
    soon(slug="m")
    soon(slug="n", board=make_board(slug="top"))

    assertContains(client.get("/snb/meetings/m/"), 'href="/snb/meetings/m/calendar.ics"')
    assertContains(
        client.get("/boards/top/meetings/n/"), 'href="/boards/top/meetings/n/calendar.ics"'
    )


@pytest.mark.parametrize(
    "fields",
    [{"state_of_meeting": "cancelled"}, {"access": "closed"}, {"access": "not_stated"}],
    ids=["cancelled", "closed", "not stated"],
)
def test_meeting_that_nobody_can_come_to_is_not_offered(client, fields):
    soon(slug="2099-closed-meeting", **fields)

    assertNotContains(client.get("/snb/meetings/2099-closed-meeting/"), "calendar.ics")


def test_meeting_that_is_over_or_not_told_is_not_offered(client):
    make_notice(make_meeting(slug="over", starts_at=timezone.now() - timedelta(days=9)))
    make_meeting(slug="untold", starts_at=timezone.now() + timedelta(days=9))

    assertNotContains(client.get("/snb/meetings/over/"), "calendar.ics")
    assertNotContains(client.get("/snb/meetings/untold/"), "calendar.ics")


@pytest.mark.parametrize("count", [1, 3])
def test_page_needs_no_more_queries_with_more_rows(client, django_assert_num_queries, count):
    list(map(lambda n: soon(), range(count)))  # noqa: C417 - no branch

    with django_assert_num_queries(4):
        client.get("/snb/add-to-calendar/")
