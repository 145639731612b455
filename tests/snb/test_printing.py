"""Posters of meetings at their addresses: what the latest notice tells, and nobody's secret."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from csp_portal.publishing.preview import preview_address
from snb.models import Meeting
from tests.back_office import edit, issue_notice, page_of
from tests.factories.partnership import make_board
from tests.factories.snb import make_closed_meeting, make_meeting, make_notice, make_venue

pytestmark = pytest.mark.usefixtures("portal")
STARTS = datetime(2099, 6, 10, 17, 30, tzinfo=UTC)
ADDRESS = "/snb/meetings/summer/poster.pdf"
LARGE = "/snb/meetings/summer/poster-large-print.pdf"


def announced(**fields: Any) -> Meeting:
    """An open meeting to come of which residents were told."""
    venue = make_venue(name="Town Hall")
    meeting = make_meeting(**{"slug": "summer", "starts_at": STARTS, "venue": venue} | fields)
    make_notice(meeting)
    return meeting


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response["Content-Type"] == "application/pdf"
    sheets = PdfReader(BytesIO(response.content)).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


@pytest.mark.parametrize("address", [ADDRESS, LARGE])
def test_poster_says_when_and_where(client: Client, address: str) -> None:
    announced(title="Summer meeting")

    text = words(client, address)

    assert all(one in text for one in ("Summer meeting", "Wednesday 10 June 2099", "Town Hall"))


def test_poster_of_a_cancelled_meeting_says_so(secretary: Client) -> None:
    meeting = announced()
    edit(secretary, meeting, state_of_meeting="cancelled", called_off_reason="No heating.")
    issue_notice(secretary, meeting)

    text = words(secretary, ADDRESS)

    assert "cancelled" in text.lower()
    assert "No heating." in text


def test_poster_of_a_meeting_that_was_moved_says_that_the_date_is_new(secretary: Client) -> None:
    meeting = announced()
    edit(secretary, meeting, starts_at_0="2099-06-17", ends_at_0="2099-06-17")
    issue_notice(secretary, meeting)

    assert "new date" in words(secretary, ADDRESS).lower()


def test_draft_of_a_meeting_is_not_on_its_poster(secretary: Client) -> None:
    meeting = announced()
    edit(secretary, meeting, title="Secret new name")

    assert "Secret" not in words(secretary, ADDRESS)


@pytest.mark.parametrize("address", [ADDRESS, LARGE])
def test_closed_meeting_has_no_poster(client: Client, address: str) -> None:
    make_closed_meeting(slug="summer", starts_at=STARTS)

    assert client.get(address).status_code == 404


def test_meeting_that_nobody_was_told_of_has_no_poster(client: Client) -> None:
    make_meeting(slug="summer", starts_at=STARTS)

    assert client.get(ADDRESS).status_code == 404


def test_poster_of_another_board_has_the_board_in_its_address(client: Client) -> None:
    board = make_board(slug="the-board", kind="partnership")
    announced(board=board)

    assert "Town Hall" in words(client, "/boards/the-board/meetings/summer/poster.pdf")


def test_poster_of_the_neighbourhood_board_has_one_address(client: Client) -> None:
    meeting = announced()

    response = client.get(f"/boards/{meeting.board.slug}/meetings/summer/poster.pdf")

    assert (response.status_code, response["Location"]) == (301, ADDRESS)


def test_meeting_page_offers_both_posters(client: Client) -> None:
    announced()

    text = client.get("/snb/meetings/summer/").content.decode()

    assert ADDRESS in text
    assert LARGE in text


def test_secretary_sees_the_poster_before_the_notice_is_issued(secretary: Client) -> None:
    meeting = make_meeting(state="draft", published_at=None, starts_at=STARTS, slug="summer")

    text = words(secretary, page_of(meeting, "notice") + "poster.pdf")

    assert "Draft" in text


def test_poster_as_a_picture_is_for_people_who_may_see_the_draft(client: Client) -> None:
    meeting = make_meeting(state="draft", published_at=None, starts_at=STARTS, slug="summer")

    response = client.get(page_of(meeting, "notice") + "poster.png")

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_poster_is_asked_for_again_only_when_something_changed(client: Client) -> None:
    announced()
    first = client.get(ADDRESS)

    again = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert not first.cookies


def test_poster_needs_the_same_queries_whatever_was_told(
    client: Client, django_assert_num_queries: Any
) -> None:
    meeting = announced()
    client.get(ADDRESS)

    with django_assert_num_queries(3):
        client.get(ADDRESS)
    make_notice(meeting, kind="reminder", issued_at=STARTS - timedelta(days=9000))
    make_notice(meeting, kind="reminder", issued_at=STARTS - timedelta(days=8000))
    client.get(ADDRESS)
    with django_assert_num_queries(3):
        client.get(ADDRESS)


def test_poster_in_a_preview_says_that_its_notice_is_not_issued(client: Client) -> None:
    meeting = make_meeting(slug="summer", starts_at=STARTS, state="draft", published_at=None)

    text = words(client, f"{preview_address(meeting, is_for_partner=True)}poster.pdf")

    assert "this notice has not been issued" in text
