"""Which notice a draft allows, and what changed, in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snb.messages import message_of
from snb.rules.facts import MeetingFacts, VenueFacts
from snb.rules.notices import (
    NoticeKind,
    clear_days,
    heading,
    kinds_open,
    notice_in_words,
    sentences,
)

ZONE = ZoneInfo("Europe/London")
HALL = VenueFacts("Town Hall", "1 High Street", "AB1 2CD", step_free="Not known")
FACTS = MeetingFacts(
    board="Board",
    title="Open meeting",
    access="open",
    status="planned",
    starts_at=datetime(2027, 3, 9, 18, 30, tzinfo=ZONE),
    ends_at=datetime(2027, 3, 9, 20, 30, tzinfo=ZONE),
    venue=HALL,
)
CANCELLED = replace(FACTS, status="cancelled", called_off_reason="No heating.")
POSTPONED = replace(FACTS, status="postponed", called_off_reason="No heating.")
WEEK = timedelta(days=7)
WHEN = "Tuesday 9 March 2027, 6:30pm to 8:30pm"


def moved(by: timedelta) -> MeetingFacts:
    return replace(FACTS, starts_at=FACTS.starts_at + by, ends_at=FACTS.starts_at + by + WEEK / 84)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (None, FACTS, ["announcement"]),
        (None, CANCELLED, ["cancellation"]),
        (FACTS, FACTS, ["reminder"]),
        (FACTS, CANCELLED, ["cancellation"]),
        (FACTS, POSTPONED, ["postponement"]),
        (CANCELLED, FACTS, ["announcement"]),
        (POSTPONED, moved(WEEK), ["announcement"]),
        (FACTS, moved(WEEK), ["postponement", "change"]),
        (FACTS, moved(-WEEK), ["change", "postponement"]),
        (FACTS, moved(timedelta(hours=1)), ["change"]),
        (FACTS, replace(FACTS, venue=None, online_link="https://x.example"), ["change"]),
        (FACTS, replace(FACTS, agenda=("One",)), ["agenda"]),
        (FACTS, replace(FACTS, agenda=("One",), papers=("Report",)), ["papers", "agenda"]),
        (FACTS, replace(FACTS, minutes="draft"), ["minutes"]),
        (FACTS, replace(FACTS, board="A new name"), ["change"]),
        (FACTS, replace(FACTS, board="A new name", agenda=("One",)), ["agenda"]),
        (CANCELLED, CANCELLED, []),
    ],
)
def test_kind_of_notice_follows_from_what_differs(
    before: MeetingFacts | None, after: MeetingFacts, kinds: list[str]
) -> None:
    assert kinds_open(before, after) == kinds


def test_meeting_that_is_over_gets_no_reminder() -> None:
    assert kinds_open(FACTS, FACTS, is_over=True) == []


def test_meeting_that_was_never_announced_can_still_publish_minutes() -> None:
    assert kinds_open(None, replace(FACTS, minutes="agreed"), is_over=True) == ["minutes"]


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (
            {"venue": VenueFacts("Library", "2 Road")},
            "The place has changed from Town Hall, 1 High Street, AB1 2CD to Library, 2 Road.",
        ),
        ({"venue": None}, f"The place is not known any more. It was to be {HALL.in_a_line}."),
        (
            {"starts_at": FACTS.starts_at + WEEK, "ends_at": FACTS.starts_at + WEEK + WEEK / 84},
            "The date has changed from Tuesday 9 March 2027 to Tuesday 16 March 2027.",
        ),
        (
            {"ends_at": FACTS.starts_at + timedelta(hours=1)},
            "The time has changed from “6:30pm to 8:30pm” to “6:30pm to 7:30pm”.",
        ),
        ({"title": "Another"}, "The name has changed from “Open meeting” to “Another”."),
        ({"online_link": "https://x.example"}, "You can join online now."),
        (
            {"venue": replace(HALL, step_free="Yes")},
            "Way in without steps: now “Yes”. We had said “Not known”.",
        ),
        (
            {"questions_due_at": datetime(2027, 3, 7, 12, 0, tzinfo=ZONE)},
            "You can send questions until midday on Sunday 7 March 2027.",
        ),
        (
            {"status": "cancelled"},
            f"The meeting is cancelled. It was to be held on {WHEN}.",
        ),
        ({"agenda": ("One",)}, "The agenda is published."),
        ({"papers": ("One",)}, "The papers are published."),
        ({"minutes": "agreed"}, "The minutes are agreed."),
        ({"summary": "About burglary."}, "What we say about the meeting has changed."),
    ],
)  # fmt: skip
def test_change_is_said_in_a_sentence(after: dict[str, Any], sentence: str) -> None:
    assert sentences(FACTS, replace(FACTS, **after)) == [sentence]


def test_several_changes_come_in_the_order_that_matters() -> None:
    after = replace(moved(WEEK), venue=None, title="Another")

    told = [sentence.split(" has ")[0].split(" is ")[0] for sentence in sentences(FACTS, after)]

    assert told == ["The date", "The place", "The name"]


def test_same_clock_after_the_clocks_change_is_the_same_time() -> None:
    before = replace(FACTS, starts_at=datetime(2027, 3, 27, 18, 30, tzinfo=ZONE), ends_at=None)
    after = replace(FACTS, starts_at=datetime(2027, 3, 29, 18, 30, tzinfo=ZONE), ends_at=None)

    assert sentences(before, after) == [
        "The date has changed from Saturday 27 March 2027 to Monday 29 March 2027."
    ]


@pytest.mark.parametrize(
    ("issued", "meeting", "days"),
    [
        (date(2027, 3, 1), date(2027, 3, 1), 0),
        (date(2027, 3, 1), date(2027, 3, 2), 0),
        (date(2027, 3, 1), date(2027, 3, 16), 14),
        (date(2027, 3, 9), date(2027, 3, 1), 0),
    ],
)
def test_clear_days_count_neither_end(issued: date, meeting: date, days: int) -> None:
    assert clear_days(issued, meeting) == days


def test_days_of_notice_are_said_in_words() -> None:
    assert [notice_in_words(days) for days in (0, 1, 14)] == [
        "0 days’ notice given", "1 day’s notice given", "14 days’ notice given",
    ]  # fmt: skip


def test_heading_says_what_happened_to_which_meeting() -> None:
    assert heading(NoticeKind.CANCELLATION, CANCELLED) == (
        "Meeting cancelled: Open meeting, 9 March 2027"
    )


# --- Facts kept as data ----------------------------------------------------------------------

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC).astimezone(ZONE)
)
TEXTS = st.text(max_size=30)


@given(
    starts_at=MOMENTS, due=st.none() | MOMENTS, title=TEXTS, agenda=st.lists(TEXTS, max_size=3),
    venue=st.none() | st.builds(VenueFacts, name=TEXTS, address=TEXTS),
)  # fmt: skip
def test_facts_come_back_as_they_were(
    starts_at: datetime, due: datetime | None, title: str, agenda: list[str], venue: Any
) -> None:
    facts = replace(
        FACTS, starts_at=starts_at, ends_at=None, questions_due_at=due, title=title,
        agenda=tuple(agenda), venue=venue,
    )  # fmt: skip

    assert MeetingFacts.from_json(facts.as_json(), zone=ZONE) == facts


def test_facts_of_an_earlier_release_get_what_was_added_since() -> None:
    data = FACTS.as_json()
    del data["papers"], data["minutes"]

    assert MeetingFacts.from_json(data, zone=ZONE) == FACTS


def test_subject_of_a_mail_names_the_day_however_long_the_title() -> None:
    long = replace(FACTS, title="A" * 200)

    message = message_of(NoticeKind.ANNOUNCEMENT, long, [], url="https://vale.example/")

    assert len(message.subject) == 200
    assert message.subject.endswith("…, 9 March 2027")
