from datetime import date

import pytest

from partnership.rules import day_in_words, list_in_words, period_in_words


def test_day_is_written_without_a_leading_zero():
    assert day_in_words(date(2026, 12, 1)) == "1 December 2026"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["a"], "a", id="one"),
        pytest.param(["a", "b"], "a and b", id="two"),
        pytest.param(["a", "b", "c"], "a, b and c", id="three"),
    ],
)
def test_list_is_written_with_commas_and_an_and(words, expected):
    assert list_in_words(words) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(None, None, "", id="unknown"),
        pytest.param(date(2013, 4, 1), None, "from 1 April 2013", id="still"),
        pytest.param(None, date(2022, 7, 1), "until 30 June 2022", id="ended"),
        pytest.param(
            date(2013, 4, 1), date(2022, 7, 1), "from 1 April 2013 until 30 June 2022", id="both"
        ),
    ],
)
def test_period_names_its_last_day_and_not_the_day_after(start, end, expected):
    assert period_in_words(start, end) == expected
