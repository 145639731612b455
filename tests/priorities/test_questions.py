"""Plans, priorities, measures and actions that officers are asked to look at."""

from datetime import date

import pytest

from priorities.models import Measure, Plan, PlannedAction, Priority
from priorities.rules.figures import last_full_year_from
from tests.back_office import found
from tests.factories.partnership import make_source
from tests.factories.priorities import (
    make_action,
    make_figure,
    make_measure,
    make_plan,
    make_priority,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
ENDS = date(2027, 4, 1)


@pytest.mark.parametrize(
    ("period_until", "other", "is_found"),
    [
        pytest.param(None, {"order": 1}, True, id="end not known, only an earlier one"),
        pytest.param(ENDS, {"order": 1}, True, id="ends soon, only an earlier one"),
        pytest.param(date(2028, 4, 1), {"order": 1}, False, id="ends later"),
        pytest.param(None, {"order": 60}, False, id="a newer one"),
        pytest.param(ENDS, {"order": 1, "period_until": date(2030, 4, 1)}, False, id="longer"),
        pytest.param(None, {"order": 60, "state": "draft"}, False, id="the next is being written"),
        pytest.param(None, {"order": 60, "state": "withdrawn"}, True, id="the next is withdrawn"),
    ],
)
def test_latest_plan_with_nothing_after_it_is_found(period_until, other, is_found):
    make_plan(order=50, is_latest=True, period_until=period_until)
    make_plan(**other)

    assert Plan.objects.without_next(on=TODAY).exists() is is_found


def test_latest_plan_with_nothing_after_it_is_found_in_the_list(officer):
    plan = make_plan(order=50, is_latest=True)
    make_plan(order=1)

    assert found(officer, Plan, "next") == [plan]


def test_priority_without_words_for_residents_is_found(officer):
    priority = make_priority(summary="")
    make_priority(summary="What it means for you.")

    assert list(Priority.objects.without_words()) == [priority]
    assert found(officer, Priority, "summary") == [priority]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 31), date(2024, 4, 1)),
        (date(2026, 4, 1), date(2025, 4, 1)),
        (date(2026, 12, 31), date(2025, 4, 1)),
        (date(2027, 1, 1), date(2025, 4, 1)),
    ],
)
def test_last_full_year_is_over(day, expected):
    assert last_full_year_from(day) == expected


def make_measured(year):
    """A measure with a figure for one financial year."""
    measure = make_measure(source=make_source())
    period = {"period_from": date(year, 4, 1), "period_until": date(year + 1, 4, 1)}
    make_figure(measure=measure, source=measure.source, **period)
    return measure


def test_measure_without_the_last_full_year_is_found_by_one_query(django_assert_num_queries):
    measure = make_measured(2024)
    make_measured(2025)

    with django_assert_num_queries(1):
        assert list(Measure.objects.missing_last_year(on=TODAY)) == [measure]


def test_action_is_overdue_from_the_day_after_until_it_is_done():
    action = make_action(due_on=date(2026, 11, 21))
    make_action(due_on=TODAY)
    make_action(due_on=date(2020, 1, 1), status="done")
    make_action(due_on=date(2020, 1, 1), status="stopped")

    assert list(PlannedAction.objects.overdue(on=TODAY)) == [action]
