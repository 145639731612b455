"""What is kept long enough is forgotten; what is not in the table is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import models
from django.test.utils import isolate_apps
from django.utils import timezone
from pytest_django.asserts import assertContains

from csp_portal.accounts.models import CacheEntry, Invitation, User
from csp_portal.audit.models import Entry, Kind
from csp_portal.audit.services import record_event
from csp_portal.publishing.models import ChangeNote
from csp_portal.retention import checks, fields
from csp_portal.retention.services import apply_rules
from csp_portal.retention.table import NOT_PERSONAL, RULES, Then
from tests.people import add_app, choose_password, invite, make_staff, path_of

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
YEAR = timedelta(days=365)


def make_history(person: User, *, at: datetime) -> LogEntry:
    entry = LogEntry.objects.create(
        user=person,
        content_type=ContentType.objects.get_for_model(User),
        object_id="1",
        object_repr="Ann",
        action_flag=CHANGE,
    )
    LogEntry.objects.filter(pk=entry.pk).update(action_time=at)
    return entry


def make_passing(name: str, *, end: datetime) -> None:
    """Make a session and a cache entry that last until ``end``."""
    Session.objects.create(session_key=name, session_data="", expire_date=end)
    CacheEntry.objects.create(cache_key=name, value="", expires=end)


def words_of_rules() -> list[str]:
    return [text for rule in RULES for text in (rule.what, rule.why, rule.until, rule.ground)]


def undated() -> list[str]:
    """Return the models of rules that forget without counting from any day."""
    return [rule.model for rule in RULES if rule.then is not Then.KEEP and not rule.since]


def close(person: User, *, at: datetime) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False, disabled_at=at)


def test_every_personal_field_has_a_rule_or_a_reason() -> None:
    assert checks.check_retention() == []


def test_every_line_of_the_table_names_a_field_that_exists() -> None:
    assert checks.unknown_lines() == []


def test_every_rule_says_what_why_by_what_right_and_until_when() -> None:
    assert all(words_of_rules())
    assert all(NOT_PERSONAL)


def test_every_rule_that_forgets_says_since_when_or_at_once() -> None:
    assert undated() == ["account.emailaddress"]


def test_new_personal_field_without_a_rule_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    known = list(fields.personal_fields())
    monkeypatch.setattr(checks, "personal_fields", lambda: [*known, "snb.meeting.caller_phone"])

    [error] = checks.check_retention()

    assert error.id == "portal.E004"
    assert "snb.meeting.caller_phone" in error.msg


@isolate_apps("snb")
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("caller_phone", models.CharField(max_length=9)),
        ("home_address", models.TextField()),
        ("reply_to", models.EmailField()),
        ("first_name", models.CharField(max_length=9)),
        ("ip", models.GenericIPAddressField()),
        ("user_agent", models.TextField()),
        ("written", models.ForeignKey(User, models.CASCADE)),
    ],
    ids=["phone", "address", "email", "name", "ip", "agent", "person"],
)
def test_field_that_tells_of_a_person_is_recognised(name: str, field: Any) -> None:
    class Meeting(models.Model):
        class Meta:
            app_label = "snb"

        def __str__(self) -> str:
            return "A meeting"

    field.contribute_to_class(Meeting, name)

    assert fields.may_be_personal(Meeting._meta.get_field(name))


@pytest.mark.django_db
def test_account_closed_two_years_ago_loses_name_and_address_and_keeps_its_place() -> None:
    person = make_staff(first_name="Ann", last_name="Example")
    note = ChangeNote.objects.create(noted_at=NOW, title="T", text="T", noted_by=person)
    close(person, at=NOW - 2 * YEAR - timedelta(days=1))

    apply_rules(at=NOW)

    person.refresh_from_db()
    note.refresh_from_db()
    assert (person.first_name, person.email, person.password) == ("", "", "")
    assert str(note.noted_by) == f"forgotten-{person.pk}"


@pytest.mark.django_db
def test_account_closed_lately_or_open_keeps_its_name() -> None:
    closed, open_one = make_staff("bo"), make_staff("ann")
    close(closed, at=NOW - YEAR)

    apply_rules(at=NOW)

    assert list(User.objects.order_by("pk").values_list("username", flat=True)) == ["bo", "ann"]
    assert open_one.email == "ann@example.org"


@pytest.mark.django_db
def test_blanking_twice_counts_once() -> None:
    close(make_staff(), at=NOW - 3 * YEAR)
    apply_rules(at=NOW)

    assert "accounts.user" not in apply_rules(at=NOW)


@pytest.mark.django_db
def test_invitation_nobody_took_up_is_forgotten_with_its_account() -> None:
    invite()
    taken = invite("ann@example.org")

    late = timezone.now() + timedelta(days=38)
    Invitation.objects.filter(pk=taken.pk).update(accepted_at=timezone.now())
    User.objects.filter(pk=taken.person.pk).update(is_active=True)
    apply_rules(at=late)

    assert User.objects.get().username == "ann@example.org"
    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_invitation_that_still_works_is_kept(client: Any) -> None:
    invitation = invite()

    apply_rules(at=timezone.now() + timedelta(days=6))

    assert choose_password(client, path_of(invitation)).status_code == 302


@pytest.mark.django_db
def test_second_steps_of_a_closed_account_are_forgotten_after_a_month() -> None:
    person, colleague = make_staff(), make_staff("bo")
    add_app(person)
    add_app(colleague)
    close(person, at=NOW - timedelta(days=31))

    apply_rules(at=NOW)

    assert Authenticator.objects.get().user == colleague


@pytest.mark.django_db
def test_audit_log_is_kept_for_two_years_and_the_history_for_six() -> None:
    person = make_staff()
    record_event(Kind.SIGN_IN, at=NOW - 2 * YEAR - timedelta(days=1), details="old")
    record_event(Kind.SIGN_IN, at=NOW - 2 * YEAR + timedelta(days=1), details="new")
    make_history(person, at=NOW - 6 * YEAR - timedelta(days=1))
    kept = make_history(person, at=NOW - 6 * YEAR + timedelta(days=1))

    apply_rules(at=NOW)

    assert list(Entry.objects.filter(kind="sign_in").values_list("details", flat=True)) == ["new"]
    assert LogEntry.objects.get() == kept


@pytest.mark.django_db
def test_sessions_and_counted_tries_that_are_over_are_forgotten() -> None:
    make_passing("old", end=NOW - timedelta(hours=1))
    make_passing("new", end=NOW + timedelta(hours=1))

    apply_rules(at=NOW)

    assert Session.objects.get().session_key == "new"
    assert CacheEntry.objects.get().cache_key == "new"


@pytest.mark.django_db
def test_what_was_forgotten_is_counted_in_the_log_without_names() -> None:
    close(make_staff(first_name="Ann"), at=NOW - 3 * YEAR)

    apply_rules(at=NOW)

    entry = Entry.objects.get()
    assert (entry.kind, entry.details) == ("forgotten", "accounts.user: 1 blanked")


@pytest.mark.django_db
def test_command_says_what_it_met(capsys: pytest.CaptureFixture[str]) -> None:
    close(make_staff(), at=NOW - 3 * YEAR)

    call_command("apply_retention")
    call_command("apply_retention")

    assert capsys.readouterr().out == "accounts.user: 1\nNothing is due.\n"


@pytest.mark.usefixtures("portal")
@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.whose], ids=lambda rule: rule.title
)
def test_privacy_page_tells_what_the_table_says(client: Any, rule: Any) -> None:
    page = client.get("/privacy/")

    assertContains(page, rule.what)
    assertContains(page, rule.until)
