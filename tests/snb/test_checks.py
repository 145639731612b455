"""What is found before a notice is issued: each thing once, with how to put it right."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from snb.rules.checks import Setting, checks
from snb.rules.facts import MeetingFacts, VenueFacts
from snb.rules.notices import NoticeKind

ZONE = ZoneInfo("Europe/London")
AT = datetime(2027, 1, 4, 9, 0, tzinfo=ZONE)
HALL = VenueFacts(
    "Town Hall", "1 High Street", step_free="Yes", accessible_toilet="Yes", hearing_loop="No",
    parking="Yes",
)  # fmt: skip
FACTS = MeetingFacts(
    board="Board",
    title="Open meeting",
    access="open",
    status="planned",
    starts_at=datetime(2027, 3, 9, 18, 30, tzinfo=ZONE),
    ends_at=datetime(2027, 3, 9, 20, 30, tzinfo=ZONE),
    venue=HALL,
    questions_due_at=datetime(2027, 3, 7, 12, 0, tzinfo=ZONE),
)
SETTING = Setting(
    after=FACTS, before=None, kind=NoticeKind.ANNOUNCEMENT, at=AT, notice_days=14, can_ask=True
)
GOOD_FRIDAY = date(2027, 3, 26)
SOON = {
    "starts_at": AT + timedelta(days=3),
    "ends_at": None,
    "questions_due_at": AT + timedelta(days=2),
}


def on(day: date) -> dict[str, Any]:
    return {
        "starts_at": datetime(day.year, day.month, day.day, 18, 30, tzinfo=ZONE),
        "ends_at": datetime(day.year, day.month, day.day, 20, 30, tzinfo=ZONE),
    }


def found(facts: dict[str, Any] | None = None, **world: Any) -> list[str]:
    """Return the codes of what is found."""
    setting = replace(SETTING, after=replace(FACTS, **facts or {}), **world)
    return [check.code for check in checks(setting)]


def test_notice_with_everything_in_order_has_no_remark() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"starts_at": AT - timedelta(days=1), "ends_at": None}, "past"),
        ({"ends_at": FACTS.starts_at}, "order"),
        ({"venue": None}, "place"),
        ({"status": "cancelled"}, "reason"),
        ({"access": "closed"}, "closed"),
    ],
)
def test_error_comes_first_and_stops_the_notice(facts: dict[str, Any], code: str) -> None:
    first = checks(replace(SETTING, after=replace(FACTS, **facts)))[0]

    assert (first.code, first.is_error) == (code, True)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (SOON, "short_notice"),
        (on(date(2027, 3, 6)), "weekend"),
        ({"venue": replace(HALL, step_free="Not known")}, "venue_access"),
        ({"questions_due_at": None}, "questions_due"),
        ({"questions_due_at": FACTS.starts_at + timedelta(hours=1)}, "questions_late"),
        ({"ends_at": None}, "end"),
        ({"title": "Closed meeting"}, "closed_as_open"),
    ],
)
def test_remark_asks_for_a_tick(facts: dict[str, Any], code: str) -> None:
    assert code in found(facts)


def test_bank_holiday_is_named() -> None:
    after = replace(FACTS, **on(GOOD_FRIDAY))

    remarks = checks(replace(SETTING, after=after, bank_holidays={GOOD_FRIDAY: "Good Friday"}))

    assert "The day is a bank holiday: Good Friday." in [check.text for check in remarks]


def test_other_meeting_at_the_same_time_is_named() -> None:
    remarks = checks(replace(SETTING, clashes=("Board meeting",)))

    assert [check.code for check in remarks] == ["clash"]


def test_meeting_known_as_closed_is_not_opened_unseen() -> None:
    assert found(was_closed=True) == ["closed_as_open"]


def test_nobody_to_ask_is_remarked() -> None:
    assert found(can_ask=False) == ["ask"]


def test_meeting_online_needs_no_venue() -> None:
    assert found({"venue": None, "online_link": "https://x.example"}) == []


def test_change_that_tells_no_new_day_gives_no_new_notice() -> None:
    before = replace(FACTS, **SOON)

    assert "short_notice" not in found(SOON, before=before, kind=NoticeKind.CHANGE)


def test_exactly_the_days_of_the_rule_are_enough() -> None:
    assert "short_notice" not in found(on(date(2027, 1, 19)))


def test_one_day_less_than_the_rule_is_short() -> None:
    assert "short_notice" in found(on(date(2027, 1, 18)))


def test_cancellation_is_not_asked_about_the_way_in() -> None:
    facts = {"status": "cancelled", "called_off_reason": "No heating.", "venue": None}

    assert found(facts, before=FACTS, kind=NoticeKind.CANCELLATION) == []


def test_minutes_of_a_past_meeting_are_no_error() -> None:
    later = FACTS.starts_at + timedelta(days=9)

    assert found({"minutes": "draft"}, before=FACTS, kind=NoticeKind.MINUTES, at=later) == []


def test_meeting_in_the_hour_that_comes_twice_ends_after_it_starts() -> None:
    night = datetime(2027, 10, 31, 1, 30, tzinfo=ZONE)
    times = {"starts_at": night, "ends_at": night.replace(minute=15, fold=1)}

    assert "order" not in found(times)


def test_notice_of_a_board_that_residents_cannot_see_is_an_error() -> None:
    assert found(is_hidden=True) == ["hidden"]
