from datetime import date, timedelta

import pytest

from partnership.models import HowOften
from partnership.rules.due import (
    HOW_OFTEN_SENTENCES,
    PERIODS,
    STANDING_LABELS,
    DutyFacts,
    Standing,
    add_months,
    due_in_words,
    earliest_in_time,
    how_worked_out,
    standing,
)

TODAY = date(2026, 11, 22)
DONE = date(2026, 3, 21)
STATED = date(2027, 6, 1)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param(date(2023, 3, 21), 12, date(2024, 3, 21), id="a year"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="leap day, a year"),
        pytest.param(date(2024, 2, 29), 36, date(2027, 2, 28), id="leap day, three years"),
        pytest.param(date(2024, 2, 29), 48, date(2028, 2, 29), id="leap day to leap day"),
        pytest.param(date(2023, 2, 28), 12, date(2024, 2, 28), id="into a leap year"),
        pytest.param(date(2026, 1, 31), 1, date(2026, 2, 28), id="end of January, a month"),
        pytest.param(date(2028, 1, 31), 1, date(2028, 2, 29), id="end of January, leap year"),
        pytest.param(date(2026, 11, 30), 3, date(2027, 2, 28), id="a quarter over the year's end"),
        pytest.param(date(2026, 8, 31), 6, date(2027, 2, 28), id="half a year"),
        pytest.param(date(2026, 12, 31), 1, date(2027, 1, 31), id="December to January"),
        pytest.param(date(2024, 3, 31), -1, date(2024, 2, 29), id="back a month"),
        pytest.param(date(2027, 1, 15), -12, date(2026, 1, 15), id="back a year"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, expected):
    assert add_months(day, months) == expected


# Four years with both ends of February among them.
DAYS = [date(2023, 12, 1) + timedelta(days=number) for number in range(4 * 366)]


@pytest.mark.parametrize("months", [1, 3, 6, 12, 36])
def test_earliest_day_in_time_parts_all_days_as_the_due_date_does(months):
    edges = [(day, earliest_in_time(day, months)) for day in DAYS]

    assert all(add_months(edge, months) >= day for day, edge in edges)
    assert all(add_months(edge - timedelta(days=1), months) < day for day, edge in edges)


@pytest.mark.parametrize(
    ("how_often", "expected"),
    [
        ("monthly", date(2026, 4, 21)),
        ("quarterly", date(2026, 6, 21)),
        ("half_yearly", date(2026, 9, 21)),
        ("yearly", date(2027, 3, 21)),
        ("three_yearly", date(2029, 3, 21)),
        ("standing", None),
        ("each_plan", None),
        ("when_it_happens", None),
        ("when_asked", None),
    ],
)
def test_next_due_date_follows_from_the_last_evidence(how_often, expected):
    assert DutyFacts(how_often, last_on=DONE).due_on == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(DutyFacts("yearly", stated_on=STATED), STATED, id="no evidence"),
        pytest.param(
            DutyFacts("yearly", has_undated=True, stated_on=STATED), STATED, id="only words"
        ),
        pytest.param(
            DutyFacts("yearly", last_on=DONE, stated_on=STATED), date(2027, 3, 21), id="a day"
        ),
        pytest.param(
            DutyFacts("yearly", last_on=DONE, has_undated=True, stated_on=STATED),
            STATED,
            id="a day and words",
        ),
        pytest.param(
            DutyFacts("yearly", last_on=DONE, has_undated=True, stated_on=date(2026, 6, 1)),
            date(2027, 3, 21),
            id="done since it was stated",
        ),
        pytest.param(DutyFacts("each_plan", last_on=DONE, stated_on=STATED), STATED, id="plan"),
    ],
)
def test_stated_date_counts_only_where_the_evidence_cannot_tell(facts, expected):
    assert facts.due_on == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(DutyFacts("yearly", last_on=date(2025, 11, 21)), "overdue", id="day after"),
        pytest.param(DutyFacts("yearly", last_on=date(2025, 11, 22)), "due_soon", id="on the day"),
        pytest.param(DutyFacts("yearly", last_on=date(2026, 1, 21)), "due_soon", id="in 60 days"),
        pytest.param(DutyFacts("yearly", last_on=date(2026, 1, 22)), "met", id="in 61 days"),
        pytest.param(DutyFacts("monthly", last_on=date(2026, 10, 29)), "due_soon", id="in 7 days"),
        pytest.param(DutyFacts("monthly", last_on=date(2026, 10, 30)), "met", id="in 8 days"),
        pytest.param(DutyFacts("yearly"), "not_known", id="nothing"),
        pytest.param(DutyFacts("yearly", has_undated=True), "not_known", id="only words"),
        pytest.param(DutyFacts("yearly", stated_on=STATED), "not_known", id="only a stated date"),
        pytest.param(DutyFacts("yearly", stated_on=date(2026, 11, 21)), "overdue", id="past"),
        pytest.param(DutyFacts("yearly", has_undated=True, stated_on=STATED), "met", id="stated"),
        pytest.param(DutyFacts("standing"), "not_applicable", id="standing"),
        pytest.param(DutyFacts("when_asked", last_on=DONE), "not_applicable", id="when asked"),
        pytest.param(DutyFacts("each_plan", last_on=DONE, stated_on=STATED), "met", id="plan"),
    ],
)
def test_duty_stands_where_its_due_date_puts_it(facts, expected):
    assert standing(facts, on=TODAY) == expected


@pytest.mark.parametrize(
    ("facts", "due", "sentence"),
    [
        pytest.param(
            DutyFacts("yearly", last_on=date(2023, 3, 21)),
            "21 March 2024",
            "The last one was on 21 March 2023. It is due every year.",
            id="worked out",
        ),
        pytest.param(
            DutyFacts("quarterly", last_on=DONE, has_undated=True),
            "21 June 2026",
            "The last one whose exact day we know was on 21 March 2026. "
            "It is due every three months.",
            id="worked out beside words",
        ),
        pytest.param(
            DutyFacts("yearly", has_undated=True, stated_on=STATED),
            "1 June 2027",
            "It is due every year. We cannot work out the next date from our evidence, so we "
            "have set one. The law says so.",
            id="stated",
        ),
        pytest.param(
            DutyFacts("yearly"),
            "Not known",
            "It is due every year. No evidence of it is recorded here, so we cannot say when "
            "the next is due.",
            id="no evidence",
        ),
        pytest.param(
            DutyFacts("yearly", has_undated=True),
            "Not known",
            "It is due every year. We do not know the exact day of the last one, so we cannot "
            "say when the next is due.",
            id="only words",
        ),
        pytest.param(
            DutyFacts("when_asked"),
            "No due date",
            "It is due when someone asks. So it has no due date.",
            id="no period",
        ),
    ],
)
def test_duty_says_when_it_is_due_and_how_that_was_worked_out(facts, due, sentence):
    assert due_in_words(facts) == due
    assert how_worked_out(facts, reason="The law says so.") == sentence


def test_every_way_to_be_due_has_its_words():
    assert set(HOW_OFTEN_SENTENCES) == set(HowOften.values)
    assert set(PERIODS) < set(HowOften.values)
    assert set(STANDING_LABELS) == set(Standing)
