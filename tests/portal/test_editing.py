"""Two people open the same record; nobody overwrites what the other saved unseen."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from csp_portal.accounts.models import User
from csp_portal.identity.models import Identity
from csp_portal.roles import OFFICER
from partnership.models import Source
from priorities.models import PlannedAction, Theme
from tests.back_office import add_row, open_form, read_form, save_form
from tests.conftest import enter
from tests.factories.consultations import make_finding
from tests.factories.partnership import make_board, make_body, make_seat, make_source
from tests.factories.priorities import make_action, make_measure, make_theme, make_update


@pytest.fixture
def colleague(officer: Client) -> Client:
    """A second browser, in which another officer has signed in."""
    user = User.objects.create_user(username="bo", first_name="Bo", last_name="Berg", is_staff=True)
    user.groups.add(Group.objects.get(name=OFFICER))
    return enter(user)


def test_second_save_overwrites_nothing(officer: Client, colleague: Client) -> None:
    board = make_board(name="Board")
    typed = open_form(officer, board) | {"summary": "Mine."}
    save_form(colleague, board, open_form(colleague, board) | {"summary": "Theirs."})

    response = save_form(officer, board, typed)

    assert response.status_code == 200
    assert open_form(officer, board)["summary"] == "Theirs."


def test_second_person_is_told_who_saved_and_what_differs(
    officer: Client, colleague: Client
) -> None:
    board = make_board(name="Board")
    typed = open_form(officer, board) | {"summary": "Mine."}
    save_form(colleague, board, open_form(colleague, board) | {"summary": "Theirs."})

    response = save_form(officer, board, typed)

    told = response.context["adminform"].form.non_field_errors()
    assert "Bo Berg saved this record at " in str(told)
    assert [(d.label, d.stored) for d in response.context["differences"]] == [
        ("Summary", "Theirs.")
    ]


def test_second_person_keeps_everything_that_was_typed(officer: Client, colleague: Client) -> None:
    board = make_board(name="Board")
    typed = open_form(officer, board) | {"summary": "Mine.", "history": "Also mine."}
    typed = add_row(typed, "seats", order="1", description="My seat")
    save_form(colleague, board, open_form(colleague, board) | {"summary": "Theirs."})

    page = save_form(officer, board, typed).content.decode()

    assert all(text in page for text in ("Mine.", "Also mine.", "My seat"))


def test_second_person_may_save_after_reading(officer: Client, colleague: Client) -> None:
    board = make_board(name="Board")
    typed = open_form(officer, board) | {"summary": "Mine."}
    save_form(colleague, board, open_form(colleague, board) | {"summary": "Theirs."})
    refused = save_form(officer, board, typed)

    response = save_form(officer, board, typed | {"seen_edition": edition_in(refused)})

    assert response.status_code == 302
    assert open_form(officer, board)["summary"] == "Mine."


def test_row_is_part_of_its_record(officer: Client, colleague: Client) -> None:
    board = make_board()
    make_seat(board=board, description="Old seat")
    typed = open_form(officer, board) | {"seats-0-description": "My seat"}
    rows = open_form(colleague, board) | {"seats-0-description": "Their seat"}
    save_form(colleague, board, rows)

    response = save_form(officer, board, typed)

    assert open_form(officer, board)["seats-0-description"] == ["Their seat"]
    assert response.context["differences"][0].label == "Seat 1, Description"


def test_row_the_other_person_added_is_named_and_kept(officer: Client, colleague: Client) -> None:
    board = make_board()
    typed = open_form(officer, board)
    rows = add_row(open_form(colleague, board), "seats", order="1", description="Their seat")
    save_form(colleague, board, rows)

    refused = save_form(officer, board, typed)
    save_form(officer, board, typed | {"seen_edition": edition_in(refused)})

    assert "Their seat" in refused.context["differences"][0].stored
    assert open_form(officer, board)["seats-0-description"] == ["Their seat"]


def test_row_the_other_person_removed_does_not_stop_the_second_save(
    officer: Client, colleague: Client
) -> None:
    board = make_board()
    make_seat(board=board)
    typed = open_form(officer, board) | {"summary": "Mine."}
    save_form(colleague, board, open_form(colleague, board) | {"seats-0-DELETE": "on"})
    refused = save_form(officer, board, typed)

    response = save_form(officer, board, typed | reread(refused))

    assert response.status_code == 302
    assert open_form(officer, board)["seats-TOTAL_FORMS"] == ["0"]


def test_form_without_its_edition_is_refused(officer: Client) -> None:
    board = make_board()
    fields = open_form(officer, board)
    del fields["seen_edition"]

    response = save_form(officer, board, fields)

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (make_source, "note"),
        (make_theme, "summary"),
        (make_action, "title"),
    ],
    ids=["source", "theme", "action"],
)
def test_records_without_a_state_are_guarded_as_well(
    officer: Client, colleague: Client, make: object, field: str
) -> None:
    record: Source | Theme | PlannedAction = make()  # type: ignore[operator]
    typed = open_form(officer, record) | {field: "Mine."}
    save_form(colleague, record, open_form(colleague, record) | {field: "Theirs."})

    response = save_form(officer, record, typed)

    assert "Theirs." in open_form(officer, record)[field]
    assert response.context["differences"][0].stored == "Theirs."


def test_update_of_an_action_is_part_of_the_action(officer: Client, colleague: Client) -> None:
    action = make_update().action
    typed = open_form(officer, action)
    save_form(colleague, action, open_form(colleague, action) | {"updates-0-text": "Theirs."})

    response = save_form(officer, action, typed | {"updates-0-text": "Mine."})

    assert response.status_code == 200
    assert open_form(officer, action)["updates-0-text"] == "Theirs."


def test_answer_given_meanwhile_is_not_lost(officer: Client, colleague: Client) -> None:
    finding = make_finding()
    typed = open_form(officer, finding)
    answer = {"response_kind": "we_did", "response": "Theirs.", "responded_on": "2026-11-01"}
    save_form(colleague, finding, open_form(colleague, finding) | answer)

    response = save_form(officer, finding, typed)

    stored = {difference.label: difference.stored for difference in response.context["differences"]}
    assert stored["What came of it"] == "We did"
    assert stored["Responded on"] == "1 November 2026"


def test_differences_name_records_and_not_their_numbers(officer: Client, colleague: Client) -> None:
    measure = make_measure()
    theme, source = make_theme(name="Burglary"), make_source(title="New source")
    typed = open_form(officer, measure)
    changes = {"themes": [theme.pk], "source": source.pk, "is_headline": "on"}
    save_form(colleague, measure, open_form(colleague, measure) | changes)

    response = save_form(officer, measure, typed)

    stored = {difference.stored for difference in response.context["differences"]}
    assert stored == {"New source", "Burglary", "Yes"}


def test_the_partnership_itself_is_guarded(officer: Client, colleague: Client) -> None:
    identity = Identity.objects.get()
    typed = open_form(officer, identity) | {"summary": "Mine."}
    save_form(colleague, identity, open_form(colleague, identity) | {"summary": "Theirs."})

    save_form(officer, identity, typed)

    assert Identity.objects.get().summary == "Theirs."


def test_two_saves_of_different_records_do_not_meet(officer: Client, colleague: Client) -> None:
    first, second = make_body(), make_body()
    typed = open_form(officer, first) | {"summary": "Mine."}
    save_form(colleague, second, open_form(colleague, second) | {"summary": "Theirs."})

    response = save_form(officer, first, typed)

    assert response.status_code == 302


def edition_in(response: object) -> str:
    """Return the edition that a refused form now carries."""
    return reread(response)["seen_edition"]


def reread(response: object) -> dict[str, str]:
    """Return the hidden answers of a refused form: its edition, and rows marked for removal."""
    fields = read_form(response.content.decode())  # type: ignore[attr-defined]
    return {name: fields[name][0] for name in fields if name == "seen_edition" or "DELETE" in name}
