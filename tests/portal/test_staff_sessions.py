"""How long staff stay signed in, and what ends a session at once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from csp_portal.accounts import sessions
from csp_portal.accounts.models import User
from csp_portal.accounts.rules import is_over
from csp_portal.roles import ADMINISTRATOR
from tests.conftest import enter
from tests.people import PASSWORD, add_app, make_staff, type_password

pytestmark = pytest.mark.usefixtures("portal")
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def is_in(client: Client, *, at: datetime) -> bool:
    with time_machine.travel(at, tick=False):
        return client.get("/admin/").status_code == 200


def steady_work(client: Client, *hours: float) -> list[bool]:
    """Say for each of these hours whether the person was still in."""
    return [is_in(client, at=MORNING + timedelta(hours=hour)) for hour in hours]


def entered(person: User) -> Client:
    with time_machine.travel(MORNING, tick=False):
        return enter(person)


@pytest.mark.parametrize(
    ("hours", "pause", "has_limit", "expected"),
    [
        pytest.param(11.9, 5.0, False, False, id="a working day"),
        pytest.param(12.0, 0.0, False, True, id="twelve hours"),
        pytest.param(1.0, 0.4, True, False, id="a short pause"),
        pytest.param(1.0, 0.5, True, True, id="half an hour's pause"),
        pytest.param(1.0, 0.9, False, False, id="a pause of somebody without power"),
    ],
)
def test_session_is_over_by_the_rules(
    hours: float, pause: float, has_limit: bool, expected: bool
) -> None:
    now = MORNING + timedelta(hours=hours)
    seen_at = now - timedelta(hours=pause)

    over = is_over(signed_in_at=MORNING, seen_at=seen_at, now=now, has_pause_limit=has_limit)

    assert over is expected


def test_officer_is_signed_out_after_twelve_hours_of_steady_work() -> None:
    client = entered(make_staff())
    worked = steady_work(client, 1, 4, 8, 11.9)

    is_in_after = is_in(client, at=MORNING + timedelta(hours=12))

    assert all(worked)
    assert not is_in_after


def test_superuser_is_signed_out_after_half_an_hour_without_a_click() -> None:
    client = entered(make_staff(is_superuser=True))

    assert is_in(client, at=MORNING + timedelta(minutes=29))
    assert is_in(client, at=MORNING + timedelta(minutes=58))
    assert not is_in(client, at=MORNING + timedelta(minutes=88))


def test_administrator_is_signed_out_after_half_an_hour_without_a_click() -> None:
    call_command("sync_roles", verbosity=0)
    person = make_staff()
    person.groups.add(Group.objects.get(name=ADMINISTRATOR))

    client = entered(person)

    assert not is_in(client, at=MORNING + timedelta(minutes=30))


def test_officer_may_pause_longer() -> None:
    client = entered(make_staff())

    assert is_in(client, at=MORNING + timedelta(hours=3))


def test_closed_account_is_out_at_once() -> None:
    person = make_staff()
    client = enter(person)

    User.objects.update(is_active=False)

    assert client.get("/admin/").status_code == 302


def test_changed_password_ends_the_other_sessions_and_not_this_one() -> None:
    person = make_staff()
    here, elsewhere = enter(person), Client()
    elsewhere.cookies = Client().cookies
    elsewhere.force_login(person)
    new = {"password1": "another made-up sentence", "password2": "another made-up sentence"}

    here.post("/accounts/password/", {"oldpassword": PASSWORD} | new)

    assert here.get("/accounts/").status_code == 200
    assert "_auth_user_id" in here.session
    assert (
        elsewhere.get("/accounts/", follow=True)
        .redirect_chain[-1][0]
        .startswith("/accounts/login/")
    )


def test_session_without_the_second_step_is_not_let_in_once_there_is_one(client: Client) -> None:
    person = make_staff()
    type_password(client)

    add_app(person)

    assert client.get("/admin/").url.startswith("/accounts/login/")


def test_mark_of_another_person_does_not_count(client: Client) -> None:
    add_app(make_staff())
    bo = make_staff("bo")
    add_app(bo)
    client.force_login(bo)
    session = client.session
    session[sessions.SECOND_STEP] = bo.pk - 1
    session.save()

    assert client.get("/admin/").status_code == 302


def test_whoever_loses_their_second_step_sets_up_a_new_one_first() -> None:
    client = enter(make_staff())

    Authenticator.objects.all().delete()

    assert client.get("/admin/").url == "/accounts/second-step/"


@pytest.mark.parametrize("path", ["", "password/", "second-step/codes/", "second-step/passkeys/"])
def test_account_pages_that_are_not_for_setting_up_wait_for_the_second_step(
    client: Client, path: str
) -> None:
    make_staff()
    type_password(client)

    assert client.get(f"/accounts/{path}").url == "/accounts/second-step/"


@pytest.mark.parametrize("path", ["/", "/help/", "/privacy/", "/no-such-page/"])
def test_public_pages_read_no_session_of_staff_either(path: str) -> None:
    client = enter(make_staff())

    response = client.get(path)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_signing_out_ends_the_session() -> None:
    client = enter(make_staff())

    client.post("/accounts/logout/")

    assert client.get("/admin/").status_code == 302
