import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.partnership import make_helpline
from tests.factories.priorities import make_plan, make_priority, make_subgroup, make_theme

pytestmark = pytest.mark.usefixtures("portal")


def make_several(make, *, count, **fields):
    return [make(**fields) for _ in range(count)]


def test_list_says_which_priority_each_was_formed_from(client):
    origin = make_priority(scope="regional", title="Managing offenders")
    make_subgroup(name="Offenders group", formed_from=origin)

    response = client.get("/subgroups/")

    assertContains(response, "Offenders group")
    assertContains(response, "Grew out of the regional priority “Managing offenders”")


def test_subgroup_leads_to_its_priority_and_to_others_on_the_theme(client):
    origin = make_priority(scope="regional", title="Managing offenders")
    make_priority(theme=origin.theme, title="Reducing re-offending")
    subgroup = make_subgroup(formed_from=origin)

    response = client.get(subgroup.get_absolute_url())

    assertContains(response, f'href="{origin.get_absolute_url()}"')
    assertContains(response, "Reducing re-offending")


def test_subgroup_on_a_sensitive_theme_has_the_way_out_and_the_helpline(client):
    theme = make_theme(is_sensitive=True, helpline=make_helpline(name="Abuse line"))
    subgroup = make_subgroup(formed_from=make_priority(scope="regional", theme=theme))

    response = client.get(subgroup.get_absolute_url())

    assert response.context["is_exit_page"]
    assertContains(response, "Who can help")


def test_helpline_that_is_a_draft_is_not_shown(client):
    theme = make_theme(helpline=make_helpline(name="Secret line", state="draft"))
    subgroup = make_subgroup(formed_from=make_priority(scope="regional", theme=theme))

    response = client.get(subgroup.get_absolute_url())

    assertNotContains(response, "Secret line")


@pytest.mark.parametrize("path", ["/subgroups/", "/subgroups/group/"])
def test_priority_that_is_not_public_is_not_named(client, path):
    hidden = make_priority(
        scope="regional", title="Secret origin", plan=make_plan(title="Secret plan", state="draft")
    )
    make_subgroup(slug="group", name="Group", formed_from=hidden)
    make_priority(theme=hidden.theme, title="Secret other", state="draft")

    response = client.get(path)

    assertContains(response, "Group")
    assertNotContains(response, "Secret")


def test_draft_subgroup_is_in_no_list_and_not_found(client):
    subgroup = make_subgroup(name="Secret group", state="draft")

    assertNotContains(client.get("/subgroups/"), "Secret group")
    assert client.get(subgroup.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_three_queries(client, django_assert_num_queries, count):
    make_several(make_subgroup, count=count)

    with django_assert_num_queries(3):
        client.get("/subgroups/")


@pytest.mark.parametrize("count", [1, 3])
def test_subgroup_needs_four_queries(client, django_assert_num_queries, count):
    subgroup = make_subgroup()
    make_several(make_priority, count=count, theme=subgroup.formed_from.theme)

    with django_assert_num_queries(4):
        client.get(subgroup.get_absolute_url())
