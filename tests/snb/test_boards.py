from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from partnership.models import BoardAim
from tests.factories.partnership import (
    make_board,
    make_body,
    make_office_holder,
    make_seat,
    make_snb,
)
from tests.factories.snb import make_closed_meeting, make_meeting

pytestmark = pytest.mark.usefixtures("portal")


def tomorrow():
    return timezone.now() + timedelta(days=1)


def test_board_shows_its_next_open_meeting(client):
    make_meeting(title="Come along", starts_at=tomorrow())

    response = client.get("/snb/")

    assertContains(response, "Next open meeting")
    assertContains(response, "Come along")


def test_board_without_a_date_says_so_and_that_no_contact_is_known(client):
    make_snb()

    response = client.get("/snb/")

    assertContains(response, "No date has been announced.")
    assertContains(response, "We do not have an email address or phone number to show you yet.")


def test_board_shows_its_contact_when_it_is_known(client):
    make_snb(contact_email="board@vale.example", contact_name="The secretary")

    response = client.get("/snb/")

    assertContains(response, "mailto:board@vale.example")
    assertNotContains(response, "We do not have an email address")


def test_board_counts_its_promise_for_this_year(client):
    board = make_snb()
    make_meeting(board=board, starts_at=timezone.now())
    make_meeting(board=board, starts_at=timezone.now(), is_example=True)
    make_meeting(board=board, starts_at=timezone.now(), state="draft")

    response = client.get("/snb/")

    assertContains(response, f"1 of 2 open meetings announced for {timezone.localdate().year}")
    assertContains(response, f"0 of 4 closed meetings announced for {timezone.localdate().year}")


def test_board_lists_the_dates_of_closed_meetings_and_no_more(client):
    make_closed_meeting(slug="2026-closed-meeting", starts_at=tomorrow())

    response = client.get("/snb/")

    assertContains(response, "Closed meeting")
    assertNotContains(response, "ecret")


def test_board_says_that_a_coming_meeting_is_called_off(client):
    make_meeting(title="Gone", state_of_meeting="cancelled", starts_at=tomorrow())

    assertContains(client.get("/snb/"), "This meeting is cancelled.")


def test_board_leaves_out_meetings_that_are_drafts(client):
    make_snb()
    make_meeting(title="Secret meeting", state="draft", starts_at=tomorrow())

    assertNotContains(client.get("/snb/"), "Secret meeting")


def test_board_says_of_an_example_that_it_is_one(client):
    make_meeting(is_example=True, starts_at=tomorrow())

    assertContains(client.get("/snb/"), "This meeting is only an example.")


def test_board_shows_aims_people_and_seats(client):
    board = make_snb()
    BoardAim.objects.create(board=board, text="Listen to people.")
    make_office_holder(board=board, name="Alex Vale", office="Chair", known_text="in May 2022")
    make_seat(board=board, description="Stop and Search Member")
    make_seat(board=board, description="Police", body=make_body(slug="vale-police"))

    response = client.get("/snb/")

    assertContains(response, "Listen to people.")
    assertContains(response, "In May 2022.")
    assertContains(response, "Stop and Search Member")
    assertContains(response, 'href="/partnership/members/vale-police/">Police</a>')


def test_board_leaves_out_the_seat_of_a_body_that_is_a_draft(client):
    make_seat(
        board=make_snb(), description="Secret seat", body=make_body(name="Secret", state="draft")
    )

    assertNotContains(client.get("/snb/"), "Secret")


def test_boards_are_listed_without_drafts(client):
    make_board(name="Top board")
    make_snb(name="Secret board", state="draft")

    response = client.get("/boards/")

    assertContains(response, "Top board")
    assertNotContains(response, "Secret board")


def test_partnership_board_has_its_own_page(client):
    make_board(slug="top", name="Top board", is_statutory=True)

    response = client.get("/boards/top/")

    assertContains(response, "Top board")
    assertContains(response, "The law says that there must be a group of this kind.")


def test_snb_is_sent_to_its_own_address(client):
    make_snb(slug="snb")

    assertRedirects(client.get("/boards/snb/"), "/snb/", status_code=301)


def test_without_an_snb_visitors_are_sent_to_the_boards(client):
    make_snb(state="draft")

    assertRedirects(client.get("/snb/"), "/boards/")


def test_board_that_is_a_draft_is_not_found(client):
    make_board(slug="top", state="draft")

    assert client.get("/boards/top/").status_code == 404


def fill_board(count):
    board = make_snb()
    for number in range(count):
        BoardAim.objects.create(board=board, order=number, text="Listen.")
        make_office_holder(board=board)
        make_seat(board=board, body=make_body())
        make_meeting(board=board, starts_at=tomorrow())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [pytest.param("/snb/", 8, id="board"), pytest.param("/boards/", 3, id="all")],
)
def test_pages_of_boards_need_no_more_queries_with_more_rows(
    client, django_assert_num_queries, path, queries, count
):
    fill_board(count)

    with django_assert_num_queries(queries):
        client.get(path)
