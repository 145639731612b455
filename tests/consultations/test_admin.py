from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from consultations.models import Consultation, Finding, Voice
from tests.back_office import add_row, found, open_form, publish, queries_of_list, save_form
from tests.factories.consultations import (
    make_consultation,
    make_finding,
    make_proposal,
    make_turnout,
    make_voice,
)
from tests.factories.priorities import make_priority


def test_officer_adds_a_consultation_with_what_was_proposed(officer: Client) -> None:
    typed = {
        "title": "Your plan, your say",
        "slug": "your-say",
        "summary": "We asked what you think.",
        "period_text": "May 2026",
    }
    fields = open_form(officer, Consultation) | typed
    fields = add_row(fields, "proposals", title="Safer parks", slug="safer-parks", order="1")

    save_form(officer, Consultation, fields)
    publish(officer, Consultation.objects.get())

    assert "Safer parks" in officer.get("/consultations/your-say/").content.decode()


def test_officer_adds_what_a_voice_said(officer: Client) -> None:
    voice = make_voice()
    said = {"kind": "finding", "order": "1", "slug": "lights", "text": "Parks are dark."}
    fields = add_row(open_form(officer, voice), "findings", **said)
    fields = add_row(fields, "turnout", order="1", count="231", counted="answers")

    save_form(officer, voice, fields)
    publish(officer, voice.consultation)

    assert voice.findings.get().response_kind == "not_answered"
    assert voice.turnout.get().count == 231


def test_officer_answers_a_finding(officer: Client) -> None:
    finding, priority = make_finding(), make_priority()
    answer = {"response_kind": "we_did", "response": "New lamps.", "responded_on": "2026-11-01"}
    fields = open_form(officer, finding) | answer | {"priorities": [priority.pk]}

    save_form(officer, finding, fields)
    publish(officer, finding.voice.consultation)

    finding.refresh_from_db()
    assert finding.response == "New lamps."
    assert list(finding.priorities.all()) == [priority]


def test_answer_without_a_date_is_refused_in_words(officer: Client) -> None:
    finding = make_finding()
    fields = open_form(officer, finding) | {"response_kind": "we_did", "response": "New lamps."}

    response = save_form(officer, finding, fields)

    assert response.status_code == 200
    assert response.context["errors"]


def test_finding_is_tied_only_to_a_proposal_of_its_own_consultation(officer: Client) -> None:
    voice = make_voice()
    own, other = make_proposal(consultation=voice.consultation), make_proposal()
    make_finding(voice=voice)

    page = officer.get(f"/admin/consultations/voice/{voice.pk}/change/").content.decode()

    assert own.title in page
    assert other.title not in page


@pytest.mark.parametrize(
    ("model", "make", "queries"),
    [
        (Consultation, make_proposal, 10),
        (Voice, make_turnout, 9),
        (Finding, make_finding, 9),
    ],
    ids=["consultation", "voice", "finding"],
)
def test_list_costs_the_same_with_one_row_and_with_three(
    officer: Client, model: type[Model], make: Callable[[], Any], queries: int
) -> None:
    assert queries_of_list(officer, model, make, rows=1) == queries
    assert queries_of_list(officer, model, make, rows=2) == queries


def test_finding_without_an_answer_is_found(officer: Client) -> None:
    wanted = make_finding()
    make_finding(response_kind="we_did", response="Done.", responded_on=date(2026, 1, 1))

    assert found(officer, Finding, "answer") == [wanted]


def test_consultation_with_unanswered_findings_is_found_once(officer: Client) -> None:
    voice = make_voice()
    make_finding(voice=voice)
    make_finding(voice=voice)

    assert found(officer, Consultation, "answers") == [voice.consultation]


def test_closed_consultation_without_an_outcome_is_found(officer: Client) -> None:
    wanted = make_consultation(closes_on=date(2020, 1, 1))
    make_consultation(closes_on=date(2020, 1, 1), outcome="We changed the plan.")

    assert found(officer, Consultation, "outcome") == [wanted]
