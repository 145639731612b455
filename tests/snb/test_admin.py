from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from snb.models import AgendaItem, Meeting, Venue
from tests.back_office import (
    add_row,
    found,
    issue_notice,
    open_form,
    queries_of_list,
    save_form,
)
from tests.factories.snb import (
    make_agenda_item,
    make_agenda_link,
    make_meeting,
    make_venue,
    the_snb,
)

LONG_OVER = datetime(2020, 3, 1, 18, tzinfo=UTC)
FAR_AWAY = datetime(2099, 3, 1, 18, tzinfo=UTC)
ALL_KNOWN = {
    "step_free": "yes",
    "accessible_toilet": "no",
    "hearing_loop": "yes",
    "parking": "no",
}


def new_meeting(secretary: Client) -> dict[str, Any]:
    """What a secretary types to announce an open meeting."""
    return open_form(secretary, Meeting) | {
        "board": the_snb().pk,
        "title": "Winter meeting",
        "access": "open",
        "starts_at_0": "2099-12-10",
        "starts_at_1": "18:30",
        "ends_at_0": "2099-12-10",
        "ends_at_1": "20:30",
        "venue": make_venue(name="Town Hall").pk,
        "how_to_take_part": "Just come.",
    }


def test_secretary_announces_a_meeting_without_a_developer(secretary: Client) -> None:
    fields = add_row(new_meeting(secretary), "agenda_items", title="Welcome", order="1")

    save_form(secretary, Meeting, fields)
    issue_notice(secretary, Meeting.objects.get())

    page = secretary.get("/snb/meetings/2099-12-10-winter-meeting/").content.decode()
    assert all(text in page for text in ("Town Hall", "Just come.", "Welcome"))
    assert "The meeting is announced" in secretary.get("/changes/").content.decode()


def test_new_meeting_begins_as_an_open_one_of_the_neighbourhood_board(secretary: Client) -> None:
    board = the_snb()

    fields = open_form(secretary, Meeting)

    assert (fields["board"], fields["access"]) == ([str(board.pk)], ["open"])


def test_address_of_a_meeting_is_the_day_in_local_time(secretary: Client) -> None:
    late = {"starts_at_0": "2099-06-10", "starts_at_1": "00:30", "ends_at_0": "2099-06-10"}

    save_form(secretary, Meeting, new_meeting(secretary) | late)

    assert Meeting.objects.get().slug == "2099-06-10-winter-meeting"


def test_secretary_calls_a_meeting_off_and_it_stays_visible(secretary: Client) -> None:
    meeting = make_meeting(title="Winter meeting", slug="winter", starts_at=FAR_AWAY)
    fields = open_form(secretary, meeting) | {"state_of_meeting": "cancelled"}

    save_form(secretary, meeting, fields | {"called_off_reason": "The hall is shut."})
    issue_notice(secretary, meeting)

    assert "Cancelled" in secretary.get("/snb/meetings/winter/").content.decode()


def test_secretary_adds_a_paper_to_a_point_of_the_agenda(secretary: Client) -> None:
    item = make_agenda_item(meeting=make_meeting(starts_at=FAR_AWAY, venue=make_venue()))
    fields = add_row(
        open_form(secretary, item), "links", order="1", label="Report", url="https://x.example/1"
    )

    save_form(secretary, item, fields)
    issue_notice(secretary, item.meeting)

    assert item.links.get().label == "Report"


def test_meeting_that_ends_before_it_starts_is_refused_in_words(secretary: Client) -> None:
    fields = new_meeting(secretary) | {"ends_at_1": "17:00"}

    response = save_form(secretary, Meeting, fields)

    assert response.status_code == 200
    assert response.context["errors"]


def test_control_character_in_a_title_is_refused(secretary: Client) -> None:
    response = save_form(secretary, Meeting, new_meeting(secretary) | {"title": "Win\x08ter"})

    assert "cannot be shown" in response.content.decode()


# --- Lists -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "make", "queries"),
    [
        (Meeting, lambda: make_meeting(venue=make_venue()), 11),
        (AgendaItem, make_agenda_link, 9),
        (Venue, make_venue, 7),
    ],
    ids=["meeting", "agenda item", "venue"],
)
def test_list_costs_the_same_with_one_row_and_with_three(
    secretary: Client, model: type[Model], make: Callable[[], Any], queries: int
) -> None:
    assert queries_of_list(secretary, model, make, rows=1) == queries
    assert queries_of_list(secretary, model, make, rows=2) == queries


@pytest.mark.parametrize(
    ("question", "make", "lacking", "complete"),
    [
        (
            "outcome",
            make_meeting,
            {"starts_at": LONG_OVER},
            {"starts_at": LONG_OVER, "state_of_meeting": "held"},
        ),
        ("venue", make_meeting, {"starts_at": FAR_AWAY}, {"starts_at": LONG_OVER}),
        ("access", make_venue, {}, ALL_KNOWN),
        ("postcode", make_venue, {}, {"postcode": "AB1 2CD"}),
    ],
    ids=["outcome", "venue", "access", "postcode"],
)
def test_list_answers_what_is_missing(
    secretary: Client,
    question: str,
    make: Callable[..., Any],
    lacking: dict[str, Any],
    complete: dict[str, Any],
) -> None:
    wanted = make(**lacking)
    make(**complete)

    assert found(secretary, type(wanted), question) == [wanted]


def test_meeting_without_an_agenda_is_found(secretary: Client) -> None:
    make_agenda_item()
    meeting = make_meeting()

    assert found(secretary, Meeting, "agenda") == [meeting]
