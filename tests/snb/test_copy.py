"""A new meeting made like an earlier one."""

from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

import pytest
from django.test import Client

from csp_portal.publishing.models import Draft
from csp_portal.roles import APPROVER, SECRETARY
from snb.models import AgendaItem, Meeting
from tests.back_office import list_address, page_of
from tests.conftest import signed_in
from tests.factories.partnership import make_board
from tests.factories.snb import (
    make_agenda_item,
    make_agenda_link,
    make_closed_meeting,
    make_meeting,
    make_venue,
)

PAST = datetime(2026, 3, 4, 18, 30, tzinfo=UTC)
WHEN = {"starts_at_0": "2099-06-10", "starts_at_1": "19:00"}
SAME = attrgetter("title", "board", "access", "venue", "summary", "how_to_take_part", "kind")


def past_meeting(**fields: Any) -> Meeting:
    usual = {
        "title": "Spring meeting",
        "venue": make_venue(),
        "summary": "Your street.",
        "how_to_take_part": "<p>Just come.</p>",
        "online_link": "https://old.example/",
        "state_of_meeting": "held",
    }
    return make_meeting(starts_at=PAST, **usual | fields)


def copy(client: Client, meeting: Meeting, **typed: Any) -> Any:
    return client.post(page_of(meeting, "copy"), WHEN | typed)


def the_copy() -> Meeting:
    return Meeting.objects.latest("pk")


def test_copy_is_a_draft_with_the_same_texts(secretary: Client) -> None:
    meeting = past_meeting()

    response = copy(secretary, meeting)

    made = the_copy()
    assert response.url == page_of(made, "change")
    assert SAME(made) == SAME(meeting)
    assert (made.state, made.state_of_meeting, made.online_link) == ("draft", "planned", "")
    assert made.slug == "2099-06-10-spring-meeting"


def test_copy_lasts_as_long(secretary: Client) -> None:
    copy(secretary, past_meeting())

    made = the_copy()
    assert (made.ends_at - made.starts_at).seconds == 2 * 60 * 60


def test_copy_has_the_agenda_without_papers_and_notes(secretary: Client) -> None:
    meeting = past_meeting()
    item = make_agenda_item(meeting=meeting, title="Burglary", notes="<p>Said.</p>", minutes="x")
    make_agenda_link(item=item)

    copy(secretary, meeting)

    made = AgendaItem.objects.get(meeting=the_copy())
    assert (made.title, made.order) == ("Burglary", item.order)
    assert (made.notes, made.minutes, made.links.count()) == ("", "", 0)


def test_point_kept_from_residents_stays_kept_from_them(secretary: Client) -> None:
    meeting = past_meeting()
    make_agenda_item(meeting=meeting, is_restricted=True, restricted_reason="It names people.")

    copy(secretary, meeting)

    made = AgendaItem.objects.get(meeting=the_copy())
    assert (made.is_restricted, made.restricted_reason) == (True, "It names people.")


def test_copy_of_a_closed_meeting_tells_only_its_date_in_its_address(secretary: Client) -> None:
    copy(secretary, make_closed_meeting(starts_at=PAST))

    assert the_copy().slug == "2099-06-10-closed-meeting"


def test_copy_of_an_undated_meeting_has_a_day(secretary: Client) -> None:
    undated = make_meeting(starts_at=None, date_text="date not given", listed_year=2022)

    copy(secretary, undated)

    assert (the_copy().date_text, the_copy().ends_at) == ("", None)


def test_work_on_the_copy_is_noted(secretary: Client) -> None:
    copy(secretary, past_meeting())

    assert Draft.objects.get(record_id=the_copy().pk).changed_by.username == "snb-secretary"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"starts_at_0": "", "starts_at_1": ""}, "This field is required."),
        ({"starts_at_0": "2099-03-29", "starts_at_1": "01:30"}, "The clocks change that night"),
        ({"starts_at_0": "2026-03-04", "starts_at_1": "18:30"}, "has a meeting at this time"),
    ],
    ids=["empty", "clocks", "taken"],
)
def test_time_that_cannot_be_is_refused_beside_the_field(
    secretary: Client, typed: dict[str, str], told: str
) -> None:
    page = copy(secretary, past_meeting(), **typed).content.decode()

    assert told in page
    assert Meeting.objects.count() == 1


def test_second_meeting_of_a_day_gets_an_address_of_its_own(secretary: Client) -> None:
    copy(secretary, past_meeting())

    copy(secretary, Meeting.objects.earliest("pk"), starts_at_1="20:00")

    assert the_copy().slug == "2099-06-10-spring-meeting-2"


# --- The ways there ------------------------------------------------------------------------


def test_form_of_a_meeting_leads_to_its_copy(secretary: Client) -> None:
    meeting = past_meeting()

    page = secretary.get(page_of(meeting, "change")).content.decode()

    assert page_of(meeting, "copy") in page


def choose(client: Client, *meetings: Meeting) -> Any:
    keys = [meeting.pk for meeting in meetings]
    return client.post(
        list_address(Meeting), {"action": "copy_chosen", "_selected_action": keys}, follow=True
    )


def test_meeting_chosen_in_the_list_is_copied(secretary: Client) -> None:
    meeting = past_meeting()

    assert choose(secretary, meeting).redirect_chain == [(page_of(meeting, "copy"), 302)]


def test_only_one_meeting_is_copied_at_a_time(secretary: Client) -> None:
    response = choose(secretary, past_meeting(), make_meeting())

    assert "Choose one meeting to copy." in response.content.decode()


# --- Who may -------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "status"), [(SECRETARY, 302), (APPROVER, 403)], ids=str)
def test_only_who_may_add_a_meeting_copies_one(portal: object, role: str, status: int) -> None:
    meeting = past_meeting()

    assert copy(signed_in(role), meeting).status_code == status


def test_secretary_copies_no_meeting_of_another_board(secretary: Client) -> None:
    meeting = past_meeting(board=make_board())

    assert copy(secretary, meeting).status_code == 404
    assert Meeting.objects.count() == 1
