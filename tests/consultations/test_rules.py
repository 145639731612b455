import pytest

from consultations.rules import count_answers


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ([], "Our sources do not say what people told us."),
        (["not_answered"], "1 point was made. We have not answered it yet."),
        (["not_answered"] * 24, "24 points were made. We have not answered any yet."),
        (
            ["we_did", "we_did_not", "not_answered"],
            "3 points were made. We acted on 1, said no to 1. 1 is not answered yet.",
        ),
        (
            ["we_did", "we_did"],
            "2 points were made. We acted on 2, said no to 0. All have an answer.",
        ),
    ],
    ids=["none", "one_open", "all_open", "mixed", "all_answered"],
)
def test_answers_are_told_in_words(kinds, sentence):
    assert count_answers(kinds).sentence == sentence


def test_answers_are_counted_by_kind():
    answers = count_answers(["we_did", "we_did_not", "we_did", "not_answered"])

    assert (answers.did, answers.did_not, answers.open, answers.total) == (2, 1, 1, 4)
