"""Who may move a record from which state to which, and what is written down of it."""

from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from csp_portal.accounts.models import User
from csp_portal.audit.models import Entry
from csp_portal.publishing.drafts import draft_of, keep_version, standing
from csp_portal.publishing.models import (
    Draft,
    PlannedMove,
    PublicationEvent,
    Publishable,
    State,
)
from csp_portal.publishing.services import note_work
from csp_portal.publishing.snapshots import read
from csp_portal.publishing.states import BY_NAME, MOVES, OF_A_DRAFT, Actor, diagram, table
from csp_portal.publishing.workflow import MoveRefusedError, bring_back, moves_open_to
from csp_portal.roles import APPROVER, OFFICER, SECRETARY
from tests.back_office import address, move, open_form, page_of, save_form
from tests.factories.priorities import make_plan
from tests.factories.publishing import ADMINISTRATOR, AT, in_state, make_step, person, with_draft_in
from tests.factories.snb import make_agenda_item, make_meeting, make_past_meeting

pytestmark = pytest.mark.django_db
BY_ACTOR = {Actor.EDITOR: OFFICER, Actor.PUBLISHER: OFFICER, Actor.APPROVER: APPROVER}
BY_PEOPLE = [one for one in MOVES if one.actor is not Actor.WORKER]
STEPS = [(one.name, before) for one in BY_PEOPLE for before in one.before]
STEPS_OF_DRAFTS = [(name, before) for name, before in STEPS if before in OF_A_DRAFT]
WITHOUT_A_SECOND = {"publish", "schedule", "send"}
# What the officer who wrote it may not do: another's move, or one from another state.
OFFICERS = [(name, state) for name, state in STEPS if BY_NAME[name].actor != Actor.APPROVER]
CLOSED = [(name, state) for name in [*BY_NAME, "none"] for state in State]
CLOSED = [pair for pair in CLOSED if pair not in OFFICERS]
DECISIONS = {"approve", "approve_for_later", "return"}


@pytest.fixture(autouse=True)
def _roles(db: None) -> None:
    call_command("sync_roles", verbosity=0)


def names_open_to(who: User, record: Publishable) -> set[str]:
    return {one.name for one in moves_open_to(who, record)}


def state_of(record: Publishable) -> str:
    record.refresh_from_db()
    return standing(record, draft_of(record))


# --- The table ---------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "before"), STEPS)
def test_move_leads_where_the_table_says(name: str, before: State) -> None:
    record = in_state(before)

    make_step(record, name, by=person(BY_ACTOR[BY_NAME[name].actor]))

    event = PublicationEvent.objects.get()
    assert state_of(record) == BY_NAME[name].after
    assert (event.move, event.before, event.after) == (name, before, BY_NAME[name].after)


@pytest.mark.parametrize(("name", "before"), STEPS_OF_DRAFTS)
def test_move_of_a_draft_leads_where_the_table_says(name: str, before: State) -> None:
    entry = with_draft_in(before)

    make_step(entry, name, by=person(BY_ACTOR[BY_NAME[name].actor]))

    event = PublicationEvent.objects.get()
    is_out = BY_NAME[name].after == State.PUBLISHED
    assert state_of(entry) == BY_NAME[name].after
    assert (event.before, event.after) == (before, BY_NAME[name].after)
    assert (entry.state, entry.meaning) == ("published", {True: "New.", False: "Old."}[is_out])


@pytest.mark.parametrize(("name", "state"), CLOSED)
def test_move_that_the_table_does_not_know_is_refused(name: str, state: State) -> None:
    record = in_state(state)

    with pytest.raises(MoveRefusedError):
        make_step(record, name, by=User.objects.get())

    assert state_of(record) == state


@pytest.mark.parametrize(
    ("role", "state", "expected"),
    [
        (OFFICER, "draft", WITHOUT_A_SECOND),
        (OFFICER, "awaiting_approval", {"take_back"}),
        (OFFICER, "scheduled", {"stop"}),
        (OFFICER, "published", {"withdraw"}),
        (OFFICER, "withdrawn", WITHOUT_A_SECOND),
        (SECRETARY, "draft", set()),
        (SECRETARY, "awaiting_approval", set()),
        (SECRETARY, "scheduled", set()),
        (SECRETARY, "published", set()),
        (SECRETARY, "withdrawn", set()),
        (APPROVER, "draft", set()),
        (APPROVER, "awaiting_approval", DECISIONS),
        (APPROVER, "scheduled", set()),
        (APPROVER, "published", set()),
        (APPROVER, "withdrawn", set()),
        (ADMINISTRATOR, "draft", WITHOUT_A_SECOND),
        (ADMINISTRATOR, "awaiting_approval", {"take_back", *DECISIONS}),
        (ADMINISTRATOR, "scheduled", {"stop"}),
        (ADMINISTRATOR, "published", {"withdraw"}),
        (ADMINISTRATOR, "withdrawn", WITHOUT_A_SECOND),
    ],
)
def test_role_is_offered_the_moves_it_may_make(role: str, state: str, expected: set[str]) -> None:
    record = in_state(state)

    assert names_open_to(person(role), record) == expected


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
@pytest.mark.parametrize("role", [OFFICER, ADMINISTRATOR])
def test_nobody_publishes_a_plan_alone(role: str, state: str) -> None:
    plan = in_state(state, make_plan)

    assert names_open_to(person(role), plan) == {"send"}


def test_secretary_publishes_meetings(secretary: Client) -> None:
    meeting = in_state("draft", make_past_meeting)

    move(secretary, meeting, "publish")

    assert state_of(meeting) == "published"


# --- Two people --------------------------------------------------------------------------


def test_nobody_approves_what_they_wrote() -> None:
    author = person(ADMINISTRATOR)
    plan = make_plan(state="draft", published_at=None)
    note_work(plan, by=author, at=AT)
    make_step(plan, "send", by=author)

    assert names_open_to(author, plan) == {"take_back"}


def test_nobody_approves_what_they_wrote_with_somebody_else() -> None:
    second = person(ADMINISTRATOR)
    plan = in_state("draft", make_plan)
    note_work(plan, by=second, at=AT)

    make_step(plan, "send", by=User.objects.first())

    assert names_open_to(second, plan) == {"take_back"}


def test_nobody_approves_what_they_sent() -> None:
    sender = person(ADMINISTRATOR)
    plan = in_state("draft", make_plan)

    make_step(plan, "send", by=sender)

    assert names_open_to(sender, plan) == {"take_back"}


def test_somebody_else_approves_what_an_administrator_wrote() -> None:
    author = person(ADMINISTRATOR)
    plan = make_plan(state="draft", published_at=None)
    note_work(plan, by=author, at=AT)
    make_step(plan, "send", by=author)

    make_step(plan, "approve", by=person(APPROVER))

    assert state_of(plan) == "published"


def test_whoever_edits_a_row_is_an_author_of_its_record(secretary: Client) -> None:
    item = make_agenda_item(meeting=make_meeting(state="draft", published_at=None))

    save_form(secretary, item, open_form(secretary, item))

    assert Draft.objects.get().authors.get().username == "snb-secretary"


def test_text_of_a_record_that_was_never_public_keeps_its_authors_when_it_is_set_aside() -> None:
    author, colleague = person(ADMINISTRATOR), person(OFFICER)
    plan = make_plan(state="withdrawn", published_at=AT)
    keep_version(plan, read(plan), by=None, at=AT)
    note_work(plan, by=author, at=AT)
    bring_back(plan, number=1, by=colleague, at=AT)
    Draft.objects.all().delete()

    bring_back(plan, number=2, by=colleague, at=AT)
    make_step(plan, "send", by=colleague)

    assert names_open_to(author, plan) == {"take_back"}


def test_refusal_says_that_somebody_else_must_approve() -> None:
    author = person(ADMINISTRATOR)
    plan = make_plan(state="draft", published_at=None)
    make_step(plan, "send", by=author)

    with pytest.raises(MoveRefusedError, match="Somebody else must"):
        make_step(plan, "approve", by=author)


def test_approver_returns_a_draft_with_a_comment(officer: Client, approver: Client) -> None:
    plan = make_plan(state="draft", published_at=None)
    move(officer, plan, "send")

    move(approver, plan, "return", comment="Say who leads.")

    page = officer.get(address(plan)).content.decode()
    assert state_of(plan) == "draft"
    assert "Say who leads." in page


def test_return_without_a_comment_is_refused_beside_the_field(
    officer: Client, approver: Client
) -> None:
    plan = make_plan(state="draft", published_at=None)
    move(officer, plan, "send")

    response = move(approver, plan, "return")

    assert response.context["form"].errors["comment"] == ["Say what should be changed."]
    assert state_of(plan) == "awaiting_approval"


def test_note_that_was_refused_is_still_there(officer: Client) -> None:
    entry = in_state("draft")

    page = move(officer, entry, "schedule", note="Typed at length.").content.decode()

    assert "Typed at length." in page
    assert "still to come" in page


def test_note_that_was_emptied_is_taken_back(officer: Client) -> None:
    plan = make_plan(state="draft", published_at=None)
    move(officer, plan, "send", note="Typed too soon.")
    move(officer, plan, "take_back", note="Typed too soon.")

    move(officer, plan, "send", note="")

    assert Draft.objects.get().note == ""


def test_audit_log_names_who_published_what(officer: Client) -> None:
    meeting = make_past_meeting(title="Open meeting", state="draft", published_at=None)

    move(officer, meeting, "publish")

    entry = Entry.objects.get(kind="publishing")
    assert (entry.by_name, entry.about_name) == ("officer", "Open meeting")
    assert entry.details == "Publish now"


def test_history_names_everybody_who_made_a_move(officer: Client, approver: Client) -> None:
    plan = make_plan(state="draft", published_at=None)
    move(officer, plan, "send")
    move(approver, plan, "return", comment="Say who leads.")
    move(officer, plan, "send")
    move(approver, plan, "approve")

    events = PublicationEvent.objects.order_by("pk").values_list("move", "by_name")

    assert list(events) == [
        ("send", "officer"),
        ("return", "approver"),
        ("send", "officer"),
        ("approve", "approver"),
    ]


# --- Locked --------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["awaiting_approval", "scheduled"])
@pytest.mark.parametrize("make_locked", [in_state, with_draft_in])
def test_locked_record_is_read_and_not_edited(
    officer: Client, make_locked: Any, state: str
) -> None:
    record = make_locked(state)

    page = officer.get(address(record)).content.decode()
    response = save_form(officer, record, {"meaning": "Late.", "seen_edition": "0"})

    assert "Nobody can edit this now." in page
    assert 'name="_save"' not in page
    assert response.status_code == 403


@pytest.mark.parametrize("state", ["awaiting_approval", "scheduled"])
def test_draft_that_is_locked_is_not_discarded(officer: Client, state: str) -> None:
    entry = with_draft_in(state)

    officer.post(page_of(entry, "discard"))

    assert Draft.objects.get().data


def test_draft_is_edited_again_once_it_is_taken_back(officer: Client) -> None:
    entry = with_draft_in("awaiting_approval")
    move(officer, entry, "take_back")

    response = save_form(officer, entry, open_form(officer, entry) | {"meaning": "Newest."})

    assert response.status_code == 302
    assert open_form(officer, entry)["meaning"] == "Newest."


def test_stopped_publication_leaves_no_plan() -> None:
    entry = in_state("draft")
    make_step(entry, "schedule", by=person(OFFICER))

    make_step(entry, "stop", by=person(OFFICER))

    assert not PlannedMove.objects.exists()


# --- The page about it -----------------------------------------------------------------------


@pytest.mark.parametrize("part", [table(), diagram()], ids=["table", "diagram"])
def test_page_about_publishing_shows_the_table_as_it_is(part: str) -> None:
    words = (settings.BASE_DIR / "docs/publishing.md").read_text()

    assert part in words
