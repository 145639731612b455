from datetime import UTC, datetime

import pytest
from django.test import Client

from csp_portal.publishing import services
from csp_portal.publishing.models import ChangeNote
from csp_portal.publishing.states import BY_NAME
from partnership.models import GlossaryEntry
from priorities.models import Plan
from tests.back_office import address, list_address, move, open_form, publish, save_form
from tests.factories import LONG_AGO
from tests.factories.partnership import make_glossary_entry
from tests.factories.priorities import make_plan, make_priority

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def make_draft() -> Plan:
    return make_plan(state="draft", published_at=None)


def test_first_publication_sets_its_moment() -> None:
    plan = make_draft()

    services.publish(plan, by=None, at=AT)

    assert Plan.objects.public(at=AT).get().published_at == AT


def test_second_publication_keeps_the_first_moment() -> None:
    plan = make_plan()
    services.withdraw(plan, by=None, at=AT)

    services.publish(plan, by=None, at=AT)

    assert Plan.objects.get().published_at == LONG_AGO


def test_withdrawn_record_is_not_public() -> None:
    plan = make_plan()

    services.withdraw(plan, by=None, at=AT)

    assert not Plan.objects.public(at=AT).exists()


def test_note_tells_residents_what_changed_and_where() -> None:
    plan = make_draft()

    services.publish(plan, by=None, at=AT, note="We published the plan.")

    note = ChangeNote.objects.get()
    assert (note.title, note.path) == (plan.title, plan.get_absolute_url())
    assert (note.text, note.noted_at) == ("We published the plan.", AT)


def test_note_about_a_draft_is_not_shown(officer: Client) -> None:
    plan = make_draft()

    response = move(officer, plan, "send", note="Secret.")

    assert response.status_code == 302
    assert not ChangeNote.objects.exists()


def test_note_about_a_priority_of_a_draft_plan_is_not_shown() -> None:
    priority = make_priority(plan=make_draft())

    services.publish(priority, by=None, at=AT, note="Secret.")

    assert not ChangeNote.objects.exists()


def test_note_about_a_withdrawal_leads_nowhere() -> None:
    services.withdraw(make_plan(), by=None, at=AT, note="We took it down.")

    assert ChangeNote.objects.get().path == ""


def test_withdrawing_a_draft_tells_nobody() -> None:
    services.withdraw(make_draft(), by=None, at=AT, note="Secret.")

    assert not ChangeNote.objects.exists()


def test_edition_rises_by_one_at_each_save() -> None:
    plan = make_plan()

    services.save(plan)
    services.save(plan)

    assert Plan.objects.get().edition == 2


def test_old_copy_overwrites_nothing() -> None:
    plan = make_plan(title="First")
    old_copy = Plan.objects.get(pk=plan.pk)
    plan.title = "Second"
    services.save(plan)

    with pytest.raises(services.EditionConflictError):
        services.save(old_copy)

    assert Plan.objects.get().title == "Second"


# --- In the back office ------------------------------------------------------------------


def test_new_record_starts_as_draft(officer: Client) -> None:
    fields = open_form(officer, GlossaryEntry) | {"term": "CSP", "slug": "csp", "meaning": "Us."}

    save_form(officer, GlossaryEntry, fields)

    assert GlossaryEntry.objects.get().state == "draft"


def test_officer_publishes_with_a_word_for_residents(officer: Client) -> None:
    entry = make_glossary_entry(state="draft", published_at=None)

    publish(officer, entry, note="A new word.")

    entry.refresh_from_db()
    assert entry.state == "published"
    assert ChangeNote.objects.get().noted_by.username == "officer"


def test_note_about_a_draft_waits_until_an_approver_publishes_it(
    officer: Client, approver: Client
) -> None:
    plan = make_draft()
    move(officer, plan, "send", note="A new plan.")

    move(approver, plan, "approve")

    assert ChangeNote.objects.get().text == "A new plan."


@pytest.mark.parametrize("name", [*BY_NAME, "draft", ""])
def test_published_record_is_never_made_a_draft_again(officer: Client, name: str) -> None:
    entry = make_glossary_entry()

    save_form(officer, entry, open_form(officer, entry) | {"state": "draft"})
    move(officer, entry, name)

    assert GlossaryEntry.objects.get().state in {"published", "withdrawn"}


def test_page_that_publishes_refuses_an_unknown_button(officer: Client) -> None:
    response = move(officer, make_glossary_entry(), "draft")

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()


def test_address_of_a_published_record_cannot_be_typed(officer: Client) -> None:
    fields = open_form(officer, make_glossary_entry())

    assert "slug" not in fields


def test_list_publishes_and_withdraws(officer: Client) -> None:
    draft = make_glossary_entry(state="draft", published_at=None)
    public = make_glossary_entry()
    chosen = {"_selected_action": [draft.pk, public.pk]}

    officer.post(list_address(GlossaryEntry), chosen | {"action": "publish_chosen"})
    draft.refresh_from_db()
    officer.post(list_address(GlossaryEntry), chosen | {"action": "withdraw_chosen"})

    assert draft.state == "published"
    assert set(GlossaryEntry.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_list_publishes_with_the_note_that_waits_with_the_draft(officer: Client) -> None:
    entry = make_glossary_entry(state="draft", published_at=None)
    move(officer, entry, "schedule", due_at_0="2099-01-01", due_at_1="06:00", note="A new word.")
    move(officer, entry, "stop", note="A new word.")
    chosen = {"_selected_action": [entry.pk], "action": "publish_chosen"}

    officer.post(list_address(GlossaryEntry), chosen)

    assert ChangeNote.objects.get().text == "A new word."


def test_approver_may_read_a_word_but_not_publish_it(approver: Client) -> None:
    entry = make_glossary_entry(state="draft", published_at=None)

    response = move(approver, entry, "publish")

    entry.refresh_from_db()
    assert "role does not allow" in str(response.context["form"].non_field_errors())
    assert entry.state == "draft"


def test_approver_does_not_save_a_word(approver: Client) -> None:
    entry = make_glossary_entry(state="draft", published_at=None)

    response = save_form(approver, entry, {"meaning": "Mine."})

    assert response.status_code == 403


def test_approver_reads_a_record_without_fields_to_type_in(approver: Client) -> None:
    page = approver.get(address(make_glossary_entry())).content.decode()

    assert "What it means." in page
    assert 'name="meaning"' not in page


def test_published_record_is_not_deleted(officer: Client) -> None:
    entry = make_glossary_entry()
    path = address(entry).replace("change", "delete")

    page = officer.post(path, {"post": "yes"}, follow=True).content.decode()

    assert "Withdraw it first" in page
    assert GlossaryEntry.objects.exists()


def test_published_record_is_not_deleted_from_the_list(officer: Client) -> None:
    entry = make_glossary_entry()
    chosen = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}

    page = officer.post(list_address(GlossaryEntry), chosen).content.decode()

    assert "withdraw it first" in page
    assert GlossaryEntry.objects.exists()


def test_withdrawn_record_can_be_deleted(officer: Client) -> None:
    entry = make_glossary_entry(state="withdrawn")

    officer.post(address(entry).replace("change", "delete"), {"post": "yes"})

    assert not GlossaryEntry.objects.exists()


def test_secretary_may_not_delete_what_the_table_does_not_give(secretary: Client) -> None:
    entry = make_glossary_entry(state="draft", published_at=None)

    response = secretary.post(address(entry).replace("change", "delete"), {"post": "yes"})

    assert response.status_code == 403
