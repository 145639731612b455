from datetime import datetime, time

import pytest

from snb.rules import (
    Promise,
    meeting_counts,
    standing,
    time_in_words,
    times_in_words,
    weekday_and_day,
)

EVENING = datetime(2026, 12, 10, 18, 30)


def test_day_is_written_with_its_weekday():
    assert weekday_and_day(EVENING) == "Thursday 10 December 2026"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        pytest.param(time(18, 30), "6:30pm", id="half"),
        pytest.param(time(20), "8pm", id="whole"),
        pytest.param(time(9, 5), "9:05am", id="morning"),
        pytest.param(time(12), "midday", id="midday"),
        pytest.param(time(12, 30), "12:30pm", id="after midday"),
        pytest.param(time(0), "midnight", id="midnight"),
        pytest.param(time(0, 15), "12:15am", id="after midnight"),
    ],
)
def test_time_is_written_as_people_say_it(moment, words):
    assert time_in_words(moment) == words


@pytest.mark.parametrize(
    ("ends_at", "words"),
    [
        pytest.param(None, "6:30pm", id="open end"),
        pytest.param(EVENING.replace(hour=20, minute=0), "6:30pm to 8pm", id="same day"),
        pytest.param(
            EVENING.replace(day=11, hour=1, minute=0),
            "6:30pm to 1am on Friday 11 December 2026",
            id="next day",
        ),
    ],
)
def test_times_name_the_last_day_only_when_it_is_another(ends_at, words):
    assert times_in_words(EVENING, ends_at) == words


def test_promise_that_nothing_came_of_counts_from_nought():
    promise = Promise(year=2026, access_word="open", promised=2, announced=0, held=0)

    assert promise.sentence == "0 of 2 open meetings announced for 2026"
    assert promise.marks == [False, False]
    assert promise.note == "None is recorded as held so far."


def test_promise_marks_what_was_announced():
    promise = Promise(year=2026, access_word="closed", promised=4, announced=3, held=1)

    assert promise.sentence == "3 of 4 closed meetings announced for 2026"
    assert promise.marks == [True, True, True, False]
    assert promise.note == "1 held so far."


def test_promise_of_one_meeting_is_written_in_the_singular():
    promise = Promise(year=2026, access_word="open", promised=1, announced=2, held=2)

    assert promise.sentence == "2 of 1 open meeting announced for 2026"
    assert promise.marks == [True]


@pytest.mark.parametrize(
    ("state", "is_over", "tag_text"),
    [
        pytest.param("planned", False, "", id="to come"),
        pytest.param("planned", True, "Not recorded", id="time has passed"),
        pytest.param("held", True, "Held", id="held"),
        pytest.param("cancelled", False, "Cancelled", id="cancelled"),
        pytest.param("postponed", True, "Postponed", id="postponed"),
    ],
)
def test_standing_says_what_became_of_a_meeting(state, is_over, tag_text):
    assert standing(state, is_over=is_over).tag_text == tag_text


@pytest.mark.parametrize(
    ("state", "is_example", "counts"),
    [
        pytest.param("planned", False, True, id="planned"),
        pytest.param("held", False, True, id="held"),
        pytest.param("cancelled", False, False, id="cancelled"),
        pytest.param("postponed", False, False, id="postponed"),
        pytest.param("held", True, False, id="example"),
    ],
)
def test_only_real_meetings_that_stand_count_towards_the_promise(state, is_example, counts):
    assert meeting_counts(state, is_example=is_example) is counts
