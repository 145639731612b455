"""Advice on plain English: it advises, and never stops anybody from saving."""

import pytest
from django.test import Client

from csp_portal.plain_english.rules import (
    advise,
    jargon,
    long_sentences,
    reading_age,
    sentences,
    syllables,
    unexplained,
)
from tests.back_office import address, open_form, save_form
from tests.factories.consultations import make_consultation
from tests.factories.partnership import make_glossary_entry
from tests.factories.priorities import make_plan

LONG = "We " + "really " * 25 + "mean it."
EASY = "We go out. We talk to you. You tell us what you see. We write it down. " * 4
HARD = (
    "Multidisciplinary organisational responsibilities necessitate comprehensive deliberation. " * 8
)


def test_sentences_end_at_a_stop_and_at_a_line() -> None:
    assert sentences("One. “Two!” Three?\nFour") == ["One.", "“Two!", "Three?", "Four"]


def test_sentence_of_25_words_is_not_long() -> None:
    assert long_sentences("word " * 25) == []
    assert long_sentences(LONG) == [LONG]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ASB team came.", ["ASB"]),
        ("Two PSPOs and one MARAC.", ["PSPO", "MARAC"]),
        ("Antisocial behaviour (ASB) rose. ASB fell.", []),
        ("ASB (antisocial behaviour) rose.", []),
        ("The UK has a TV.", []),
        ("The CSP met.", []),
        ("Part II, at IG11 7LU.", []),
        ("A child said I.", []),
    ],
    ids=range(8),
)
def test_abbreviation_that_nobody_explains_is_found(text: str, found: list[str]) -> None:
    assert unexplained(text, known=["csp"]) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We will tackle it. Tackle more.", ["tackle"]),
        ("In order to help", ["in order to"]),
        ("A robust, multi-agency plan", ["robust", "multi-agency"]),
        ("A tackler delivers", []),
    ],
    ids=range(4),
)
def test_jargon_is_found_once_with_a_plainer_word(text: str, found: list[str]) -> None:
    assert list(map(lambda hint: hint[0], jargon(text))) == found  # noqa: C417 - no branch


@pytest.mark.parametrize(
    ("word", "count"),
    [("crime", 1), ("police", 2), ("robbery", 3), ("asked", 1), ("wanted", 2), ("violence", 3)],
)
def test_syllables_are_counted_by_rule(word: str, count: int) -> None:
    assert syllables(word) == count


def test_reading_age_tells_easy_from_hard() -> None:
    easy, hard = reading_age(EASY), reading_age(HARD)

    assert easy is not None
    assert hard is not None
    assert easy <= 9 < 12 < hard


def test_short_text_has_no_reading_age() -> None:
    assert reading_age("Comprehensive deliberation.") is None


def test_plain_text_needs_no_advice() -> None:
    assert not advise(EASY)
    assert advise(HARD).is_hard


# --- In the back office ------------------------------------------------------------------


def test_stored_text_gets_advice_when_its_form_is_opened(officer: Client) -> None:
    plan = make_plan(summary="We tackle it.", gaps=f"<p>{LONG}</p>")

    page = officer.get(address(plan)).content.decode()

    assert "Instead of “tackle”" in page
    assert "Long sentence (28 words)" in page


def test_glossary_explains_for_every_text(officer: Client) -> None:
    make_glossary_entry(term="Antisocial behaviour", abbreviation="ASB")
    plan = make_plan(summary="The ASB and the XQZ teams.")

    page = officer.get(address(plan)).content.decode()

    assert "“XQZ” is not explained" in page
    assert "“ASB” is not explained" not in page


def test_quotation_stays_as_it_was_said(officer: Client) -> None:
    plan = make_plan(aim="We tackle it.")

    assert "Instead of" not in officer.get(address(plan)).content.decode()


def test_advice_stops_nobody_from_saving(officer: Client) -> None:
    plan = make_plan()

    response = save_form(officer, plan, open_form(officer, plan) | {"summary": LONG})

    assert response.status_code == 302
    assert open_form(officer, plan)["summary"] == LONG


def test_rows_of_a_record_get_advice_without_asking_the_glossary_twice(
    officer: Client, django_assert_max_num_queries: object
) -> None:
    consultation = make_consultation(summary="The XQZ team.", outcome="The ZQX team.")

    page = officer.get(address(consultation)).content.decode()

    assert "“XQZ” is not explained" in page
    assert "“ZQX” is not explained" in page


def test_typed_text_gets_advice(officer: Client) -> None:
    response = officer.post("/admin/plain-english/", {"text": "<p>We <strong>tackle</strong></p>"})

    assert "Instead of “tackle”" in response.content.decode()


def test_typed_text_is_never_sent_back_as_marks(officer: Client) -> None:
    typed = "<p>&lt;script&gt;" + "very " * 30 + "long.</p>"

    response = officer.post("/admin/plain-english/", {"text": typed})

    assert "<script" not in response.content.decode()
    assert "&lt;script&gt;" in response.content.decode()


def test_advice_is_only_for_those_who_sign_in(client: Client, portal: object) -> None:
    assert client.post("/admin/plain-english/", {"text": "tackle"}).status_code == 302


def test_advice_is_only_asked_for_by_post(officer: Client) -> None:
    assert officer.get("/admin/plain-english/", {"text": "tackle"}).status_code == 405
