from datetime import date, datetime, time

import pytest

from snb.rules.late import last_day_for_notice, last_working_day, lateness
from snb.rules.notices import clear_days
from snb.rules.promise import Promise
from snb.rules.year import (
    LAST,
    Around,
    Candidate,
    Rule,
    Slot,
    candidates,
    lacking_count,
    off_holidays,
    remarks_on,
    to_propose,
)

TODAY = date(2026, 11, 22)
CHRISTMAS = {date(2026, 12, 25): "Christmas Day", date(2026, 12, 28): "Boxing Day (observed)"}
MONDAY, TUESDAY, FRIDAY = 0, 1, 4
EVENING = datetime(2027, 3, 9, 18, 30)
MARCH, JUNE = Candidate(date(2027, 3, 9), 3), Candidate(date(2027, 6, 8), 6)


def rule(ordinal=2, weekday=TUESDAY, months=(3, 6), **changes):
    return Rule(ordinal, weekday, months, **{"starts": time(18, 30), "minutes": 120} | changes)


# --- Days ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ordinal", "weekday", "month", "day"),
    [
        pytest.param(1, MONDAY, 2, date(2027, 2, 1), id="month begins with it"),
        pytest.param(2, TUESDAY, 3, date(2027, 3, 9), id="second"),
        pytest.param(4, FRIDAY, 12, date(2027, 12, 24), id="fourth"),
        pytest.param(LAST, FRIDAY, 12, date(2027, 12, 31), id="last of five"),
        pytest.param(LAST, MONDAY, 2, date(2027, 2, 22), id="last of four"),
    ],
)
def test_rule_names_a_day_of_each_month(ordinal, weekday, month, day):
    assert rule(ordinal, weekday).day_in(month, year=2027) == day


@pytest.mark.parametrize(
    ("months", "words"),
    [
        pytest.param((3,), "March", id="one"),
        pytest.param((3, 6, 9), "March, June and September", id="three"),
    ],
)
def test_rule_is_told_in_words(months, words):
    told = f"the second Tuesday of {words} at 6:30pm, for 120 minutes"

    assert rule(months=months).sentence == told


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        pytest.param(date(2026, 5, 4), date(2026, 5, 11), id="a week later"),
        pytest.param(date(2026, 12, 25), date(2026, 12, 18), id="not into the next year"),
        pytest.param(date(2026, 5, 5), date(2026, 5, 5), id="no holiday"),
    ],
)
def test_day_is_moved_off_a_bank_holiday(day, moved):
    assert off_holidays(day, holidays={date(2026, 5, 4), date(2026, 12, 25)}) == moved


def test_day_is_moved_over_two_bank_holidays_in_a_row():
    easter = {date(2026, 3, 30), date(2026, 4, 6)}

    assert off_holidays(date(2026, 3, 30), holidays=easter) == date(2026, 4, 13)


def test_moved_day_says_where_it_was():
    [found] = candidates(rule(LAST, FRIDAY, (12,)), year=2026, holidays=CHRISTMAS)

    assert found == Candidate(date(2026, 12, 18), 12, moved_from=date(2026, 12, 25))


# --- What lacks ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promised", "existing", "count"),
    [(2, 0, 2), (2, 1, 1), (2, 3, 0), (0, 0, 0), (None, 4, None)],
    ids=["none yet", "one", "more than promised", "promises none", "promise not known"],
)
def test_promise_lacks_what_does_not_exist(promised, existing, count):
    assert lacking_count(promised, existing=existing) == count


@pytest.mark.parametrize(
    ("days", "proposed"),
    [
        pytest.param([], [MARCH, JUNE], id="nothing there"),
        pytest.param([date(2027, 3, 9)], [JUNE], id="on the day"),
        pytest.param([date(2027, 3, 16)], [JUNE], id="in the month"),
        pytest.param([date(2027, 5, 11)], [MARCH, JUNE], id="in another month"),
    ],
)
def test_month_that_has_a_meeting_gets_no_other(days, proposed):
    assert to_propose([MARCH, JUNE], days=days, lacking=None, today=TODAY) == proposed


def test_meeting_moved_into_the_next_month_takes_its_own_place_only():
    august = Candidate(date(2027, 9, 6), 8, moved_from=date(2027, 8, 30))
    september = Candidate(date(2027, 9, 27), 9)

    days = [date(2027, 9, 6)]

    assert to_propose([august, september], days=days, lacking=1, today=TODAY) == [september]


@pytest.mark.parametrize(
    ("lacking", "proposed"), [(0, []), (1, [JUNE]), (2, [MARCH, JUNE])], ids=["0", "1", "2"]
)
def test_days_to_come_are_proposed_before_past_ones(lacking, proposed):
    today = date(2027, 4, 1)

    assert to_propose([MARCH, JUNE], days=[], lacking=lacking, today=today) == proposed


def at(hour):
    return EVENING.replace(hour=hour, minute=0)


# --- Remarks -------------------------------------------------------------------------------


def remarks(starts_at, *others, ends_at=None, **around):
    default = {"now": datetime(2026, 11, 22), "year": 2027, "holidays": {}}
    return remarks_on(Slot(starts_at, ends_at), others=others, around=Around(**default | around))


def test_usual_day_has_no_remark():
    assert remarks(EVENING) == []


@pytest.mark.parametrize(
    ("starts_at", "around", "remark"),
    [
        pytest.param(
            EVENING, {"now": datetime(2027, 4, 1)}, "This time is in the past.", id="past"
        ),
        pytest.param(EVENING, {"year": 2028}, "This day is not in 2028.", id="other year"),
        pytest.param(datetime(2027, 3, 13, 10), {}, "Weekend: it is a Saturday.", id="weekend"),
        pytest.param(
            EVENING,
            {"holidays": {EVENING.date(): "Fair Day"}},
            "Bank holiday: Fair Day.",
            id="bank holiday",
        ),
        pytest.param(
            EVENING,
            {"unknown_years": frozenset({2027})},
            "We do not know the bank holidays of 2027.",
            id="year not known",
        ),
    ],
)
def test_unusual_day_is_remarked_on(starts_at, around, remark):
    assert remarks(starts_at, **around) == [remark]


@pytest.mark.parametrize(
    ("starts", "ends", "remark"),
    [
        pytest.param(18, at(19), "Clashes with a meeting of the Board, 6pm to 7pm.", id="overlaps"),
        pytest.param(
            10, at(12), "On the same day as a meeting of the Board, 10am to midday.", id="day"
        ),
        pytest.param(10, None, "Clashes with a meeting of the Board, 10am.", id="without an end"),
    ],
)
def test_other_meeting_of_the_day_is_remarked_on(starts, ends, remark):
    other = Slot(at(starts), ends, "a meeting of the Board")

    assert remarks(EVENING, other, ends_at=at(20)) == [remark]


def test_meeting_of_another_day_is_not_remarked_on():
    assert remarks(EVENING, Slot(EVENING.replace(day=10), None, "a meeting")) == []


# --- Late ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "holidays", "day"),
    [
        pytest.param(2026, CHRISTMAS, date(2026, 12, 31), id="thursday"),
        pytest.param(2028, {}, date(2028, 12, 29), id="year ends on a sunday"),
        pytest.param(2026, {date(2026, 12, 31): "Fair"}, date(2026, 12, 30), id="bank holiday"),
    ],
)
def test_last_working_day_of_a_year(year, holidays, day):
    assert last_working_day(year, holidays=holidays) == day


@pytest.mark.parametrize("days", [0, 1, 14, 21])
def test_last_day_for_notice_gives_exactly_the_clear_days(days):
    meeting_on = date(2026, 12, 31)
    last_day = last_day_for_notice(meeting_on, clear_days=days)

    assert clear_days(last_day, meeting_on) == days


def late(promised=2, announced=1, *, clear_days=21, today=TODAY):
    promise = Promise(2026, "open", promised, announced, held=0)
    return lateness(promise, clear_days=clear_days, holidays=CHRISTMAS, today=today)


def test_lateness_says_until_when_to_publish():
    told = late()

    assert told.what == "The second open meeting of 2026 is not announced."
    assert told.until_when == (
        "To give 21 days’ notice for a meeting this year, publish by 9 December 2026."
    )


@pytest.mark.parametrize(
    ("today", "is_too_late"),
    [(date(2026, 12, 9), False), (date(2026, 12, 10), True)],
    ids=["last day", "day after"],
)
def test_it_is_too_late_from_the_day_after(today, is_too_late):
    assert late(today=today).is_too_late is is_too_late


def test_lateness_says_when_it_is_too_late():
    told = late(today=date(2026, 12, 10))

    assert told.until_when == "It is too late to give 21 days’ notice for a meeting in 2026."


@pytest.mark.parametrize(
    ("promised", "announced", "what"),
    [
        (1, 0, "The open meeting of 2026 is not announced."),
        (3, 1, "2 of 3 open meetings of 2026 are not announced."),
        (12, 11, "1 of 12 open meetings of 2026 is not announced."),
    ],
    ids=["only one", "two", "twelfth"],
)
def test_lateness_counts_what_is_not_announced(promised, announced, what):
    assert late(promised, announced).what == what


@pytest.mark.parametrize(
    ("days", "notice"), [(0, "notice"), (1, "1 day’s notice"), (2, "2 days’ notice")], ids=str
)
def test_notice_is_told_in_words(days, notice):
    assert late(clear_days=days).notice == notice


def test_nothing_is_late_when_all_is_announced():
    assert late(promised=2, announced=2) is None
