"""Every permission against every role, by the table and through the real pages."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from csp_portal.accounts.rows import limit_for
from csp_portal.audit.models import Kind
from csp_portal.audit.services import record_event
from csp_portal.roles import ADMINISTRATOR, APPROVER, OFFICER, ROLES, SECRETARY, SNB_ONLY, rows_for
from partnership.models import Board
from snb.models import AgendaItem, Meeting
from tests.back_office import address, list_address, move, open_form, save_form
from tests.conftest import enter, make_person, signed_in
from tests.factories import consultations, partnership, priorities, snb
from tests.factories.documents import make_document, make_file
from tests.people import make_staff

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LABELS = [model._meta.label_lower for model in apps.get_models()]
ROLE = pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
# A record of each model whose pages can be asked, deletable as far as its own rules go.
MAKE: dict[str, Callable[[], Model]] = {
    "partnership.partnerbody": lambda: partnership.make_body(state="draft", published_at=None),
    "partnership.board": lambda: partnership.make_snb(state="draft", published_at=None),
    "partnership.duty": lambda: partnership.make_duty(state="draft", published_at=None),
    "partnership.source": partnership.make_source,
    "partnership.legislation": partnership.make_legislation,
    "partnership.helpline": lambda: partnership.make_helpline(state="draft", published_at=None),
    "priorities.plan": lambda: priorities.make_plan(state="draft", published_at=None),
    "priorities.priority": lambda: priorities.make_priority(state="draft", published_at=None),
    "priorities.measure": lambda: priorities.make_measure(state="draft", published_at=None),
    "priorities.theme": priorities.make_theme,
    "snb.meeting": lambda: snb.make_meeting(state="draft", published_at=None),
    "snb.venue": snb.make_venue,
    "consultations.consultation": lambda: consultations.make_consultation(
        state="draft", published_at=None
    ),
    "audit.entry": lambda: record_event(Kind.SIGN_IN, at=NOON),
    "accounts.user": lambda: make_staff("somebody"),
}
# What no role may do whatever the table says, because of the model's own nature.
NEVER = {("audit.entry", "add"), ("audit.entry", "change"), ("audit.entry", "delete"),
         ("accounts.user", "delete")}  # fmt: skip


def pages(record: Model) -> Iterator[tuple[str, str]]:
    """Yield the verb and the address of each page that a record has."""
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}"
    yield "view", list_address(type(record))
    yield "view", address(record)
    yield "add", reverse(f"{name}_add")
    yield "delete", reverse(f"{name}_delete", args=[record.pk])


def answers(client: Client, record: Model) -> dict[str, int]:
    """Return the status of each page, by its address."""
    return {url: client.get(url).status_code for _verb, url in pages(record)}


@pytest.mark.django_db
@ROLE
def test_role_holds_exactly_the_permissions_of_the_table(role: Any) -> None:
    person = make_person(role.name)

    assert held_by(person) == allowed_by(role)


def held_by(person: Any) -> set[tuple[str, str]]:
    """Return what the person may really do, as (model, verb)."""
    permissions = [one for one in Permission.objects.all() if person.has_perm(name_of(one))]
    return set(map(verb_of, permissions))


def allowed_by(role: Any) -> set[tuple[str, str]]:
    """Return what the table allows, as (model, verb)."""
    return {(label, verb) for label in LABELS for verb in role.verbs_for(label)}


def name_of(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"


def verb_of(permission: Permission) -> tuple[str, str]:
    verb, model = permission.codename.split("_", 1)
    return f"{permission.content_type.app_label}.{model}", verb


@ROLE
@pytest.mark.parametrize("label", MAKE)
def test_pages_answer_as_the_table_says(portal: object, role: Any, label: str) -> None:
    record = MAKE[label]()
    may = set(role.verbs_for(label)) - {verb for model, verb in NEVER if model == label}
    expected = {url: 200 if verb in may else 403 for verb, url in pages(record)}

    assert answers(signed_in(role.name), record) == expected


@ROLE
@pytest.mark.parametrize("label", MAKE)
def test_change_is_refused_unless_the_table_allows_it(
    portal: object, role: Any, label: str
) -> None:
    record = MAKE[label]()
    is_allowed = "change" in role.verbs_for(label) and (label, "change") not in NEVER

    response = save_form(signed_in(role.name), record, {})

    # An empty form is never stored: whoever may change the record is told what is missing.
    assert response.status_code == (200 if is_allowed else 403)


@pytest.mark.parametrize("path", ["", "snb/meeting/", "accounts/user/", "audit/entry/"])
def test_nobody_without_an_account_is_let_in(client: Client, portal: object, path: str) -> None:
    record_event(Kind.SIGN_IN, at=NOON)

    assert client.get(f"/admin/{path}").status_code == 302


@pytest.mark.parametrize("model", [model for model in admin.site._registry], ids=str)  # noqa: C416 - a list for ids
def test_approver_changes_nothing_at_all(model: type[Model], db: None) -> None:
    held = make_person(APPROVER).get_all_permissions()
    app, name = model._meta.app_label, model._meta.model_name

    assert not {f"{app}.{verb}_{name}" for verb in ("add", "change", "delete")} & held


def rows_of(person: Any, model: type[Model]) -> Any:
    """Return the rows the person is held to."""
    limit = limit_for(person, model, verb="view")
    assert limit is not None
    return model._default_manager.filter(limit)


# --- Rows ----------------------------------------------------------------------------------


def the_other_board() -> Board:
    return partnership.make_board(name="Other board", kind="partnership")


def test_secretary_is_shown_only_the_neighbourhood_board(secretary: Client) -> None:
    snb.the_snb()
    the_other_board()

    page = secretary.get(list_address(Board)).content.decode()

    assert "Safer Neighbourhood Board" in page
    assert "Other board" not in page


def test_secretary_cannot_open_or_change_the_other_board(secretary: Client) -> None:
    board = the_other_board()

    opened = secretary.get(address(board), follow=True)
    sent = save_form(secretary, board, {"name": "Mine"})

    board.refresh_from_db()
    assert "doesn’t exist" in opened.content.decode()
    assert sent.status_code in {302, 403}
    assert board.name == "Other board"


def test_secretary_sees_only_meetings_of_the_neighbourhood_board(secretary: Client) -> None:
    snb.make_meeting(title="Ours")
    snb.make_meeting(title="Theirs", board=the_other_board())

    page = secretary.get(list_address(Meeting)).content.decode()

    assert "Ours" in page
    assert "Theirs" not in page


def test_secretary_cannot_give_a_meeting_to_the_other_board(secretary: Client) -> None:
    meeting, other = snb.make_meeting(state="draft", published_at=None), the_other_board()

    response = save_form(
        secretary, meeting, open_form(secretary, meeting) | {"board": [str(other.pk)]}
    )

    meeting.refresh_from_db()
    assert response.context["adminform"].form.errors["board"]
    assert meeting.board != other


def test_secretary_cannot_publish_the_meetings_of_others_from_the_list(secretary: Client) -> None:
    other = snb.make_meeting(board=the_other_board(), state="draft", published_at=None)
    chosen = {"action": "publish_chosen", "_selected_action": [other.pk]}

    secretary.post(list_address(Meeting), chosen)

    other.refresh_from_db()
    assert other.state == "draft"


def test_secretary_is_shown_only_agenda_items_of_the_neighbourhood_board(
    secretary: Client,
) -> None:
    snb.make_agenda_item(title="Ours")
    theirs = snb.make_meeting(board=the_other_board())
    snb.make_agenda_item(title="Theirs", meeting=theirs)

    page = secretary.get(list_address(AgendaItem)).content.decode()

    assert "Ours" in page
    assert "Theirs" not in page


@pytest.mark.parametrize(("kind", "may"), [("paper", True), ("plan", False), ("report", False)])
def test_secretary_replaces_papers_of_meetings_only(
    secretary: Client, kind: str, *, may: bool
) -> None:
    document = make_file(document=make_document(kind=kind)).document

    page = secretary.get(address(document))
    move(secretary, document, "withdraw")

    document.refresh_from_db()
    assert page.context["has_change_permission"] is may
    assert (document.state == "withdrawn") is may


def test_officer_keeps_every_board(officer: Client) -> None:
    board = the_other_board()

    assert officer.get(address(board)).status_code == 200


def test_whoever_has_two_roles_may_do_what_either_may(portal: object) -> None:
    board, own = the_other_board(), snb.the_snb()
    person = make_person(SECRETARY)
    person.groups.add(*make_person(APPROVER).groups.all())
    client = enter(person)

    assert client.get(address(board)).status_code == 200
    assert save_form(client, board, {"name": "Mine"}).status_code in {302, 403}
    assert client.get(address(own)).context["has_change_permission"]


def test_list_action_changes_only_the_rows_of_the_role_that_may_change(portal: object) -> None:
    theirs = snb.make_meeting(board=the_other_board(), state="draft", published_at=None)
    person = make_person(SECRETARY)
    person.groups.add(*make_person(APPROVER).groups.all())
    chosen = {"action": "publish_chosen", "_selected_action": [theirs.pk]}

    enter(person).post(list_address(Meeting), chosen)

    theirs.refresh_from_db()
    assert theirs.state == "draft"


def test_rows_of_a_role_are_fields_that_exist(db: None) -> None:
    person = make_person(SECRETARY)

    rows = [rows_of(person, apps.get_model(label)).count() for label in SNB_ONLY]

    assert rows == [0] * len(SNB_ONLY)


def test_rows_are_unlimited_for_whoever_keeps_all() -> None:
    assert rows_for([OFFICER, SECRETARY], "partnership.board", verb="change") is None
    assert rows_for([SECRETARY], "snb.venue", verb="change") is None
    assert rows_for([ADMINISTRATOR], "partnership.board", verb="view") == []
