"""Numbers and days that no page can calculate with are refused beside their field."""

from typing import Any

import pytest
from django.test import Client

from csp_portal.accounts.models import User
from csp_portal.publishing.models import PublicationEvent
from priorities.models import Plan
from snb.models import Meeting
from tests.back_office import list_address, open_form, save_form
from tests.factories.partnership import make_board
from tests.factories.priorities import make_measure, make_plan
from tests.factories.snb import make_meeting

WRONG_YEAR = "Write a year from 1700 to 2199."


@pytest.mark.parametrize("day", ["0001-01-01", "1699-12-31", "2200-01-01", "9999-12-31"])
def test_day_that_cannot_be_meant_is_refused(officer: Client, day: str) -> None:
    plan = make_plan()

    response = save_form(officer, plan, open_form(officer, plan) | {"period_until": day})

    assert response.context["adminform"].form.errors["period_until"] == [WRONG_YEAR]


def test_moment_that_cannot_be_meant_is_refused(officer: Client) -> None:
    meeting = make_meeting()
    typed = open_form(officer, meeting) | {"ends_at_0": "9999-12-31"}

    response = save_form(officer, meeting, typed)

    assert response.context["adminform"].form.errors["ends_at"] == [WRONG_YEAR]


@pytest.mark.parametrize("number", ["53", "32767", "1" + "0" * 18])
def test_board_promises_at_most_a_meeting_a_week(officer: Client, number: str) -> None:
    board = make_board()
    typed = open_form(officer, board) | {"open_meetings_per_year": number}

    response = save_form(officer, board, typed)

    assert "open_meetings_per_year" in response.context["adminform"].form.errors


@pytest.mark.parametrize("key", ["x", "\x00", "1" + "0" * 30, "-1", "²"])
def test_record_that_cannot_exist_is_refused(officer: Client, key: str) -> None:
    meeting = make_meeting()

    response = save_form(officer, meeting, open_form(officer, meeting) | {"venue": key})

    assert "venue" in response.context["adminform"].form.errors


def test_box_that_cannot_exist_is_refused(officer: Client) -> None:
    measure = make_measure()

    response = save_form(officer, measure, open_form(officer, measure) | {"themes": "9" * 30})

    assert "not a valid value" in response.context["adminform"].form.errors["themes"][0]


@pytest.mark.parametrize(("year", "status"), [("2026", 200), ("99999", 400), ("x", 400)])
def test_list_is_not_narrowed_to_a_year_that_cannot_be(
    officer: Client, year: str, status: int
) -> None:
    response = officer.get(list_address(Plan), {"period_from__year": year})

    assert response.status_code == status


@pytest.mark.parametrize(
    ("model", "narrowed"),
    [
        (PublicationEvent, {"happened_at__year": "9999"}),
        (PublicationEvent, {"happened_at__year": "2026", "happened_at__month": "9" * 11}),
        (Meeting, {"starts_at__year": "2026", "starts_at__month": "2", "starts_at__day": "9" * 11}),
        (Meeting, {"board": "9" * 20}),
        (Meeting, {"board__in": f"1,{'9' * 20}"}),
        (User, {"groups__id__exact": "9" * 20}),
    ],
)
def test_list_is_not_narrowed_to_a_day_or_number_that_cannot_be(
    admin_client: Client, model: Any, narrowed: dict[str, str]
) -> None:
    response = admin_client.get(list_address(model), narrowed)

    assert response.status_code == 400
