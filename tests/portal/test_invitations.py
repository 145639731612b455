"""The link that lets somebody choose a password: once, for seven days, for one person."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from csp_portal.accounts import services
from csp_portal.accounts.links import link_for
from csp_portal.accounts.mail import mail_link
from csp_portal.accounts.models import Invitation, User
from csp_portal.audit.models import Entry
from tests.people import (
    PASSWORD,
    add_app,
    choose_password,
    invite,
    kinds_of_steps,
    make_staff,
    path_of,
)

pytestmark = pytest.mark.usefixtures("portal")


def test_link_lets_a_person_choose_a_password_and_leads_to_the_second_step(client: Client) -> None:
    invitation = invite()

    response = choose_password(client, path_of(invitation))

    person = User.objects.get()
    assert (person.is_active, person.check_password(PASSWORD)) == (True, True)
    assertRedirects(response, "/admin/", fetch_redirect_response=False)
    assertRedirects(client.get("/admin/"), "/accounts/second-step/")


def test_link_works_once(client: Client) -> None:
    path = path_of(invite())
    choose_password(client, path)

    response = choose_password(Client(), path, "another made-up sentence")

    assert response.status_code == 410
    assert User.objects.get().check_password(PASSWORD)


def test_link_works_for_seven_days(client: Client) -> None:
    path = path_of(invite())

    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23), tick=False):
        assert client.get(path).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        assert client.get(path).status_code == 410


def test_new_link_makes_the_older_one_useless(client: Client) -> None:
    invitation = invite()
    older = path_of(invitation)

    newer = services.send_link_again(invitation.person, by=None, at=timezone.now())

    assert client.get(older).status_code == 410
    assert client.get(path_of(newer)).status_code == 200


def test_withdrawn_link_works_no_more(client: Client) -> None:
    invitation = invite()

    services.withdraw_invitation(invitation.person, by=make_staff(), at=timezone.now())

    assert client.get(path_of(invitation)).status_code == 410
    assert not User.objects.get(pk=invitation.person.pk).is_active


def test_link_of_a_closed_account_works_no_more(client: Client) -> None:
    invitation = invite()

    services.disable(invitation.person, by=make_staff(), at=timezone.now())

    assert choose_password(client, path_of(invitation)).status_code == 410


@pytest.mark.parametrize("token", ["x", "WzEsMl0:1x:y", "%00", "é"])
def test_made_up_link_is_told_plainly(client: Client, token: str) -> None:
    invite()

    response = client.get(f"/accounts/invitation/{token}/")

    assertContains(response, "This link does not work", status_code=410)


@pytest.mark.parametrize("password", ["short", "password1234", "bo@example.org", "123456789012"])
def test_weak_password_is_refused_beside_the_field(client: Client, password: str) -> None:
    path = path_of(invite())

    response = choose_password(client, path, password)

    assertContains(response, "errorlist")
    assert not User.objects.get().is_active


def test_opening_the_link_alone_changes_nothing(client: Client) -> None:
    invitation = invite()

    client.get(path_of(invitation))

    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_link_replaces_a_password_and_leaves_the_second_step_in_place(client: Client) -> None:
    person = make_staff()
    add_app(person)
    invitation = services.send_link_again(person, by=None, at=timezone.now())

    response = choose_password(client, path_of(invitation), "another made-up sentence")

    assertRedirects(response, "/accounts/second-step/code/")


def test_mail_carries_the_link_and_a_subject_without_secrets() -> None:
    invitation = invite()

    was_sent = mail_link(invitation)

    [message] = mail.outbox
    assert was_sent
    assert message.to == ["bo@example.org"]
    assert link_for(invitation) in message.body
    assert message.subject == "Example Vale Community Safety Partnership: your account"


def test_invitation_is_kept_in_the_audit_log_without_its_secret() -> None:
    invitation = invite()

    entry = Entry.objects.get()

    assert (entry.kind, entry.about_name) == ("invited", "Bo Berg")
    assert invitation.nonce not in f"{entry.details}{entry.about_key}"


def make_officer(**options: object) -> str:
    output = StringIO()
    call_command("make_officer", stdout=output, **options)
    return output.getvalue()


ANN = {"email": "Ann@Example.org", "first_name": "Ann", "last_name": "Example"}


def test_first_account_is_made_with_a_link_that_works(client: Client) -> None:
    said = make_officer(**ANN)

    person = User.objects.get(username="ann@example.org", is_superuser=True, is_staff=True)
    assert link_for(person.invitation) in said
    assert client.get(path_of(person.invitation)).status_code == 200


def test_first_account_is_never_made_twice() -> None:
    make_officer(**ANN)

    make_officer(**ANN)

    assert User.objects.count() == 1
    assert Invitation.objects.count() == 1


def test_command_lets_in_again_whoever_lost_everything() -> None:
    person = make_staff("ann@example.org", email="ann@example.org", is_superuser=True)
    add_app(person)

    make_officer(email="ann@example.org", without_second_step=True)

    assert kinds_of_steps(person) == set()


@pytest.mark.parametrize("email", ["ann", "ann@", "@example.org"])
def test_command_refuses_what_is_no_address(email: str) -> None:
    with pytest.raises(CommandError, match="is not an email address"):
        make_officer(**ANN | {"email": email})
