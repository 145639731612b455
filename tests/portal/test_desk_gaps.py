"""What the records lack, worked out from them."""

from datetime import date

import pytest
from django.test import Client

from priorities.models import Plan, Priority
from priorities.rules.figures import last_full_year_from
from priorities.rules.years import last_year_named, name_of_year
from tests.back_office import address, found
from tests.desk import days_ago, lines, moment_days_ago, told
from tests.factories.partnership import make_body, make_snb
from tests.factories.priorities import make_plan, make_priority, make_theme
from tests.factories.snb import make_meeting


def test_board_without_a_contact_is_a_gap(officer: Client) -> None:
    board = make_snb(open_meetings_per_year=None)

    [line] = lines(officer, "gaps")

    assert line.startswith("No contact for the Safer Neighbourhood Board. Residents cannot")
    assert line.endswith(address(board))


def test_board_with_a_telephone_number_is_none(officer: Client) -> None:
    make_snb(open_meetings_per_year=None, contact_phone="01632 960 001")

    assert lines(officer, "gaps") == []


def test_plan_without_one_after_it_names_its_last_year(officer: Client) -> None:
    plan = make_plan(is_latest=True, title="Safe Vale", period_text="2023 to 2026")
    make_plan(order=0)

    assert lines(officer, "gaps") == [
        f"No plan after 2026. The latest published plan is “Safe Vale”. {address(plan)}"
    ]


@pytest.mark.parametrize(
    ("latest", "newer"),
    [
        ({"period_until": days_ago(-500)}, {"order": 0}),
        ({"order": 1}, {"order": 2, "state": "draft"}),
    ],
    ids=["ends-later", "next-being-written"],
)
def test_plan_with_time_left_or_a_next_one_is_no_gap(
    officer: Client, latest: dict[str, object], newer: dict[str, object]
) -> None:
    make_plan(is_latest=True, **latest)
    make_plan(**newer)

    assert told(officer, "gaps", "No plan after") == []
    assert found(officer, Plan, "next") == []


def test_member_whose_successor_is_not_known_is_a_gap(officer: Client) -> None:
    gone = make_body(name="Old Group", legal_status="former_kind", law_now_names="care board")
    make_body(legal_status="responsible_authority")

    [line] = lines(officer, "gaps")

    assert line.startswith("No successor of Old Group is known.")
    assert line.endswith(address(gone))


def test_priority_without_words_is_a_gap(officer: Client) -> None:
    plan = make_plan(title="Safe Vale")
    silent = make_priority(plan=plan, title="Burglary", summary="")
    make_priority(plan=plan, summary="What we do about it.")

    [line] = told(officer, "gaps", "Priority")

    assert line == (f"Priority: Burglary has no words for residents (Safe Vale). {address(silent)}")
    assert found(officer, Priority, "summary") == [silent]


def test_sensitive_theme_without_a_number_is_a_gap(officer: Client) -> None:
    make_theme(name="Domestic abuse", is_sensitive=True)
    make_theme(name="Fly-tipping")

    [line] = told(officer, "gaps", "Theme")

    assert line.startswith("Theme: Domestic abuse is sensitive and names no number to call.")


def test_board_without_a_next_open_meeting_leads_to_a_new_one(secretary: Client) -> None:
    board = make_snb()
    make_meeting(board=board, starts_at=moment_days_ago(-9), is_example=True)
    make_meeting(board=board, starts_at=moment_days_ago(-9), state="draft", published_at=None)

    [line] = told(secretary, "gaps", "is announced")

    assert "No open meeting of the Safer Neighbourhood Board is announced." in line
    assert line.endswith(f"/admin/snb/meeting/add/?board={board.pk}")


def test_announced_meeting_closes_the_gap_but_lacks_a_venue(secretary: Client) -> None:
    meeting = make_meeting(title="Winter meeting", starts_at=moment_days_ago(-9))

    [line] = told(secretary, "gaps", "eeting")

    assert line.startswith("Winter meeting, ")
    assert line.endswith(f"has no venue. {address(meeting)}")


@pytest.mark.parametrize(
    ("today", "first_day", "name"),
    [
        (date(2026, 3, 31), date(2024, 4, 1), "2024-25"),
        (date(2026, 4, 1), date(2025, 4, 1), "2025-26"),
    ],
    ids=["march", "april"],
)
def test_financial_year_is_full_at_the_end_of_march(
    today: date, first_day: date, name: str
) -> None:
    assert last_full_year_from(today) == first_day
    assert name_of_year(first_day) == name


@pytest.mark.parametrize(
    ("period", "year"),
    [("2023 to 2026", "2026"), ("date not given", ""), ("April 2019 to 31 March 2022", "2022")],
    ids=["years", "none", "days"],
)
def test_last_year_that_a_period_names(period: str, year: str) -> None:
    assert last_year_named(period) == year
