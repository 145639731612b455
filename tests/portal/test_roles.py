import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client

from csp_portal.accounts.models import User
from csp_portal.backoffice.tasks import TASKS
from csp_portal.roles import NOT_IN_THE_TABLE, OFFICER, ROLES, SECRETARY
from tests.conftest import enter


def labels() -> list[str]:
    return [model._meta.label_lower for model in apps.get_models()]


def permissions_of(name: str) -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def test_every_model_is_in_the_table_or_has_a_reason_not_to_be() -> None:
    in_table = {label for label in labels() if any(role.verbs_for(label) for role in ROLES)}

    assert set(labels()) - in_table == set(NOT_IN_THE_TABLE)


def test_every_line_of_the_table_names_a_model_that_exists() -> None:
    known = {*labels(), *(f"{label.split('.')[0]}.*" for label in labels())}

    assert {line for role in ROLES for line in role.may} <= known


def test_every_model_of_the_back_office_stands_in_one_task() -> None:
    in_tasks = [label for task in TASKS for label in task.models]

    assert sorted(in_tasks) == sorted(model._meta.label_lower for model in admin.site._registry)


def test_every_question_of_a_task_is_one_its_list_asks(admin_client: Client) -> None:
    asked = [(model, answer) for task in TASKS for _label, model, answer in task.questions]
    pages = [
        admin_client.get(f"/admin/{model.replace('.', '/')}/?missing={answer}")
        for model, answer in asked
    ]

    chosen = [page.context["cl"].filter_specs[0].lookup_choices for page in pages]

    assert all(answer in dict(choices) for (_, answer), choices in zip(asked, chosen, strict=True))


@pytest.mark.django_db
def test_sync_roles_makes_every_role() -> None:
    call_command("sync_roles", verbosity=0)

    assert set(Group.objects.values_list("name", flat=True)) == {role.name for role in ROLES}


@pytest.mark.django_db
def test_sync_roles_gives_what_the_table_says() -> None:
    call_command("sync_roles", verbosity=0)

    assert {"change_meeting", "delete_agendaitem", "view_plan"} <= permissions_of(SECRETARY)
    assert {"change_plan", "add_consultation", "delete_figure"} <= permissions_of(OFFICER)


@pytest.mark.django_db
def test_sync_roles_gives_nothing_else() -> None:
    call_command("sync_roles", verbosity=0)

    assert not {"change_plan", "delete_seat", "view_duty"} & permissions_of(SECRETARY)
    assert not {"change_user", "change_group", "view_logentry"} & permissions_of(OFFICER)


@pytest.mark.django_db
def test_sync_roles_removes_what_is_not_in_the_table() -> None:
    call_command("sync_roles", verbosity=0)
    Group.objects.create(name="Made by hand")
    Group.objects.get(name=OFFICER).permissions.add(Permission.objects.get(codename="add_user"))

    call_command("sync_roles", verbosity=0)

    assert not Group.objects.filter(name="Made by hand").exists()
    assert "add_user" not in permissions_of(OFFICER)


@pytest.mark.django_db
def test_sync_roles_keeps_the_members() -> None:
    call_command("sync_roles", verbosity=0)
    ann = User.objects.create_user(username="ann")
    ann.groups.add(Group.objects.get(name=OFFICER))

    call_command("sync_roles", verbosity=0)

    assert ann.groups.get().name == OFFICER


def test_secretary_is_shown_meetings_and_not_consultations(secretary: Client) -> None:
    page = secretary.get("/admin/").content.decode()

    assert "Announce a meeting" in page
    assert "Consultations and findings" not in page


def test_officer_is_not_shown_the_accounts(officer: Client) -> None:
    page = officer.get("/admin/").content.decode()

    assert "People who sign in" not in page


def test_somebody_without_a_role_is_told_so(portal: object) -> None:
    client = enter(User.objects.create_user(username="new", is_staff=True))

    page = client.get("/admin/").content.decode()

    assert "Ask whoever runs the portal" in page


def test_sign_in_page_names_the_partnership(portal: object, client: Client) -> None:
    page = client.get("/admin/login/", follow=True).content.decode()

    assert "Example Vale Community Safety Partnership: back office" in page


@pytest.mark.parametrize("path", ["/admin/", "/admin/snb/meeting/", "/admin/snb/venue/add/"])
def test_back_office_is_never_kept_by_a_cache(secretary: Client, path: str) -> None:
    response = secretary.get(path)

    assert response.status_code == 200
    assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))


def test_roles_cannot_be_edited_by_hand(admin_client: Client) -> None:
    call_command("sync_roles", verbosity=0)
    group = Group.objects.get(name=OFFICER)

    page = admin_client.get(f"/admin/auth/group/{group.pk}/change/")

    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
