"""Editing what is public changes nothing public until it is published."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from csp_portal.publishing import services
from csp_portal.publishing.models import ContentVersion, Draft, Publishable, Version
from partnership.models import GlossaryEntry
from tests.back_office import (
    edit,
    move,
    open_form,
    page_of,
    publish,
)
from tests.factories.partnership import (
    make_glossary_entry,
)
from tests.factories.priorities import (
    make_priority,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def stored(record: Publishable) -> Any:
    return type(record)._default_manager.get(pk=record.pk)


# --- The record and its draft ------------------------------------------------------------


def test_edit_of_a_public_record_changes_nothing_public(officer: Client) -> None:
    priority = make_priority(title="Burglary", summary="Old.")

    edit(officer, priority, summary="New.")

    assert stored(priority).summary == "Old."
    assert Draft.objects.get().title == "Burglary"


def test_form_opens_on_the_draft(officer: Client) -> None:
    priority = make_priority(summary="Old.")
    edit(officer, priority, summary="New.")

    again = open_form(officer, priority)

    assert again["summary"] == "New."


def test_draft_is_saved_again_and_published(officer: Client) -> None:
    priority = make_priority(summary="Old.")
    edit(officer, priority, summary="New.")
    edit(officer, priority, summary="Newer.")

    publish(officer, priority)

    assert stored(priority).summary == "Newer."
    assert not Draft.objects.exists()


def test_saving_a_draft_leaves_the_validators_of_public_pages_alone(officer: Client) -> None:
    entry = make_glossary_entry()
    before = ContentVersion.objects.get().token

    edit(officer, entry, meaning="New.")

    assert ContentVersion.objects.get().token == before


def test_draft_that_differs_no_longer_is_dropped(officer: Client) -> None:
    entry = make_glossary_entry(meaning="Old.")
    edit(officer, entry, meaning="New.")

    edit(officer, entry, meaning="Old.")

    assert not Draft.objects.exists()


def test_draft_counts_its_own_saves(officer: Client) -> None:
    entry = make_glossary_entry()
    edit(officer, entry, meaning="New.")
    edit(officer, entry, meaning="Newer.")

    public, draft = stored(entry), Draft.objects.get()

    assert (public.edition, draft.edition) == (0, 2)


def test_publication_counts_as_a_save_of_the_record(officer: Client) -> None:
    entry = make_glossary_entry()
    edit(officer, entry, meaning="New.")

    publish(officer, entry)

    assert stored(entry).edition == 1


def test_log_of_the_back_office_outlives_the_work_on_the_draft(officer: Client) -> None:
    entry = make_glossary_entry()

    edit(officer, entry, meaning="New.")

    log = LogEntry.objects.get()
    assert (log.object_id, log.user.username) == (str(entry.pk), "officer")


def test_whoever_publishes_must_have_seen_the_draft_as_it_is(officer: Client) -> None:
    entry = make_glossary_entry(meaning="Old.")
    edit(officer, entry, meaning="New.")
    seen = officer.get(page_of(entry, "publish")).context["form"]["seen_edition"].value()
    edit(officer, entry, meaning="Newer.")

    response = move(officer, entry, "publish", seen_edition=seen)

    assert "Somebody changed it" in str(response.context["form"].non_field_errors())
    assert stored(entry).meaning == "Old."


def test_draft_of_what_changed_since_says_so(officer: Client) -> None:
    entry = make_glossary_entry()
    edit(officer, entry, meaning="New.")
    services.save(stored(entry))

    page = officer.get(page_of(entry, "publish")).content.decode()

    assert "What is public changed after this draft was begun." in page


def test_discarded_draft_stays_in_the_history(officer: Client) -> None:
    entry = make_glossary_entry(meaning="Old.")
    edit(officer, entry, meaning="New.")

    officer.post(page_of(entry, "discard"))

    assert not Draft.objects.exists()
    assert Version.objects.get(is_discarded=True).data["fields"]["meaning"] == "New."


def test_withdrawal_keeps_the_draft_where_nobody_sees_it(officer: Client) -> None:
    entry = make_glossary_entry(meaning="Old.")
    edit(officer, entry, meaning="New.")

    move(officer, entry, "withdraw")

    assert (stored(entry).state, stored(entry).meaning) == ("withdrawn", "New.")
    assert not GlossaryEntry.objects.public(at=AT).exists()
