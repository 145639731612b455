"""What residents meet only where a public record names it: public from birth, changed by drafts."""

from datetime import UTC, datetime, timedelta
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import CASCADE, Model
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from csp_portal.accounts.models import User
from csp_portal.publishing.checks import check_constraints, check_protection
from csp_portal.publishing.models import (
    ApprovalRule,
    ChangeNote,
    Draft,
    PublicationEvent,
    Publishable,
    Version,
    kind_of,
)
from csp_portal.publishing.scheduling import carry_out_due
from csp_portal.publishing.workflow import (
    NEVER_HIDDEN,
    MoveRefusedError,
    Word,
    moves_open_to,
    plan_withdrawal,
)
from partnership.models import Duty, Source
from priorities.models import Theme
from tests.back_office import (
    address,
    edit,
    list_address,
    move,
    open_form,
    page_of,
    publish,
    save_form,
)
from tests.factories.partnership import (
    make_body,
    make_duty,
    make_glossary_entry,
    make_legislation,
    make_source,
)
from tests.factories.priorities import make_measure, make_priority, make_theme
from tests.portal.content_set import SOURCE, load

pytestmark = pytest.mark.django_db
TYPED = {"title": "Crime survey", "slug": "crime-survey", "publisher": "Vale Council"}
LOADED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
POPUP = {"_popup": "1"}
DAY = {"due_at_0": "2099-06-10", "due_at_1": "09:00"}


@pytest.fixture
def source() -> Source:
    """A source that a public duty names."""
    found = make_source(title="Old survey")
    make_duty(slug="survey", title="Look at the survey", source=found)
    return found


def seen(client: Client) -> str:
    """What residents read on the page of the duty."""
    return client.get("/partnership/duties/survey/").content.decode()


def delete(client: Client, record: Model) -> Any:
    """Ask for the record's deletion and confirm it."""
    return client.post(page_of(record, "delete"), {"post": "yes"})


def the_officer() -> User:
    return User.objects.get(username="officer")


# --- Adding ------------------------------------------------------------------------------


def test_new_source_is_public_and_has_its_first_version(officer: Client) -> None:
    save_form(officer, Source, open_form(officer, Source) | TYPED)

    source, event = Source.objects.get(), PublicationEvent.objects.get()
    assert (source.state, source.published_at is not None) == ("published", True)
    assert (event.move, event.version, event.by) == ("add", 1, the_officer())
    assert not Draft.objects.exists()


def test_source_is_added_from_the_form_of_another_record(officer: Client) -> None:
    fields = open_form(officer, Source) | TYPED | POPUP

    response = save_form(officer, Source, fields)

    assertContains(response, "Crime survey")
    assert Version.objects.get().title == "Crime survey"


def test_new_source_is_seen_once_the_draft_that_names_it_is_published(
    officer: Client, client: Client, source: Source
) -> None:
    new = make_source(title="New survey")
    edit(officer, Duty.objects.get(), source=new.pk)
    before = seen(client)

    publish(officer, Duty.objects.get())

    assert ("New survey" in before, "New survey" in seen(client)) == (False, True)


def test_law_is_listed_only_where_a_public_duty_rests_on_it(client: Client, portal: Any) -> None:
    make_legislation(title="Lonely Act")
    make_duty(state="draft").legislation.add(make_legislation(title="Drafted Act"))
    make_duty().legislation.add(make_legislation(title="Named Act"))

    response = client.get("/partnership/")

    assertContains(response, "Named Act", count=1)
    assertNotContains(response, "Lonely Act")
    assertNotContains(response, "Drafted Act")


def test_form_for_a_new_one_says_when_residents_see_it(officer: Client) -> None:
    response = officer.get(address(Source))

    assertContains(response, "Residents do not see a new one until a public record names it.")
    assertNotContains(response, "Save draft")


# --- Changing ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "field"),
    [(make_source, "title"), (make_legislation, "title"), (make_theme, "name")],
    ids=["source", "law", "theme"],
)
def test_change_is_a_draft_until_it_is_published(officer: Client, make: Any, field: str) -> None:
    record = make(**{field: "Old"})
    edit(officer, record, **{field: "New"})
    record.refresh_from_db()
    before = getattr(record, field)

    publish(officer, record)

    record.refresh_from_db()
    assert (before, getattr(record, field)) == ("Old", "New")


def test_residents_read_the_old_text_until_the_new_one_is_published(
    officer: Client, client: Client, source: Source
) -> None:
    edit(officer, source, title="New survey")
    before = seen(client)

    publish(officer, source, note="The survey has another name.")

    assert ("Old survey" in before, "New survey" in before) == (True, False)
    assert "New survey" in seen(client)
    assert ChangeNote.objects.get().text == "The survey has another name."


def test_change_in_a_small_window_is_a_draft_too(officer: Client, source: Source) -> None:
    fields = open_form(officer, source) | {"title": "New survey"} | POPUP

    response = save_form(officer, source, fields)

    assert response.status_code == 200
    assert Draft.objects.get().data["fields"]["title"] == "New survey"
    assert Source.objects.get().title == "Old survey"


def test_draft_is_compared_with_what_is_public(officer: Client, source: Source) -> None:
    edit(officer, source, title="New survey")

    [change] = officer.get(page_of(source, "compare")).context["changes"]

    assert (change.label, change.before, change.after) == ("Title", "Old survey", "New survey")


def test_earlier_version_is_brought_back_as_a_draft(officer: Client, source: Source) -> None:
    edit(officer, source, title="New survey")
    publish(officer, source)

    officer.post(page_of(source, "bring-back"), {"version": "1"})

    assert open_form(officer, source)["title"] == ["Old survey"]
    assert Source.objects.get().title == "New survey"


def test_change_is_published_at_its_time(officer: Client, source: Source) -> None:
    edit(officer, source, title="New survey")
    move(officer, source, "schedule", **DAY)

    made = carry_out_due(at=timezone.now() + timedelta(days=40_000))

    assert (made, Source.objects.get().title) == (1, "New survey")


def test_second_person_approves_a_change_where_the_rule_asks_for_one(
    officer: Client, approver: Client, source: Source
) -> None:
    ApprovalRule.objects.filter(kind=kind_of(Source)).update(is_required=True)
    edit(officer, source, title="New survey")
    move(officer, source, "publish")
    alone = Source.objects.get().title
    move(officer, source, "send")

    move(approver, source, "approve")

    assert (alone, Source.objects.get().title) == ("Old survey", "New survey")


def test_colleagues_see_who_has_the_form_open(
    officer: Client, admin_client: Client, source: Source
) -> None:
    officer.get(address(source))

    assertContains(admin_client.get(address(source)), "Being edited by officer")


def test_words_that_name_it_may_still_be_mended(officer: Client, source: Source) -> None:
    edit(officer, source, slug="mended")

    publish(officer, source)

    assert Source.objects.get().slug == "mended"


# --- Never withdrawn ---------------------------------------------------------------------


def test_withdrawal_is_offered_nowhere(officer: Client, source: Source) -> None:
    page = officer.get(page_of(source, "publish"))

    assert page.context["withdrawals"] == []
    assert moves_open_to(the_officer(), source) == []
    assertNotContains(officer.get(list_address(Source)), "withdraw_chosen")


def test_withdrawal_is_not_offered_beside_a_draft_either(officer: Client, source: Source) -> None:
    edit(officer, source, title="New survey")

    moves = moves_open_to(the_officer(), source)

    assert list(map(attrgetter("name"), moves)) == ["publish", "schedule", "send"]


@pytest.mark.parametrize("button", ["withdraw", "plan_withdrawal"])
def test_withdrawal_is_refused_with_the_reason(
    officer: Client, source: Source, button: str
) -> None:
    response = move(officer, source, button, **DAY)

    assert NEVER_HIDDEN in str(response.context["withdrawal_form"].errors)
    assert Source.objects.get().state == "published"


def test_withdrawal_at_a_time_is_refused_by_the_service(officer: Client, source: Source) -> None:
    at = timezone.now()

    with pytest.raises(MoveRefusedError, match="never withdrawn"):
        plan_withdrawal(source, by=the_officer(), at=at, word=Word(due_at=at + timedelta(days=1)))


@pytest.mark.parametrize("make", [make_source, make_legislation, make_theme])
@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_database_knows_no_other_state(make: Any, state: str) -> None:
    record = make()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(state=state)


# --- Deleting ----------------------------------------------------------------------------


@pytest.mark.parametrize("make", [make_source, make_legislation, make_theme])
def test_what_nothing_names_is_deleted_with_its_draft(officer: Client, make: Any) -> None:
    record = make()
    edit(officer, record, slug="other")

    delete(officer, record)

    assert not type(record).objects.exists()
    assert not Draft.objects.exists()


def test_what_nothing_names_is_deleted_from_the_list(officer: Client) -> None:
    chosen = {"_selected_action": make_source().pk, "action": "delete_selected", "post": "yes"}

    officer.post(list_address(Source), chosen)

    assert not Source.objects.exists()


def test_history_outlives_it(officer: Client) -> None:
    save_form(officer, Source, open_form(officer, Source) | TYPED)

    delete(officer, Source.objects.get())

    assert Version.objects.get().title == "Crime survey"


def test_source_that_a_record_names_is_not_deleted(officer: Client, source: Source) -> None:
    response = delete(officer, source)

    assertContains(response, "would require deleting the following protected related objects")
    assertContains(response, "Look at the survey")
    assert Source.objects.exists()


def test_law_that_a_duty_rests_on_is_not_deleted(officer: Client) -> None:
    law, duty = make_legislation(), make_duty(title="Look at crime")
    duty.legislation.add(law)

    response = delete(officer, law)

    assertContains(response, "take it off this record first: Look at crime")
    assert list(duty.legislation.all()) == [law]


def test_theme_that_a_measure_is_on_is_not_deleted_from_the_list(officer: Client) -> None:
    theme = make_theme()
    make_measure(themes=[theme])
    chosen = {"_selected_action": theme.pk, "action": "delete_selected", "post": "yes"}

    officer.post(list_address(Theme), chosen)

    assert Theme.objects.exists()


def test_source_that_only_a_draft_names_is_not_deleted(officer: Client, source: Source) -> None:
    new = make_source()
    edit(officer, Duty.objects.get(), source=new.pk)

    response = delete(officer, new)

    assertContains(response, "The draft of")
    assert Source.objects.filter(pk=new.pk).exists()


def test_source_that_only_an_earlier_version_names_is_not_deleted(
    officer: Client, source: Source
) -> None:
    duty = Duty.objects.get()
    edit(officer, duty, source=make_source().pk)
    publish(officer, duty)

    response = delete(officer, source)

    assertContains(response, "Version 1 of")
    assert Source.objects.filter(pk=source.pk).exists()


def test_one_whose_change_an_approver_reads_is_not_deleted(officer: Client) -> None:
    source = make_source()
    edit(officer, source, title="New survey")
    move(officer, source, "send")

    response = delete(officer, source)

    assertContains(response, "it is awaiting approval, take it back first")
    assert Source.objects.exists()


def test_secretary_adds_a_source_and_neither_changes_nor_deletes_it(secretary: Client) -> None:
    save_form(secretary, Source, open_form(secretary, Source) | TYPED)
    source = Source.objects.get()

    saved, deleted = save_form(secretary, source, TYPED), delete(secretary, source)

    assert (saved.status_code, deleted.status_code) == (403, 403)
    assert Source.objects.exists()


# --- Previews ----------------------------------------------------------------------------


def test_source_is_previewed_on_a_page_that_shows_it(officer: Client, source: Source) -> None:
    make_glossary_entry(source=source)
    make_body(source=source)
    edit(officer, source, title="New survey")

    page = officer.get(page_of(source, "preview"), follow=True)

    assertContains(page, "New survey, Vale Council")


def test_theme_is_previewed_among_the_figures(officer: Client) -> None:
    theme = make_theme(name="Old theme")
    make_measure(themes=[theme])
    edit(officer, theme, name="New theme")

    page = officer.get(page_of(theme, "preview"), follow=True)

    assertContains(page, "New theme")


def test_source_that_nothing_names_has_no_preview(officer: Client) -> None:
    page = officer.get(page_of(make_source(), "preview"), follow=True)

    assertContains(page, "This has no page of its own to preview.")


def test_source_that_only_a_draft_names_has_no_preview(officer: Client) -> None:
    source = make_source()
    make_duty(source=source, state="draft")

    page = officer.get(page_of(source, "preview"), follow=True)

    assertContains(page, "This has no page of its own to preview.")


# --- Content sets and system checks ------------------------------------------------------


def test_source_of_a_content_set_is_published_when_it_is_loaded(tmp_path: Path) -> None:
    load(tmp_path, SOURCE, at=LOADED_AT)

    assert Source.objects.get().published_at == LOADED_AT


def test_source_that_a_set_changes_keeps_its_moment_and_its_first_text(tmp_path: Path) -> None:
    load(tmp_path, SOURCE, at=LOADED_AT)

    load(tmp_path, SOURCE.replace("Paper", "Essay"), at=LOADED_AT + timedelta(days=1))

    source = Source.objects.get()
    assert (source.title, source.published_at) == ("Essay", LOADED_AT)
    assert Version.objects.get().data["fields"]["title"] == "Paper"


def test_source_whose_draft_is_open_is_told_that_a_set_changed_it(
    officer: Client, tmp_path: Path
) -> None:
    load(tmp_path, SOURCE, at=LOADED_AT)
    edit(officer, Source.objects.get(), note="Take care.")

    load(tmp_path, SOURCE.replace("Paper", "Essay"), at=LOADED_AT + timedelta(days=1))

    page = officer.get(address(Source.objects.get()))
    assertContains(page, "What is public changed after this draft was begun.")


def test_check_reports_a_kind_that_could_be_withdrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Source._meta, "constraints", Publishable.Meta.constraints)

    [error] = check_constraints()

    assert error.id == "portal.E006"


def test_check_reports_a_foreign_key_that_does_not_protect(monkeypatch: pytest.MonkeyPatch) -> None:
    key: Any = Duty._meta.get_field("source")
    monkeypatch.setattr(key.remote_field, "on_delete", CASCADE)

    [error] = check_protection()

    assert error.msg.startswith("partnership.Duty.source names a supporting record")


# --- Queries -----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_form_of_a_theme_needs_no_more_queries_with_more_users(
    officer: Client, django_assert_num_queries: Any, count: int
) -> None:
    theme = make_theme()
    make_measure(themes=[theme])
    list(map(lambda _: make_priority(theme=theme), range(count)))  # noqa: C417

    with django_assert_num_queries(23):
        officer.get(address(theme))
