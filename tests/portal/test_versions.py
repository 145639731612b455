"""What was public once can be looked at, compared and brought back; nobody rewrites it."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from csp_portal.audit.models import Entry
from csp_portal.publishing.models import Draft, PlannedMove, PublicationEvent, Version
from partnership.models import GlossaryEntry
from tests.back_office import address, list_address, move, open_form, page_of, publish, save_form
from tests.factories.consultations import make_finding
from tests.factories.partnership import make_glossary_entry
from tests.factories.priorities import make_update
from tests.factories.snb import make_agenda_item, make_past_agenda_link, make_past_meeting

pytestmark = pytest.mark.django_db


def rewrite(client: Client, record: Model, **typed: Any) -> None:
    """Edit the record and publish the draft."""
    save_form(client, record, open_form(client, record) | typed)
    publish(client, record)


def bring_back(client: Client, record: Model, version: object) -> str:
    """Press the button beside a version; return the page one is sent to."""
    page = page_of(record, "bring-back")
    return client.post(page, {"version": version}, follow=True).content.decode()


def versions_of(record: Model) -> list[tuple[int, bool]]:
    versions = Version.objects.filter(record_id=record.pk)
    return list(versions.values_list("number", "is_discarded"))


def test_first_text_is_kept_although_it_was_published_without_this_history(
    officer: Client,
) -> None:
    entry = make_glossary_entry(meaning="First.")

    rewrite(officer, entry, meaning="Second.")

    texts = Version.objects.order_by("number").values_list("data__fields__meaning", flat=True)
    assert list(texts) == ["First.", "Second."]


def test_two_versions_are_compared_word_by_word(officer: Client) -> None:
    entry = make_glossary_entry(meaning="Old words.")
    rewrite(officer, entry, meaning="New words.")

    response = officer.get(page_of(entry, "compare"), {"before": "1", "after": "2"})

    pieces = [(piece.text, piece.sort) for piece in response.context["changes"][0].pieces]
    assert pieces == [("Old", "removed"), ("New", "added"), (" words.", "kept")]


@pytest.mark.parametrize("word", ["", "999", "-1", "x", "9" * 30, "\x00"])
def test_comparison_with_a_version_that_is_not_there_shows_the_public_text(
    officer: Client, word: str
) -> None:
    entry = make_glossary_entry()

    response = officer.get(page_of(entry, "compare"), {"before": word, "after": word})

    assert response.status_code == 200
    assert response.context["before"] == "current"


def test_version_is_brought_back_as_a_draft(officer: Client) -> None:
    entry = make_glossary_entry(meaning="First.")
    rewrite(officer, entry, meaning="Second.")

    bring_back(officer, entry, 1)

    entry.refresh_from_db()
    assert entry.meaning == "Second."
    assert open_form(officer, entry)["meaning"] == "First."


def test_version_that_was_brought_back_is_published(officer: Client) -> None:
    entry = make_glossary_entry(meaning="First.")
    rewrite(officer, entry, meaning="Second.")
    bring_back(officer, entry, 1)

    publish(officer, entry)

    entry.refresh_from_db()
    assert entry.meaning == "First."
    assert versions_of(entry) == [(3, False), (2, False), (1, False)]


def test_row_that_was_deleted_comes_back_with_its_version(officer: Client) -> None:
    meeting = make_past_meeting()
    make_agenda_item(meeting=meeting, title="Welcome")
    rewrite(officer, meeting, **{"agenda_items-0-DELETE": "on"})
    gone = meeting.agenda_items.count()
    bring_back(officer, meeting, 1)

    publish(officer, meeting)

    assert (gone, meeting.agenda_items.get().title) == (0, "Welcome")


@pytest.mark.parametrize(
    ("make", "part", "owner", "prefix"),
    [
        (make_past_agenda_link, "item", "meeting", "agenda_items"),
        (make_update, "action", "priority", "actions"),
    ],
    ids=["paper of a point", "update of an action"],
)
def test_rows_below_a_deleted_row_come_back_with_it(
    officer: Client, make: Any, part: str, owner: str, prefix: str
) -> None:
    row = make()
    record = getattr(getattr(row, part), owner)
    rewrite(officer, record, **{f"{prefix}-0-DELETE": "on"})
    gone = type(row).objects.count()
    bring_back(officer, record, 1)

    publish(officer, record)

    assert (gone, type(row).objects.count()) == (1 - 1, 1)


def test_voice_that_was_deleted_comes_back_with_its_findings(officer: Client) -> None:
    finding = make_finding(text="Parks are dark.")
    consultation = finding.voice.consultation
    officer.post(page_of(finding.voice, "delete"), {"post": "yes"})
    publish(officer, consultation)
    bring_back(officer, consultation, 1)

    publish(officer, consultation)

    assert consultation.voices.get().findings.get().text == "Parks are dark."


def test_what_was_being_prepared_is_kept_when_a_version_comes_back(officer: Client) -> None:
    entry = make_glossary_entry(meaning="First.")
    rewrite(officer, entry, meaning="Second.")
    save_form(officer, entry, open_form(officer, entry) | {"meaning": "Third."})

    bring_back(officer, entry, 1)

    kept = Version.objects.get(is_discarded=True)
    assert kept.data["fields"]["meaning"] == "Third."


def test_version_comes_back_into_a_withdrawn_record(officer: Client) -> None:
    entry = make_glossary_entry(meaning="First.")
    rewrite(officer, entry, meaning="Second.")
    move(officer, entry, "withdraw")

    bring_back(officer, entry, 1)

    entry.refresh_from_db()
    assert (entry.state, entry.meaning) == ("withdrawn", "First.")


@pytest.mark.parametrize("version", ["99", str(10**17)])
def test_version_that_is_not_there_is_told(officer: Client, version: str) -> None:
    entry = make_glossary_entry()

    page = bring_back(officer, entry, version)

    assert "There is no such version." in page


def test_version_does_not_come_back_over_what_an_approver_reads(officer: Client) -> None:
    entry = make_glossary_entry(meaning="First.")
    rewrite(officer, entry, meaning="Second.")
    save_form(officer, entry, open_form(officer, entry) | {"meaning": "Third."})
    move(officer, entry, "send")

    page = bring_back(officer, entry, 1)

    assert "take it back first" in page
    assert Draft.objects.get().data["fields"]["meaning"] == "Third."


def test_reader_brings_nothing_back(officer: Client, approver: Client) -> None:
    entry = make_glossary_entry()
    rewrite(officer, entry, meaning="Second.")

    response = approver.post(page_of(entry, "bring-back"), {"version": 1})

    assert response.status_code == 403
    assert not Draft.objects.exists()


# --- History ---------------------------------------------------------------------------------


def test_history_shows_versions_moves_and_names(officer: Client) -> None:
    entry = make_glossary_entry()
    rewrite(officer, entry, meaning="Second.")

    page = officer.get(page_of(entry, "history")).content.decode()

    assert all(text in page for text in ("Publish now", "officer", "Version 1", "Version 2"))


def test_history_outlives_the_record(officer: Client) -> None:
    entry = make_glossary_entry(term="Hotspot")
    rewrite(officer, entry, meaning="Second.")
    move(officer, entry, "withdraw")
    officer.post(page_of(entry, "delete"), {"post": "yes"})

    page = officer.get(list_address(PublicationEvent)).content.decode()

    assert not GlossaryEntry.objects.exists()
    assert Version.objects.count() == 2
    assert "Hotspot" in page


@pytest.mark.parametrize("model", [PublicationEvent, Draft, PlannedMove])
def test_nobody_adds_to_the_history(admin_client: Client, portal: object, model: Any) -> None:
    response = admin_client.get(address(model))

    assert response.status_code == 403


@pytest.mark.parametrize("page", ["change", "delete"])
def test_nobody_rewrites_the_history(admin_client: Client, officer: Client, page: str) -> None:
    rewrite(officer, make_glossary_entry(), meaning="Second.")
    event = PublicationEvent.objects.get()

    response = admin_client.post(page_of(event, page), {"post": "yes", "by_name": "Nobody"})

    event.refresh_from_db()
    assert response.status_code == 403
    assert event.by_name == "officer"


def test_nobody_deletes_history_from_its_list(admin_client: Client, officer: Client) -> None:
    rewrite(officer, make_glossary_entry(), meaning="Second.")
    event = PublicationEvent.objects.get()
    chosen = {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"}

    admin_client.post(list_address(PublicationEvent), chosen)

    assert PublicationEvent.objects.exists()


def test_history_tells_who_deleted_a_record(officer: Client) -> None:
    entry = make_glossary_entry(term="Old word", state="withdrawn")

    officer.post(page_of(entry, "delete"), {"post": "yes"})

    event = PublicationEvent.objects.get()
    assert (event.title, event.told, event.by_name) == ("Old word", "Deleted", "officer")
    assert Entry.objects.filter(kind="publishing").get().details == "Deleted"


def test_history_tells_who_deleted_records_from_the_list(officer: Client) -> None:
    entries = [make_glossary_entry(state="withdrawn"), make_glossary_entry(state="withdrawn")]
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in entries]}

    officer.post(list_address(GlossaryEntry), chosen | {"post": "yes"})

    assert [event.told for event in PublicationEvent.objects.all()] == ["Deleted", "Deleted"]
