"""Two texts are shown as one, word by word, whatever they hold and however long they are."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_portal.publishing.comparison import word_by_word

WORDS = st.lists(st.sampled_from(["a", "b", " ", "\n", "the", ". ", "\r\n", "\u2028", "é"]))


def text_of(pieces: object, *, without: str) -> str:
    return "".join(piece.text for piece in pieces if piece.sort != without)  # type: ignore[attr-defined]


@given(before=WORDS.map("".join), after=WORDS.map("".join))
def test_each_text_can_be_read_out_of_both_in_one(before: str, after: str) -> None:
    pieces = list(word_by_word(before, after))

    assert text_of(pieces, without="added") == before
    assert text_of(pieces, without="removed") == after


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Open at six.", "Open at seven.", "Open at[- six-][+ seven+]."),
        ("One.\nTwo.\nThree.", "One.\nThree.", "One.\n[-Two.\n-]Three."),
        ("One.\nTwo old.\n", "One.\nTwo new.\n", "One.\nTwo[- old-][+ new+].\n"),
        ("", "New.", "[+New.+]"),
        ("Same.", "Same.", "Same."),
    ],
    ids=["word", "line", "word in a line", "all of it", "nothing"],
)
def test_no_more_is_marked_than_what_differs(before: str, after: str, told: str) -> None:
    marks = {"kept": "{}", "removed": "[-{}-]", "added": "[+{}+]"}

    found = "".join(marks[piece.sort].format(piece.text) for piece in word_by_word(before, after))

    assert found == told


@pytest.mark.parametrize("between", ["\n", " "], ids=["lines", "one line"])
@pytest.mark.parametrize("more", ["", "\nMore.\n"], ids=["as many", "one more"])
def test_long_minutes_are_compared_in_time(between: str, more: str) -> None:
    line = " ".join(f"word{number % 60} the" for number in range(100))
    before = between.join(f"{number}. {line}" for number in range(200))
    start = time.process_time()

    pieces = list(word_by_word(before, more + before.replace("word7 ", "other ")))

    assert text_of(pieces, without="added") == before
    assert time.process_time() - start < 2
