"""Keeping accounts: what an administrator may do, and what only a superuser may."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from csp_portal.accounts.models import Invitation, User
from csp_portal.audit.models import Entry
from csp_portal.roles import OFFICER
from tests.back_office import open_form, save_form
from tests.conftest import enter
from tests.people import add_app, choose_password, invite, kinds_of_steps, make_staff, path_of

BO = {"first_name": "Bo", "last_name": "Berg", "email": "Bo@Example.org"}


def press(client: Client, person: User, verb: str) -> int:
    """Press a button of an account; return the status of the answer."""
    return client.post(f"/admin/accounts/user/{person.pk}/do/{verb}/").status_code


def kinds() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


def invite_many(count: int) -> None:
    for number in range(count):
        invite(f"bo{number}@example.org").person.groups.add(role())


def role(name: str = OFFICER) -> Group:
    return Group.objects.get(name=name)


def test_administrator_invites_somebody_with_a_role(administrator: Client) -> None:
    response = save_form(administrator, User, BO | {"groups": [role().pk]})

    person = User.objects.get(username="bo@example.org")
    assert (person.is_staff, person.is_superuser, person.is_active) == (True, False, False)
    assert person.groups.get() == role()
    assertContains(response, path_of(person.invitation))
    assert mail.outbox[0].to == ["bo@example.org"]


def test_link_is_shown_only_once(administrator: Client) -> None:
    save_form(administrator, User, BO)

    person = User.objects.get(username="bo@example.org")
    page = administrator.get(f"/admin/accounts/user/{person.pk}/change/")

    assertNotContains(page, "/accounts/invitation/")


def test_mail_that_cannot_be_sent_is_told_and_the_link_still_shown(
    administrator: Client, settings: object
) -> None:
    settings.MAILERS = {"default": {"BACKEND": "tests.portal.broken_mail.BrokenMail"}}

    response = save_form(administrator, User, BO)

    assertContains(response, "The mail could not be sent.")
    assertContains(response, "/accounts/invitation/")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("email", "TAKEN@example.org", id="address taken"),
        pytest.param("email", "bo", id="no address"),
        pytest.param("email", "b" * 160 + "@example.org", id="address too long"),
        pytest.param("first_name", "", id="no name"),
    ],
)
def test_fault_in_an_invitation_is_told_and_keeps_what_was_typed(
    administrator: Client, field: str, value: str
) -> None:
    make_staff("taken")

    response = save_form(administrator, User, BO | {field: value})

    assert response.context["adminform"].form.errors[field]
    assertContains(response, "Berg")
    assert not User.objects.filter(last_name="Berg").exists()


def test_administrator_changes_roles_and_the_log_keeps_which(administrator: Client) -> None:
    person = make_staff("bo", first_name="Bo", last_name="Berg")

    save_form(administrator, person, open_form(administrator, person) | {"groups": [role().pk]})

    entry = Entry.objects.get(kind="roles_changed")
    assert person.groups.get() == role()
    assert (entry.about_name, entry.details) == ("Bo Berg", "+ Officer")


def test_administrator_cannot_make_a_superuser(administrator: Client) -> None:
    person = make_staff("bo", first_name="Bo", last_name="Berg")
    fields = open_form(administrator, person)

    save_form(administrator, person, fields | {"is_superuser": "on", "username": "root"})

    person.refresh_from_db()
    assert "is_superuser" not in fields
    assert (person.is_superuser, person.username) == (False, "bo")


@pytest.mark.parametrize("verb", ["send-link", "withdraw-link", "close", "remove-second-steps"])
def test_administrator_can_do_nothing_to_a_superuser(
    administrator: Client, admin_user: User, verb: str
) -> None:
    assert press(administrator, admin_user, verb) == 403
    assert save_form(administrator, admin_user, BO).status_code == 403
    assert not Invitation.objects.exists()


def test_administrator_cannot_give_rights_to_themselves(administrator: Client) -> None:
    myself = User.objects.get(username="administrator")

    response = save_form(administrator, myself, BO | {"groups": [role().pk]})

    assert response.status_code == 403
    assert list(myself.groups.values_list("name", flat=True)) == ["Administrator"]


def test_administrator_cannot_take_a_second_step_away(administrator: Client) -> None:
    person = make_staff("bo")
    add_app(person)

    press(administrator, person, "remove-second-steps")

    assert kinds_of_steps(person) == {"totp"}


def test_superuser_takes_a_second_step_away(admin_client: Client) -> None:
    person = make_staff("bo")
    add_app(person)

    press(admin_client, person, "remove-second-steps")

    assert kinds_of_steps(person) == set()
    assert "second_step_removed" in kinds()


def test_closing_an_account_ends_its_sessions_and_opening_lets_it_in_again(
    administrator: Client,
) -> None:
    person = make_staff("bo")
    client = enter(person)

    press(administrator, person, "close")
    closed = client.get("/admin/").status_code
    press(administrator, person, "open")

    assert closed == 302
    assert User.objects.get(pk=person.pk).is_active
    assert kinds()[-2:] == ["account_disabled", "account_enabled"]


def test_opening_an_account_that_never_chose_a_password_still_needs_a_link(
    administrator: Client,
) -> None:
    person = invite().person
    press(administrator, person, "close")

    press(administrator, person, "open")

    assert not User.objects.get(pk=person.pk).is_active


def test_new_link_is_made_by_a_button_and_shown(administrator: Client, client: Client) -> None:
    invitation = invite()

    response = administrator.post(f"/admin/accounts/user/{invitation.person.pk}/do/send-link/")

    invitation.refresh_from_db()
    assertContains(response, path_of(invitation))
    assert choose_password(client, path_of(invitation)).status_code == 302


def test_withdrawing_is_offered_only_while_a_link_works(administrator: Client) -> None:
    waiting, at_work = invite().person, make_staff("ann")

    page = administrator.get(f"/admin/accounts/user/{waiting.pk}/change/")
    other = administrator.get(f"/admin/accounts/user/{at_work.pk}/change/")

    assertContains(page, "Withdraw the link")
    assertNotContains(other, "Withdraw the link")


@pytest.mark.parametrize("method", ["get", "put"])
def test_buttons_answer_to_nothing_but_a_form(administrator: Client, method: str) -> None:
    person = make_staff("bo")

    response = getattr(administrator, method)(f"/admin/accounts/user/{person.pk}/do/close/")

    assert response.status_code == 405


@pytest.mark.parametrize("fixture", ["officer", "secretary", "approver"])
def test_others_see_no_accounts(request: pytest.FixtureRequest, fixture: str) -> None:
    client = request.getfixturevalue(fixture)
    person = make_staff("bo")

    assert client.get("/admin/accounts/user/").status_code == 403
    assert client.get(f"/admin/accounts/user/{person.pk}/change/").status_code == 403
    assert press(client, person, "close") == 403


def test_nobody_deletes_an_account(admin_client: Client) -> None:
    person = make_staff("bo")

    response = admin_client.post(f"/admin/accounts/user/{person.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    assert User.objects.filter(pk=person.pk).exists()


def test_nobody_sets_the_password_of_another(admin_client: Client) -> None:
    person = make_staff("bo")

    response = admin_client.get(f"/admin/accounts/user/{person.pk}/password/", follow=True)

    assertNotContains(response, 'type="password"')


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_people_costs_the_same_with_one_and_with_three(
    admin_client: Client, django_assert_num_queries: object, count: int
) -> None:
    call_command("sync_roles", verbosity=0)
    invite_many(count)

    with django_assert_num_queries(8):
        admin_client.get("/admin/accounts/user/")


def test_history_of_an_account_says_who_pressed_what(administrator: Client) -> None:
    press(administrator, make_staff("bo"), "close")

    assert LogEntry.objects.get().get_change_message() == "Close this account"
