import pytest

from partnership.rules import list_in_words


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
