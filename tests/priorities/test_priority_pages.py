import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.priorities import (
    make_figure,
    make_focus_point,
    make_measure,
    make_plan,
    make_priority,
    make_subgroup,
    make_theme,
)

pytestmark = pytest.mark.usefixtures("portal")


def make_latest(**fields):
    return make_plan(slug="2023-26", title="Plan 2023 to 2026", is_latest=True, **fields)


def told(changes):
    """Return each change as its theme and its words."""
    return [(change.theme, change.sentence) for change in changes]


def fill_plan(plan, *, count):
    """Give the plan ``count`` priorities of every sort, with subgroups, points and figures."""
    for _ in range(count):
        regional = make_priority(plan=plan, scope="regional")
        make_subgroup(formed_from=regional)
        make_focus_point(priority=make_priority(plan=plan), theme=regional.theme)
        make_figure(measure=make_measure(is_headline=True, themes=[regional.theme]))


def test_list_shows_the_priorities_of_the_latest_plan_only(client):
    make_priority(plan=make_latest(order=2), title="Burglary")
    make_priority(plan=make_plan(order=1), title="Old worry", scope="local")

    response = client.get("/priorities/")

    assertContains(response, "Latest published plan")
    assertContains(response, ">Burglary</a>")
    assertNotContains(response, ">Old worry</a>")


def test_list_shows_a_one_line_trend_of_each_priority(client):
    priority = make_priority(plan=make_latest())
    measure = make_measure(name="Burglary", is_headline=True, themes=[priority.theme])
    make_figure(measure=measure, year=2024, value=950)
    make_figure(measure=measure, year=2025, value=916)

    response = client.get("/priorities/")

    assertContains(response, "Burglary: 916 offences in 2025-26, down 4% on the year before.")
    assertContains(response, '<strong class="govuk-tag govuk-tag--green">Better</strong>')


def test_list_without_a_latest_plan_offers_the_plans(client):
    plan = make_plan(title="Some plan")

    response = client.get("/priorities/")

    assertContains(response, "We have not named the latest published plan.")
    assertContains(response, f'href="/priorities/{plan.slug}/"')


def test_regional_priorities_come_from_the_newest_plan_that_has_any(client):
    make_latest(order=2)
    older = make_plan(title="The older page", order=1)
    regional = make_priority(plan=older, title="Managing offenders", scope="regional")
    subgroup = make_subgroup(formed_from=regional, name="Offenders group")

    response = client.get("/priorities/")

    assertContains(response, "So we show those in “The older page”")
    assertContains(response, "Managing offenders")
    assertContains(response, f'<a class="govuk-link" href="/subgroups/{subgroup.slug}/">')


def test_plan_has_a_page_of_its_priorities_and_links_to_the_others(client):
    plan = make_plan(title="Plan 2019 to 2022", slug="2019-22")
    make_latest()

    response = client.get("/priorities/2019-22/")

    assertContains(response, "The local priorities of this plan are not in our sources.")
    assertContains(response, 'href="/priorities/2023-26/"')
    assert response.context["page"].plan == plan


def test_page_of_an_unknown_plan_is_not_found(client):
    assert client.get("/priorities/nothing/").status_code == 404


def test_what_changed_is_told_by_theme(client):
    burglary, drugs = make_theme(name="Burglary"), make_theme(name="Drugs")
    later, earlier = make_latest(order=2), make_plan(order=1)
    make_priority(plan=later, theme=burglary, title="Burglary")
    make_priority(plan=later, theme=drugs, title="Alcohol and drug misuse")
    make_priority(plan=earlier, theme=burglary, title="Acquisitive Crime")

    changes = client.get("/priorities/").context["page"].comparison.changes

    assert told(changes.new) == [("Drugs", "Now we say “Alcohol and drug misuse”.")]
    assert told(changes.kept) == [
        ("Burglary", "Before, we said “Acquisitive Crime”. Now we say “Burglary”.")
    ]
    assert changes.no_longer_named == []


def test_reader_chooses_the_plan_to_compare_with(client):
    make_priority(plan=make_latest(order=3))
    make_priority(plan=make_plan(order=2))
    oldest = make_priority(plan=make_plan(order=1, title="Oldest plan")).plan

    response = client.get("/priorities/", {"compare_with": oldest.slug})

    assertContains(response, "The first is “Oldest plan”.")


def test_choice_of_a_plan_that_is_not_there_changes_nothing(client):
    make_priority(plan=make_latest(order=2))
    other = make_priority(plan=make_plan(order=1)).plan

    response = client.get("/priorities/", {"compare_with": "nothing"})

    assert response.context["page"].comparison.earlier == other


def test_theme_named_only_as_a_point_within_a_priority_counts(client):
    abuse = make_theme(name="Domestic abuse")
    make_priority(plan=make_latest(order=2))
    violent = make_priority(plan=make_plan(order=1), title="Violent Crime")
    make_focus_point(priority=violent, theme=abuse, title="Domestic Violence")

    changes = client.get("/priorities/").context["page"].comparison.changes

    words = "Before, we said “Domestic Violence”, as a part of “Violent Crime”."
    assert ("Domestic abuse", words) in told(changes.no_longer_named)


def test_list_shows_no_draft_priority_and_nothing_of_a_draft_plan(client):
    plan = make_latest()
    make_priority(plan=plan, title="Secret priority", state="draft")
    hidden = make_plan(title="Secret plan", state="draft")
    make_priority(plan=hidden, title="Hidden by its plan", scope="regional")

    response = client.get("/priorities/")

    assertNotContains(response, "Secret")
    assertNotContains(response, "Hidden by its plan")


def test_list_names_no_draft_subgroup(client):
    regional = make_priority(plan=make_latest(), scope="regional", title="Managing offenders")
    make_subgroup(formed_from=regional, name="Secret group", state="draft")

    response = client.get("/priorities/")

    assertContains(response, "Managing offenders")
    assertNotContains(response, "Secret group")


def test_list_shows_no_figures_of_a_draft_measure(client):
    priority = make_priority(plan=make_latest())
    measure = make_measure(
        name="Secret count", is_headline=True, themes=[priority.theme], state="draft"
    )
    make_figure(measure=measure, value=4711)

    response = client.get("/priorities/")

    assertNotContains(response, "Secret count")
    assertNotContains(response, "4,711")


@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_six_queries_whatever_it_holds(client, django_assert_num_queries, count):
    fill_plan(make_latest(), count=count)

    with django_assert_num_queries(6):
        client.get("/priorities/")
