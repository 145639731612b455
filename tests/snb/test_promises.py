"""What boards promised, announced and held: on their pages and on the desk."""

from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from csp_portal.accounts.models import User
from csp_portal.backoffice.asking import Asked, answers
from csp_portal.roles import OFFICER, SECRETARY
from csp_portal.work import registry
from csp_portal.work.lines import Asker
from partnership.models import Board
from snb.lateness import SOON_DAYS, board_years, end_of_meetings, late_boards
from snb.models import Meeting
from snb.presenters.promises import PastPromises
from snb.rules.promise import Promise, Tally, past_years, promises_in, unstated_count
from tests.conftest import make_person
from tests.desk import desk
from tests.factories.partnership import make_board
from tests.factories.snb import make_closed_meeting, make_meeting, the_snb

PROMISED = {"open": 2, "closed": 4}
LATE = "boards that have not announced all their open meetings"
YEAR = timezone.localdate().year


def held_in(year: int, *, month: int = 6, **fields: Any) -> Meeting:
    starts_at = datetime(year, month, 10, 18, tzinfo=UTC)
    return make_meeting(**{"starts_at": starts_at, "state_of_meeting": "held"} | fields)


def fill(years: int) -> None:
    """Six meetings in each of the years before this one."""
    for year in range(YEAR - years, YEAR):
        for month in (3, 9):
            held_in(year, month=month)
        for month in (2, 5, 8, 11):
            make_closed_meeting(starts_at=datetime(year, month, 1, 9, tzinfo=UTC))


# --- The rules -----------------------------------------------------------------------------


def test_year_without_a_meeting_counts_from_nought() -> None:
    found = promises_in(2026, tallies=[], promised=PROMISED)

    assert found == [Promise(2026, "open", 2, 0, 0), Promise(2026, "closed", 4, 0, 0)]


def test_past_years_begin_with_the_first_that_has_a_record() -> None:
    tallies = [Tally(2023, "open", 2, 1), Tally(2025, "open", 1, 1), Tally(2026, "open", 2, 0)]

    [past] = past_years(tallies, promised={"open": 2}, this_year=2026)

    assert past.promises == [
        Promise(2025, "open", 2, 1, 1),
        Promise(2024, "open", 2, 0, 0),
        Promise(2023, "open", 2, 2, 1),
    ]


@pytest.mark.parametrize(
    ("tallies", "promised"),
    [([], PROMISED), ([Tally(2026, "open", 1, 0)], PROMISED), ([Tally(2020, "open", 1, 0)], {})],
    ids=["no record", "only this year", "no promise"],
)
def test_without_a_record_or_a_promise_there_are_no_past_years(
    tallies: list[Tally], promised: dict[str, int]
) -> None:
    assert past_years(tallies, promised=promised, this_year=2026) == []


def test_meetings_of_unknown_access_are_counted_apart() -> None:
    tallies = [Tally(2022, "not_stated", 2, 2), Tally(2022, "open", 1, 1)]

    assert unstated_count([*tallies, Tally(2026, "not_stated", 1, 0)], before=2026) == 2


# --- The counts ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_tallies_count_what_was_announced_and_held() -> None:
    held_in(2024)
    held_in(2024, state_of_meeting="planned")
    held_in(2024, state_of_meeting="cancelled")
    held_in(2024, is_example=True)
    make_meeting(starts_at=None, date_text="in spring", listed_year=2024, state_of_meeting="held")

    assert Meeting.objects.tallies() == {the_snb().pk: [Tally(2024, "open", 3, 2)]}


@pytest.mark.django_db
def test_year_of_a_late_evening_is_that_of_clocks_here() -> None:
    make_meeting(starts_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    make_meeting(starts_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))

    found = Meeting.objects.tallies()[the_snb().pk]

    assert sorted(found, key=attrgetter("year")) == [
        Tally(2025, "open", 1, 0),
        Tally(2026, "open", 1, 0),
    ]


@pytest.mark.django_db
def test_board_whose_meetings_nobody_knows_the_access_of_says_so() -> None:
    tallies = [Tally(2022, "not_stated", 3, 3)]

    past = PastPromises.of(the_snb(), tallies, this_year=2026)

    assert past is not None
    assert past.tables[0].rows[-1] == ["2022", "2", "0", "0"]
    assert past.unstated.startswith("3 more meetings are recorded.")


# --- The board's page ----------------------------------------------------------------------


def test_board_shows_its_promise_in_past_years(client: Client, portal: object) -> None:
    held_in(YEAR - 1)
    held_in(YEAR - 1, is_example=True)
    held_in(YEAR - 2, state="draft", published_at=None)

    opened, closed = client.get("/snb/").context["page"].past.tables

    assert (opened.caption, closed.caption) == (
        "Open meetings, year by year",
        "Closed meetings, year by year",
    )
    assert opened.rows == [[str(YEAR - 1), "2", "1", "1"]]


def test_board_without_past_meetings_shows_no_table(client: Client, portal: object) -> None:
    make_meeting(starts_at=timezone.now())

    assert "Meetings in past years" not in client.get("/snb/").content.decode()


@pytest.mark.parametrize("years", [1, 20])
def test_page_of_a_board_costs_the_same_with_more_years(
    client: Client, portal: object, years: int, django_assert_num_queries: Any
) -> None:
    fill(years)

    with django_assert_num_queries(8):
        page = client.get("/snb/")

    assert len(page.context["page"].past.tables[0].rows) == years


# --- The desk ------------------------------------------------------------------------------


def panel(client: Client) -> list[Any]:
    return [shown.content for shown in desk(client).panels]


def test_desk_of_the_secretary_shows_the_promise_of_the_board(secretary: Client) -> None:
    held_in(YEAR - 1)
    make_board(open_meetings_per_year=1)

    [[shown]] = panel(secretary)

    assert shown.board.kind == "neighbourhood"
    assert shown.past.tables[0].rows == [[str(YEAR - 1), "2", "1", "1"]]
    assert f"0 of 2 open meetings announced for {YEAR}" in secretary.get("/admin/").text


def test_desk_of_an_officer_shows_every_board_that_promises(officer: Client) -> None:
    the_snb()
    make_board(open_meetings_per_year=1)

    [shown] = panel(officer)

    assert len(shown) == 2


def test_desk_without_a_promise_has_no_panel(officer: Client) -> None:
    make_board()

    assert panel(officer) == []


def test_approver_has_no_panel(approver: Client) -> None:
    the_snb()

    assert panel(approver) == []


@pytest.mark.parametrize("role", [SECRETARY, OFFICER])
@pytest.mark.parametrize("years", [1, 20])
def test_panel_takes_two_queries(
    portal: object, role: str, years: int, django_assert_num_queries: Any
) -> None:
    person = make_person(role)
    fill(years)
    asker = asking(person, on=date(YEAR, 12, 1))
    board_years(asker)

    with django_assert_num_queries(2):
        [shown] = board_years(asker)

    assert len(shown.past.tables[0].rows) == years


# --- Late ----------------------------------------------------------------------------------


def asking(person: User, *, on: date) -> Asker:
    at = timezone.make_aware(datetime.combine(on, datetime.min.time())) + timedelta(hours=12)
    return Asker(person, at, on)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days_before", "is_soon", "is_too_late"),
    [
        (SOON_DAYS + 1, False, False),
        (SOON_DAYS, True, False),
        (0, True, False),
        (-1, False, True),
    ],
    ids=["not yet", "soon", "last day", "day after"],
)
def test_board_is_late_by_the_same_rule_as_its_sentence(
    days_before: int, is_soon: bool, is_too_late: bool
) -> None:
    person = make_person(SECRETARY)
    Board.objects.filter(pk=the_snb().pk).update(notice_days=21)
    on = end_of_meetings(2026) - timedelta(days=22) - timedelta(days=days_before)
    asker = asking(person, on=on)

    assert late_boards(asker, too_late=False).exists() is is_soon
    assert late_boards(asker, too_late=True).exists() is is_too_late
    assert board_years(asker)[0].late.is_too_late is is_too_late


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "is_late"),
    [
        ({}, False),
        ({"state": "draft", "published_at": None}, True),
        ({"is_example": True}, True),
        ({"state_of_meeting": "cancelled"}, True),
        ({"access": "closed"}, True),
        ({"starts_at": datetime(2025, 6, 1, 18, tzinfo=UTC)}, True),
    ],
    ids=["announced", "draft", "example", "cancelled", "closed", "last year"],
)
def test_only_announced_open_meetings_of_the_year_count(
    fields: dict[str, Any], is_late: bool
) -> None:
    person = make_person(SECRETARY)
    Board.objects.filter(pk=the_snb().pk).update(open_meetings_per_year=1)
    published = {"published_at": datetime(2026, 1, 1, tzinfo=UTC)}
    make_meeting(**{"starts_at": datetime(2026, 9, 1, 18, tzinfo=UTC)} | published | fields)

    asker = asking(person, on=date(2026, 12, 1))

    assert late_boards(asker, too_late=False).exists() is is_late


def said(asker: Asker) -> list[str]:
    """What the desk says to a person of boards that are late."""
    late = [line for line in registry.lines() if line.plural == LATE]
    asked = [Asked(line, line.rows(asker), is_opened=True) for line in late if line.rows]
    found = zip(late, answers(asked), strict=True)
    told = [(line, line.tell(row, asker)) for line, answer in found for row in answer.rows]
    return [f"{line.urgency.value}: {words.record} {words.says}" for line, words in told]


@pytest.mark.django_db
def test_late_board_is_told_in_words() -> None:
    person = make_person(SECRETARY)
    Board.objects.filter(pk=the_snb().pk).update(notice_days=21)
    make_meeting(
        starts_at=datetime(2026, 9, 1, 18, tzinfo=UTC),
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
        state_of_meeting="held",
    )

    assert said(asking(person, on=date(2026, 12, 1))) == [
        (
            "Due soon: The second open meeting of 2026 is not announced. "
            "Safer Neighbourhood Board: To give 21 days’ notice for a meeting this year, "
            "publish by 9 December 2026."
        )
    ]


@pytest.mark.django_db
def test_officer_is_told_of_every_board_and_the_secretary_of_one() -> None:
    make_board(name="Top Board", open_meetings_per_year=1)

    assert said(asking(make_person(SECRETARY), on=date(2026, 12, 30))) == []
    assert said(asking(make_person(OFFICER), on=date(2026, 12, 30))) == [
        (
            "Overdue: The open meeting of 2026 is not announced. Top Board: "
            "It is too late to give 14 days’ notice for a meeting in 2026."
        )
    ]


def test_two_late_boards_cost_no_more_than_one(officer: Client) -> None:
    the_snb()
    with CaptureQueriesContext(connection) as one:
        officer.get("/admin/")
    make_board(open_meetings_per_year=1)

    with CaptureQueriesContext(connection) as two:
        officer.get("/admin/")

    assert len(two) <= len(one)
