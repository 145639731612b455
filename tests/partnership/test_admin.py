from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from partnership.models import (
    Board,
    Duty,
    GlossaryEntry,
    Helpline,
    Legislation,
    OfficeHolder,
    PartnerBody,
    Source,
)
from tests.back_office import (
    add_row,
    address,
    found,
    list_address,
    open_form,
    publish,
    queries_of_list,
    save_form,
)
from tests.factories.partnership import (
    make_board,
    make_body,
    make_duty,
    make_evidence,
    make_glossary_entry,
    make_helpline,
    make_legislation,
    make_office_holder,
    make_seat,
    make_snb,
    make_source,
)


def test_officer_renames_a_member_without_a_developer(officer: Client) -> None:
    body = make_body(name="Old Housing Trust", slug="old-housing-trust")
    fields = open_form(officer, body) | {"name": "New Homes"}

    save_form(officer, body, fields)
    publish(officer, body, note="It has a new name.")

    page = officer.get("/partnership/members/old-housing-trust/").content.decode()
    assert "New Homes" in page
    assert "It has a new name." in officer.get("/changes/").content.decode()


def test_officer_replaces_a_member_by_its_successor(officer: Client) -> None:
    old, new = make_body(), make_body(name="Care Board")
    fields = open_form(officer, old) | {"successor": new.pk, "existed_until": "2026-04-01"}

    save_form(officer, old, fields)
    publish(officer, old)

    old.refresh_from_db()
    assert (old.successor, old.existed_until) == (new, date(2026, 4, 1))


def test_officer_adds_evidence_to_a_duty(officer: Client) -> None:
    duty = make_duty()
    fields = add_row(open_form(officer, duty), "evidence", label="Report 2026", order="1")

    save_form(officer, duty, fields)
    publish(officer, duty)

    assert duty.evidence.get().label == "Report 2026"


def test_duty_by_law_without_a_reference_is_refused_in_words(officer: Client) -> None:
    duty = make_duty()

    response = save_form(officer, duty, open_form(officer, duty) | {"citation": ""})

    assert response.status_code == 200
    assert response.context["errors"]


def test_secretary_names_a_new_chair(secretary: Client) -> None:
    board = make_snb()
    fields = open_form(secretary, board)
    fields = add_row(fields, "office_holders", name="Sam Lee", office="Chair", order="1")

    save_form(secretary, board, fields)
    publish(secretary, board)

    assert OfficeHolder.objects.get().name == "Sam Lee"


def test_secretary_cannot_remove_who_sat_on_the_board(secretary: Client) -> None:
    board = make_snb()
    make_office_holder(board=board)
    fields = open_form(secretary, board) | {"summary": "New.", "office_holders-0-DELETE": "on"}

    save_form(secretary, board, fields)
    publish(secretary, board)

    assert OfficeHolder.objects.exists()


def test_source_that_facts_come_from_is_not_deleted(officer: Client) -> None:
    source = make_source()
    make_body(source=source)

    officer.post(address(source).replace("change", "delete"), {"post": "yes"})

    assert Source.objects.exists()


# --- Lists -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "make", "queries"),
    [
        (Source, make_source, 8),
        (PartnerBody, lambda: make_body(successor=make_body(), source=make_source()), 8),
        (Duty, lambda: make_evidence(duty=make_duty(lead_body=make_body())), 8),
        (Legislation, make_legislation, 8),
        (Helpline, make_helpline, 10),
        (GlossaryEntry, make_glossary_entry, 8),
    ],
    ids=["source", "body", "duty", "legislation", "helpline", "glossary"],
)
def test_list_costs_the_same_with_one_row_and_with_three(
    officer: Client, model: type[Model], make: Callable[[], Any], queries: int
) -> None:
    assert queries_of_list(officer, model, make, rows=1) == queries
    assert queries_of_list(officer, model, make, rows=2) == queries


def test_list_of_boards_costs_the_same_with_two_boards(
    officer: Client, django_assert_num_queries: Any
) -> None:
    make_seat(board=make_board())
    make_office_holder(board=make_snb())

    with django_assert_num_queries(9):
        officer.get(list_address(Board))


@pytest.mark.parametrize(
    ("question", "make", "lacking", "complete"),
    [
        ("review", make_body, {}, {"reviewed_on": date(2026, 1, 1)}),
        ("old-review", make_body, {"reviewed_on": date(2020, 1, 1)}, {"state": "draft"}),
        (
            "successor",
            make_body,
            {"legal_status": "former_kind", "law_now_names": "care board"},
            {"legal_status": "other"},
        ),
        (
            "due",
            make_duty,
            {"stated_due_on": date(2020, 1, 1), "stated_due_reason": "So."},
            {"stated_due_on": None},
        ),
        ("unknown", make_duty, {"how_often": "yearly"}, {"how_often": "standing"}),
        ("lead", make_duty, {}, {"lead_text": "The chair"}),
        (
            "check",
            make_helpline,
            {"checked_on": date(2020, 1, 1)},
            {"checked_on": date(2099, 1, 1)},
        ),
        ("date", make_source, {}, {"date_text": "date not given"}),
    ],
    ids=["review", "old-review", "successor", "due", "unknown", "lead", "check", "date"],
)
def test_list_answers_what_is_missing(
    officer: Client,
    question: str,
    make: Callable[..., Any],
    lacking: dict[str, Any],
    complete: dict[str, Any],
) -> None:
    wanted = make(**lacking)
    make(**complete)

    assert found(officer, type(wanted), question) == [wanted]


def test_member_without_a_source_is_found(officer: Client) -> None:
    make_body(source=make_source())
    body = make_body()

    assert found(officer, PartnerBody, "source") == [body]


def test_duty_without_evidence_is_found(officer: Client) -> None:
    make_evidence()
    duty = make_duty()

    assert found(officer, Duty, "evidence") == [duty]


def test_only_a_public_record_links_to_its_page(officer: Client) -> None:
    make_body(slug="shown")
    make_body(slug="hidden", state="draft", published_at=None)

    page = officer.get(list_address(PartnerBody)).content.decode()

    assert "/partnership/members/shown/" in page
    assert "/partnership/members/hidden/" not in page
