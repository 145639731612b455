"""What somebody might try to get past drafts, approval and the limits of a role."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from csp_portal.publishing import services
from csp_portal.publishing.models import ChangeNote, Draft, PlannedMove, Version
from csp_portal.publishing.preview import preview_address
from csp_portal.publishing.scheduling import carry_out_due
from csp_portal.publishing.workflow import Word, bring_back, discard_draft, make_move, may_edit
from csp_portal.roles import APPROVER, SECRETARY
from priorities.models import Plan, PlannedAction
from snb.models import Meeting
from tests.back_office import list_address, move, open_form, page_of, save_form
from tests.conftest import enter, make_person
from tests.factories.partnership import make_board, make_glossary_entry
from tests.factories.priorities import make_action, make_plan, make_priority, make_theme
from tests.factories.publishing import ADMINISTRATOR, AT, person
from tests.factories.snb import make_meeting

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def draft_title(client: Client, plan: Plan, title: str) -> None:
    save_form(client, plan, open_form(client, plan) | {"title": title})


@pytest.mark.parametrize("spelling", ["+{}", "%20{}", "0_{}"])
def test_odd_spelling_of_a_key_opens_nothing(officer: Client, spelling: str) -> None:
    plan = make_plan(title="Public title")
    fields = open_form(officer, plan) | {"title": "Past the draft", "_save": "Save"}

    officer.post(f"/admin/priorities/plan/{spelling.format(plan.pk)}/change/", fields)

    assert Plan.objects.get().title == "Public title"


def test_odd_spelling_of_a_parent_adds_nothing(officer: Client) -> None:
    priority = make_priority()
    fields = open_form(officer, PlannedAction) | {"title": "Deed", "slug": "deed", "_save": "Save"}

    response = officer.post(
        "/admin/priorities/plannedaction/add/", fields | {"priority": f"+{priority.pk}"}
    )

    assert response.status_code in {200, 403}
    assert not PlannedAction.objects.exists()


def test_withdrawn_record_does_not_come_back_by_itself(officer: Client) -> None:
    plan = make_plan(title="Approved")
    draft_title(officer, plan, "Approved change")
    PlannedMove.objects.create(
        kind="priorities.plan", record_id=plan.pk, title="x", move="fall_due", due_at=AT, set_at=AT
    )

    services.withdraw(plan, by=None, at=AT)
    carry_out_due(at=LATER)

    plan.refresh_from_db()
    assert plan.state == "withdrawn"


def test_plan_of_a_record_that_is_a_draft_again_is_closed() -> None:
    plan = make_plan(state="draft", published_at=None)
    PlannedMove.objects.create(
        kind="priorities.plan", record_id=plan.pk, title="x", move="fall_due", due_at=AT, set_at=AT
    )

    carry_out_due(at=LATER)

    plan.refresh_from_db()
    assert plan.state == "draft"
    assert PlannedMove.objects.get().done_at == LATER


def test_note_about_a_withdrawal_does_not_tell_the_title_of_a_draft(officer: Client) -> None:
    plan = make_plan(title="Public title")
    draft_title(officer, plan, "Secret title")

    services.withdraw(plan, by=None, at=timezone.now(), note="We took it down.")

    assert ChangeNote.objects.get().title == "Public title"


def test_draft_that_does_not_fit_any_more_does_not_stop_a_withdrawal(officer: Client) -> None:
    priority, theme = make_priority(), make_theme(name="New theme")
    fields = open_form(officer, priority) | {"theme": theme.pk}
    save_form(officer, priority, fields)
    theme.delete()

    services.withdraw(priority, by=None, at=AT)

    priority.refresh_from_db()
    assert priority.state == "withdrawn"
    assert Version.objects.filter(is_discarded=True).count() == 1


def test_list_of_drafts_shows_no_text(officer: Client, secretary: Client) -> None:
    plan = make_plan()
    draft_title(officer, plan, "Secret title")
    draft = Draft.objects.get()

    page = secretary.get(f"/admin/publishing/draft/{draft.pk}/change/", follow=True)

    assert "Secret title" not in page.content.decode()


def test_draft_of_another_board_is_not_in_the_secretarys_list(
    officer: Client, secretary: Client
) -> None:
    other = make_meeting(board=make_board(kind="partnership"), title="Secret review")
    save_form(officer, other, open_form(officer, other) | {"summary": "New."})

    page = secretary.get(list_address(Draft)).content.decode()

    assert "Secret review" not in page


def test_desk_names_no_record_of_another_board(officer: Client, secretary: Client) -> None:
    other = make_meeting(board=make_board(kind="partnership"), title="Secret review")
    save_form(officer, other, open_form(officer, other) | {"summary": "New."})

    page = secretary.get("/admin/").content.decode()

    assert "Secret review" not in page


def test_second_role_does_not_widen_the_rows_of_the_first() -> None:
    both = make_person(SECRETARY)
    both.groups.add(Group.objects.get(name=APPROVER))
    other = make_meeting(board=make_board(kind="partnership"))

    assert not may_edit(both, other)


def test_author_of_a_draft_that_was_set_aside_may_not_approve_it() -> None:
    ann, bo = person(ADMINISTRATOR), person(ADMINISTRATOR)
    plan = make_plan(title="Public title")
    draft_title(enter(ann), plan, "Ann's words")
    discard_draft(plan, by=bo, at=AT)
    aside = Version.objects.get(is_discarded=True)

    bring_back(plan, number=aside.number, by=bo, at=AT)

    authors = set(Draft.objects.get().authors.values_list("pk", flat=True))
    assert authors == {ann.pk, bo.pk}


def test_list_does_not_publish_what_has_remarks(officer: Client) -> None:
    entry = make_glossary_entry(
        state="draft", published_at=None, meaning="Call Ann on 07700 900123."
    )

    officer.post(
        list_address(type(entry)), {"action": "publish_chosen", "_selected_action": [entry.pk]}
    )

    entry.refresh_from_db()
    assert entry.state == "draft"


def test_deleted_record_leaves_no_draft_behind(officer: Client) -> None:
    entry = make_glossary_entry(state="draft", published_at=None)
    save_form(officer, entry, open_form(officer, entry) | {"meaning": "New."})

    officer.post(page_of(entry, "delete"), {"post": "yes"})

    assert not Draft.objects.exists()


def test_link_made_while_public_ends_when_the_record_is_withdrawn(
    officer: Client, client: Client
) -> None:
    plan = make_plan(title="Public title")
    address = preview_address(plan, is_for_partner=True)
    shown = client.get(address).status_code

    services.withdraw(plan, by=None, at=timezone.now())

    assert (shown, client.get(address).status_code) == (200, 404)


def test_nobody_becomes_an_author_by_an_address(officer: Client, secretary: Client) -> None:
    plan = make_plan()
    draft_title(officer, plan, "Draft title")
    draft = Draft.objects.get()

    secretary.post(f"/admin/snb/agendaitem/-{draft.pk}000000/change/", {"_save": "Save"})

    assert [str(author) for author in draft.authors.all()] == ["officer"]


def test_draft_that_knows_nothing_of_a_later_sort_of_rows_keeps_them(officer: Client) -> None:
    action = make_action(title="Kept deed")
    save_form(officer, action.priority, open_form(officer, action.priority) | {"summary": "New."})
    draft = Draft.objects.get()
    del draft.data["children"]["actions"]
    draft.save()

    move(officer, action.priority, "publish")

    assert PlannedAction.objects.get().title == "Kept deed"


def test_part_of_a_record_that_was_sent_meanwhile_is_not_saved(officer: Client) -> None:
    meeting = make_meeting(title="Old title", state="draft", published_at=None)
    fields = open_form(officer, meeting) | {"title": "Too late"}
    move(officer, meeting, "send")

    response: Any = save_form(officer, meeting, fields)

    assert response.status_code == 403
    assert Meeting.objects.get().title == "Old title"


def test_word_without_a_time_plans_nothing() -> None:
    ann = person(ADMINISTRATOR)
    entry = make_glossary_entry(state="draft", published_at=None)

    with pytest.raises(Exception, match="still to come"):
        make_move(entry, "schedule", by=ann, at=AT, seen_edition=entry.edition, word=Word())
