"""Rows and links of a record belong to its draft until the draft is published."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from csp_portal.publishing.models import Draft, Publishable
from partnership.models import Board
from priorities.models import ActionUpdate, Plan, PlannedAction, Priority
from tests.back_office import (
    add_row,
    address,
    edit,
    move,
    open_form,
    page_of,
    publish,
    read_form,
    save_form,
)
from tests.factories.consultations import make_finding, make_voice
from tests.factories.partnership import (
    make_board,
    make_body,
    make_duty,
    make_legislation,
    make_seat,
)
from tests.factories.priorities import (
    make_action,
    make_milestone,
    make_plan,
    make_priority,
    make_theme,
    make_update,
)
from tests.factories.snb import (
    make_agenda_item,
    make_past_agenda_item,
    make_past_agenda_link,
    make_past_meeting,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def add(client: Client, record: Model, prefix: str, **typed: Any) -> None:
    """Add a row to the form of the record and save it."""
    edit(client, record, **add_row(open_form(client, record), prefix, **typed))


def add_deed(client: Client, priority: Priority) -> None:
    add(client, priority, "actions", title="New deed", slug="new", order="2", status="not_started")


def stored(record: Publishable) -> Any:
    return type(record)._default_manager.get(pk=record.pk)


# --- Links of many to many ---------------------------------------------------------------


def test_links_of_a_record_change_when_its_draft_is_published(officer: Client) -> None:
    old, new = make_legislation(), make_legislation()
    duty = make_duty()
    duty.legislation.set([old])
    edit(officer, duty, legislation=[new.pk])
    before = list(duty.legislation.all())

    publish(officer, duty)

    assert (before, list(duty.legislation.all())) == ([old], [new])


def test_links_of_a_row_change_when_the_draft_is_published(officer: Client) -> None:
    finding, theme = make_finding(), make_theme()
    edit(officer, finding, themes=[theme.pk])
    before = list(finding.themes.all())

    publish(officer, finding.voice.consultation)

    assert (before, list(finding.themes.all())) == ([], [theme])


# --- Rows --------------------------------------------------------------------------------


def test_row_of_a_draft_is_in_no_public_table(officer: Client) -> None:
    priority = make_priority()

    add_deed(officer, priority)

    assert not PlannedAction.objects.exists()
    assert open_form(officer, priority)["actions-0-title"] == ["New deed"]


def test_row_of_a_draft_gets_a_key_of_its_own_when_it_is_published(officer: Client) -> None:
    priority = make_priority()
    add_deed(officer, priority)
    edit(officer, priority, summary="Saved once more.")

    publish(officer, priority)

    assert PlannedAction.objects.get().pk > 0


def test_changed_row_keeps_its_key(officer: Client) -> None:
    seat = make_seat(description="Old seat")
    edit(officer, seat.board, **{"seats-0-description": "New seat"})

    publish(officer, seat.board)

    seat.refresh_from_db()
    assert seat.description == "New seat"


def test_removed_row_stays_public_until_the_draft_is_published(officer: Client) -> None:
    seat = make_seat()
    edit(officer, seat.board, **{"seats-0-DELETE": "on"})
    before = seat.board.seats.count()

    publish(officer, seat.board)

    assert (before, seat.board.seats.count()) == (1, 0)


def test_rows_whose_order_is_unique_change_places(officer: Client) -> None:
    meeting = make_past_meeting()
    first = make_agenda_item(meeting=meeting, order=1)
    second = make_agenda_item(meeting=meeting, order=2)
    edit(officer, meeting, **{"agenda_items-0-order": "9"})
    edit(officer, meeting, **{"agenda_items-0-order": "1"})
    edit(officer, meeting, **{"agenda_items-1-order": "2"})

    publish(officer, meeting)

    assert list(meeting.agenda_items.all()) == [second, first]


def test_removed_row_is_named_before_the_draft_is_published(officer: Client) -> None:
    board = make_board()
    make_seat(board=board)
    edit(officer, board, **{"seats-0-DELETE": "on"})

    page = officer.get(page_of(board, "publish")).content.decode()

    assert "Removed" in page


# --- Rows of rows, on pages of their own --------------------------------------------------


@pytest.mark.parametrize(
    ("make", "owner", "rows", "typed"),
    [
        (
            make_voice,
            "consultation",
            "findings",
            {"kind": "finding", "order": "1", "slug": "new", "text": "New row"},
        ),
        (
            make_past_agenda_item,
            "meeting",
            "links",
            {"order": "1", "label": "New row", "url": "https://x.example/1"},
        ),
        (make_action, "priority", "updates", {"happened_on": "2026-11-01", "text": "New row"}),
    ],
    ids=["finding of a voice", "paper of a point", "update of an action"],
)
def test_row_below_a_row_is_public_once_the_draft_is_published(
    officer: Client, make: Any, owner: str, rows: str, typed: dict[str, str]
) -> None:
    part = make()
    add(officer, part, rows, **typed)
    before = getattr(part, rows).count()

    publish(officer, getattr(part, owner))

    assert (before, getattr(part, rows).count()) == (0, 1)


@pytest.mark.parametrize(
    ("make", "part", "owner"),
    [
        (make_finding, "voice", "consultation"),
        (make_past_agenda_link, "item", "meeting"),
        (make_update, "action", "priority"),
    ],
    ids=["finding", "paper", "update"],
)
def test_rows_below_rows_outlive_an_edit_of_the_record(
    officer: Client, make: Any, part: str, owner: str
) -> None:
    row = make()
    record = getattr(getattr(row, part), owner)
    edit(officer, record, reviewed_on="2026-11-01")

    publish(officer, record)

    row.refresh_from_db()
    assert stored(record).reviewed_on is not None


def test_row_that_only_the_draft_has_is_opened_on_its_own_page(officer: Client) -> None:
    priority = make_priority()
    add_deed(officer, priority)
    key = open_form(officer, priority)["actions-0-id"][0]
    page = reverse("admin:priorities_plannedaction_change", args=[key])
    typed = read_form(officer.get(page).content.decode())
    typed = add_row(typed, "updates", happened_on="2026-11-01", text="We began.")
    officer.post(page, typed | {"_save": "Save"})

    publish(officer, priority)

    assert ActionUpdate.objects.get().action == PlannedAction.objects.get()


@pytest.mark.parametrize("key", ["-1", "-3000001", "-999999999999999999", "0", "x"])
def test_row_that_no_draft_has_is_not_found(officer: Client, key: str) -> None:
    page = officer.get(reverse("admin:priorities_plannedaction_change", args=[key]), follow=True)

    assert "Perhaps it was deleted" in page.content.decode()


def test_part_added_on_its_own_page_waits_in_the_draft(officer: Client) -> None:
    priority = make_priority()
    typed = {"priority": priority.pk, "title": "New deed", "slug": "new", "status": "under_way"}
    response = save_form(officer, PlannedAction, open_form(officer, PlannedAction) | typed)
    before = PlannedAction.objects.count()

    publish(officer, priority)

    assert response["Location"] == address(priority)
    assert (before, PlannedAction.objects.count()) == (0, 1)


def test_part_is_deleted_from_the_draft_first(officer: Client) -> None:
    action = make_action()
    officer.post(page_of(action, "delete"), {"post": "yes"})
    before = PlannedAction.objects.count()

    publish(officer, action.priority)

    assert (before, PlannedAction.objects.count()) == (1, 0)


def test_part_is_not_added_to_what_an_approver_reads(officer: Client) -> None:
    priority = make_priority()
    add_deed(officer, priority)
    move(officer, priority, "send")
    typed = {"priority": priority.pk, "title": "Late deed", "slug": "late", "status": "under_way"}

    response = save_form(officer, PlannedAction, open_form(officer, PlannedAction) | typed)

    assert response.status_code == 403
    assert "Late deed" not in str(Draft.objects.get().data)


# --- Drafts that no longer fit ------------------------------------------------------------


def test_draft_that_names_a_deleted_record_is_told_and_never_an_error(officer: Client) -> None:
    theme, priority = make_theme(), make_priority()
    edit(officer, priority, theme=theme.pk)
    theme.delete()

    form = officer.get(address(priority), follow=True).content.decode()
    response = move(officer, priority, "publish", has_read_remarks="on")

    assert "The draft cannot be opened" in form
    assert "names something that was deleted" in str(response.context["form"].non_field_errors())


def test_draft_that_claims_what_only_one_may_have_is_told(
    officer: Client, approver: Client
) -> None:
    plan = make_plan()
    edit(officer, plan, is_latest="on")
    make_plan(is_latest=True)
    move(officer, plan, "send")

    response = move(approver, plan, "approve", has_read_remarks="on")

    assert "Another record now has" in str(response.context["form"].non_field_errors())
    assert not Plan.objects.get(pk=plan.pk).is_latest


def test_draft_loses_a_link_to_a_record_that_was_deleted(officer: Client) -> None:
    body, duty = make_body(), make_duty(summary="Old.")
    edit(officer, duty, lead_body=body.pk, summary="New.")
    body.delete()

    publish(officer, duty)

    assert (stored(duty).summary, stored(duty).lead_body) == ("New.", None)


# --- Comparison ---------------------------------------------------------------------------


def test_milestones_of_a_public_plan_are_part_of_its_draft(officer: Client) -> None:
    step = make_milestone(title="Old step")

    edit(officer, step.plan, **{"milestones-0-title": "New step"})

    step.refresh_from_db()
    assert step.title == "Old step"


def test_every_kind_of_board_row_is_compared_in_words(officer: Client) -> None:
    board = make_board(name="Board", summary="Old words.")
    make_seat(board=board, description="Youth seat")
    edit(officer, board, summary="New words.", **{"seats-0-description": "Young people's seat"})

    page = officer.get(page_of(board, "compare")).content.decode()

    assert all(text in page for text in ("Summary", "Seat “Young people", "Old", "New"))
    assert Board.objects.get().summary == "Old words."
