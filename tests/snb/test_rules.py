import pytest

from snb.rules import Promise, meeting_counts, standing


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
    promise = Promise(year=2026, access_word="open", promised=1, announced=1, held=1)

    assert promise.sentence == "1 of 1 open meeting announced for 2026"
    assert promise.marks == [True]


def test_more_meetings_than_were_promised_are_not_counted_out_of_them():
    promise = Promise(year=2026, access_word="open", promised=2, announced=4, held=2)

    assert promise.sentence == "4 open meetings announced for 2026, more than the 2 promised"
    assert promise.marks == [True, True]


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
