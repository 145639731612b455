"""What the portal publishes and withdraws by itself: once, and at the time that was set."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from csp_portal.publishing.models import ChangeNote, PlannedMove, PublicationEvent, Publishable
from csp_portal.publishing.scheduling import carry_out_due
from partnership.models import GlossaryEntry
from tests.back_office import move, open_form, page_of, save_form
from tests.factories.partnership import make_glossary_entry
from tests.factories.priorities import make_priority, make_theme

pytestmark = pytest.mark.django_db
# Far enough away that it has not come whenever these tests run.
DAY = {"due_at_0": "2099-06-10", "due_at_1": "06:00"}
DUE = datetime(2099, 6, 10, 5, tzinfo=UTC)
TICK = timedelta(minutes=1)


def scheduled(client: Client, **typed: str) -> GlossaryEntry:
    """A word that was set to be published on the morning of 10 June 2099."""
    entry = make_glossary_entry(state="draft", published_at=None)
    assert move(client, entry, "schedule", **DAY, **typed).status_code == 302
    return entry


def state_of(record: Publishable) -> str:
    record.refresh_from_db()
    return record.state


def test_nothing_is_published_before_its_time(officer: Client) -> None:
    entry = scheduled(officer)

    made = carry_out_due(at=DUE - timedelta(seconds=1))

    assert (made, state_of(entry)) == (0, "scheduled")


def test_it_is_published_at_its_time(officer: Client) -> None:
    entry = scheduled(officer, note="A new word.")

    made = carry_out_due(at=DUE)

    assert (made, state_of(entry)) == (1, "published")
    assert (entry.published_at, ChangeNote.objects.get().text) == (DUE, "A new word.")


def test_it_is_published_once(officer: Client) -> None:
    scheduled(officer, note="A new word.")

    made = [carry_out_due(at=DUE), carry_out_due(at=DUE), carry_out_due(at=DUE + TICK)]

    assert made == [1, 0, 0]
    assert ChangeNote.objects.count() == 1


def test_what_fell_due_while_the_portal_was_off_is_published_after(officer: Client) -> None:
    entry = scheduled(officer)

    carry_out_due(at=DUE + timedelta(days=3))

    assert state_of(entry) == "published"


def test_draft_of_a_public_record_is_published_at_its_time(officer: Client) -> None:
    entry = make_glossary_entry(meaning="Old.")
    save_form(officer, entry, open_form(officer, entry) | {"meaning": "New."})
    move(officer, entry, "schedule", **DAY)
    before = GlossaryEntry.objects.get().meaning

    carry_out_due(at=DUE)

    assert (before, GlossaryEntry.objects.get().meaning) == ("Old.", "New.")


def test_history_says_that_the_portal_did_it(officer: Client) -> None:
    scheduled(officer)

    carry_out_due(at=DUE)

    event = PublicationEvent.objects.first()
    assert (event.move, event.before, event.after) == ("fall_due", "scheduled", "published")


def test_one_that_fails_stops_no_other(officer: Client) -> None:
    theme, priority = make_theme(), make_priority()
    save_form(officer, priority, open_form(officer, priority) | {"theme": theme.pk})
    move(officer, priority, "schedule", **DAY)
    theme.delete()
    entry = scheduled(officer)

    made = carry_out_due(at=DUE)

    assert (made, state_of(entry)) == (1, "published")
    assert "deleted" in PlannedMove.objects.get(kind="priorities.priority").failure


def test_one_whose_record_was_deleted_stops_no_other(officer: Client) -> None:
    scheduled(officer).delete()
    entry = scheduled(officer)

    made = carry_out_due(at=DUE)

    assert (made, state_of(entry)) == (1, "published")


def test_officer_reads_why_it_failed(officer: Client) -> None:
    theme, priority = make_theme(), make_priority()
    save_form(officer, priority, open_form(officer, priority) | {"theme": theme.pk})
    move(officer, priority, "schedule", **DAY)
    theme.delete()
    carry_out_due(at=DUE)

    page = officer.get(page_of(priority, "publish")).content.decode()

    assert "This could not be done" in page


def test_stopped_publication_does_not_happen(officer: Client) -> None:
    entry = scheduled(officer)
    move(officer, entry, "stop")

    made = carry_out_due(at=DUE)

    assert (made, state_of(entry)) == (0, "draft")


# --- Withdrawal ----------------------------------------------------------------------------


def test_record_is_withdrawn_at_its_time(officer: Client) -> None:
    entry = make_glossary_entry()
    move(officer, entry, "plan_withdrawal", **DAY, note="It was replaced.")
    carry_out_due(at=DUE - TICK)
    before = state_of(entry)

    carry_out_due(at=DUE)

    assert (before, state_of(entry)) == ("published", "withdrawn")
    assert ChangeNote.objects.get().text == "It was replaced."


def test_planned_withdrawal_is_taken_back(officer: Client) -> None:
    entry = make_glossary_entry()
    move(officer, entry, "plan_withdrawal", **DAY)
    move(officer, entry, "stop_withdrawal")

    made = carry_out_due(at=DUE)

    assert (made, state_of(entry)) == (0, "published")


def test_later_time_replaces_the_earlier_one(officer: Client) -> None:
    entry = make_glossary_entry()
    move(officer, entry, "plan_withdrawal", **DAY)
    move(officer, entry, "plan_withdrawal", due_at_0="2099-07-10", due_at_1="06:00")

    made = carry_out_due(at=DUE)

    assert (made, PlannedMove.objects.count()) == (0, 1)


def test_page_of_what_is_to_be_published_offers_to_withdraw_it_later(officer: Client) -> None:
    entry = scheduled(officer)

    page = officer.get(page_of(entry, "publish")).content.decode()

    assert 'value="plan_withdrawal">Withdraw at this time' in page
    assert 'value="withdraw">' not in page


@pytest.mark.parametrize(
    ("day", "count"), [("2099-06-09", 1), ("2099-06-10", 1), ("2099-06-11", 2)]
)
def test_what_is_to_be_published_is_withdrawn_only_later(
    officer: Client, day: str, count: int
) -> None:
    entry = scheduled(officer)

    move(officer, entry, "plan_withdrawal", due_at_0=day, due_at_1="06:00")

    assert PlannedMove.objects.count() == count


# --- Times as people type them ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        ("2099-03-29", "00:59", datetime(2099, 3, 29, 0, 59, tzinfo=UTC)),
        ("2099-03-29", "02:00", datetime(2099, 3, 29, 1, 0, tzinfo=UTC)),
        ("2099-06-10", "06:00", datetime(2099, 6, 10, 5, 0, tzinfo=UTC)),
        ("2099-10-25", "00:59", datetime(2099, 10, 24, 23, 59, tzinfo=UTC)),
        ("2099-10-25", "02:00", datetime(2099, 10, 25, 2, 0, tzinfo=UTC)),
        ("2099-12-10", "06:00", datetime(2099, 12, 10, 6, 0, tzinfo=UTC)),
    ],
    ids=["before spring", "after spring", "summer", "before autumn", "after autumn", "winter"],
)
def test_time_is_typed_as_the_clock_on_the_wall_shows_it(
    officer: Client, day: str, time: str, expected: datetime
) -> None:
    entry = make_glossary_entry(state="draft", published_at=None)

    move(officer, entry, "schedule", due_at_0=day, due_at_1=time)

    assert PlannedMove.objects.get().due_at == expected


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"due_at_0": "2099-03-29", "due_at_1": "01:30"}, "clocks"),
        ({"due_at_0": "2099-10-25", "due_at_1": "01:30"}, "clocks"),
        ({"due_at_0": "2020-01-01", "due_at_1": "06:00"}, "still to come"),
        ({"due_at_0": "0001-01-01", "due_at_1": "00:00"}, ""),
        ({"due_at_0": "2099-13-45", "due_at_1": "06:00"}, "valid date"),
        ({"due_at_0": "2099-06-10", "due_at_1": "soon"}, "valid time"),
        ({"due_at_0": "2099-06-10"}, "time"),
        ({}, "still to come"),
    ],
    ids=["no such hour", "hour twice", "past", "year 1", "no day", "no time", "half", "nothing"],
)
def test_time_that_cannot_be_meant_is_refused_beside_the_field(
    officer: Client, typed: dict[str, Any], told: str
) -> None:
    entry = make_glossary_entry(state="draft", published_at=None)

    response = move(officer, entry, "schedule", **typed)

    assert told in str(response.context["form"].errors["due_at"])
    assert state_of(entry) == "draft"


def test_year_that_cannot_be_meant_is_refused_beside_the_field(officer: Client) -> None:
    entry = make_glossary_entry()

    response = move(officer, entry, "plan_withdrawal", due_at_0="9999-12-31", due_at_1="06:00")

    errors = response.context["withdrawal_form"].errors
    assert errors["due_at"] == ["Write a year from 1700 to 2199."]
