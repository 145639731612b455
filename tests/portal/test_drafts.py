"""Editing what is public changes nothing public until it is published."""

import pytest
from django.test import Client

from csp_portal.publishing.models import Draft, Version
from priorities.models import PlannedAction, Priority
from tests.back_office import add_row, address, open_form, save_form
from tests.factories.priorities import make_action, make_priority

pytestmark = pytest.mark.django_db


def test_edit_of_a_public_record_changes_nothing_public(officer: Client) -> None:
    priority = make_priority(title="Burglary", summary="Old.")
    make_action(priority=priority, title="Old deed")
    fields = open_form(officer, priority) | {"summary": "New."}
    fields = add_row(
        fields, "actions", title="New deed", slug="new-deed", order="2", status="not_started"
    )

    response = save_form(officer, priority, fields)

    assert response.status_code == 302
    assert Priority.objects.get().summary == "Old."
    assert PlannedAction.objects.get().title == "Old deed"
    assert Draft.objects.get().title == "Burglary"


def test_form_opens_on_the_draft(officer: Client) -> None:
    priority = make_priority(title="Burglary", summary="Old.")
    fields = open_form(officer, priority) | {"summary": "New."}
    fields = add_row(
        fields, "actions", title="New deed", slug="new-deed", order="2", status="not_started"
    )
    save_form(officer, priority, fields)

    again = open_form(officer, priority)

    assert again["summary"] == "New."
    assert again["actions-0-title"] == ["New deed"]
    assert int(again["actions-0-id"][0]) < 0


def test_draft_is_saved_again_and_published(officer: Client) -> None:
    priority = make_priority(title="Burglary", summary="Old.")
    fields = open_form(officer, priority) | {"summary": "New."}
    fields = add_row(
        fields, "actions", title="New deed", slug="new-deed", order="2", status="not_started"
    )
    save_form(officer, priority, fields)
    assert (
        save_form(
            officer, priority, open_form(officer, priority) | {"summary": "Newer."}
        ).status_code
        == 302
    )
    page = officer.get(address(priority).replace("change", "publish"))
    print(page.content.decode()[3000:])
    response = officer.post(
        address(priority).replace("change", "publish"),
        {
            "move": "publish",
            "seen_edition": page.context["form"]["seen_edition"].value(),
            "note": "We added a deed.",
        },
    )
    assert response.status_code == 302, response.context["form"].errors

    priority.refresh_from_db()
    assert priority.summary == "Newer."
    assert PlannedAction.objects.get().pk > 0
    assert [v.number for v in Version.objects.all()] == [2, 1]
    assert not Draft.objects.exists()
