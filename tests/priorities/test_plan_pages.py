from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.consultations import make_consultation
from tests.factories.partnership import make_source
from tests.factories.priorities import (
    make_assessment,
    make_figure,
    make_focus_point,
    make_measure,
    make_milestone,
    make_plan,
    make_priority,
    make_report,
    make_theme,
)
from tests.factories.snb import make_meeting

pytestmark = pytest.mark.usefixtures("portal")


def titles(steps):
    return [(step.title, step.is_done) for step in steps]


def fill_lists(*, count):
    for _ in range(count):
        make_report(plan=make_plan())
        make_assessment()


def fill_plan(plan, *, count):
    """Give the plan ``count`` priorities and reports, and steps that name every kind of record."""
    for n in range(count):
        make_focus_point(priority=make_priority(plan=plan))
        make_report(plan=plan, years=f"19{n + 10}-{n + 11}")
        meeting = make_meeting()
        keys = {
            "strategic_assessment": make_assessment().years,
            "consultation": make_consultation().slug,
            "meeting": f"{meeting.board.slug}/{meeting.slug}",
        }
        for kind, key in keys.items():
            make_milestone(plan=plan, reference_kind=kind, reference_key=key)


def fill_assessment(assessment, *, count):
    for n in range(count):
        finding = assessment.findings.create(order=n, text="Found.", figure=make_figure())
        finding.themes.add(make_theme())


def test_list_shows_every_plan_and_marks_the_latest(client):
    make_plan(title="Plan 2023 to 2026", is_latest=True)
    make_plan(title="Plan 2019 to 2022")
    make_assessment(title="Assessment 2021-22", years="2021-22")

    response = client.get("/plans/")

    assertContains(response, "Plan 2019 to 2022")
    assertContains(response, "Latest published plan", count=1)
    assertContains(response, 'href="/plans/strategic-assessment-2021-22/"')


def test_list_shows_no_draft(client):
    make_plan(title="Secret plan", state="draft")
    make_assessment(title="Secret assessment", state="draft")
    make_report(title="Secret report", state="draft")

    response = client.get("/plans/")

    assertNotContains(response, "Secret")


def test_plan_tells_its_aim_period_and_gaps(client):
    plan = make_plan(
        aim="A safer place.",
        period_from=date(2023, 4, 1),
        gaps="We do not know on which day it ends.",
    )

    response = client.get(plan.get_absolute_url())

    assertContains(response, "“A safer place.”")
    assertContains(response, "1 April 2023")
    assertContains(response, "We do not know on which day it ends.")
    assert ("Ends on", "Not stated in our sources", "") in response.context["page"].facts


def test_plan_with_an_end_tells_its_last_day(client):
    plan = make_plan(period_from=date(2023, 4, 1), period_until=date(2026, 4, 1))

    response = client.get(plan.get_absolute_url())

    assertContains(response, "31 March 2026")


def test_plan_keeps_what_was_planned_apart_from_what_was_reported(client):
    plan = make_plan()
    make_milestone(
        plan=plan, kind="planned", title="Cabinet in May", source=make_source(title="Minutes")
    )
    make_milestone(plan=plan, kind="reported", title="Cabinet on 18 April")

    page = client.get(plan.get_absolute_url()).context["page"]

    assert titles(page.planned) == [("Cabinet in May", False)]
    assert titles(page.reported) == [("Cabinet on 18 April", True)]
    assert page.planned[0].text == "Source: Minutes."


def test_plan_links_its_steps_to_the_public_records_they_name(client):
    plan = make_plan()
    assessment = make_assessment(years="2021-22")
    consultation = make_consultation()
    make_milestone(plan=plan, reference_kind="strategic_assessment", reference_key=assessment.years)
    make_milestone(plan=plan, reference_kind="consultation", reference_key=consultation.slug)

    response = client.get(plan.get_absolute_url())

    assertContains(response, 'href="/plans/strategic-assessment-2021-22/"')
    assertContains(response, f'href="/consultations/{consultation.slug}/"')


def test_plan_links_no_step_to_a_draft(client):
    plan = make_plan()
    make_assessment(years="2021-22", state="draft")
    hidden = make_consultation(state="draft")
    make_milestone(plan=plan, reference_kind="strategic_assessment", reference_key="2021-22")
    make_milestone(plan=plan, reference_kind="consultation", reference_key=hidden.slug)

    response = client.get(plan.get_absolute_url())

    assertNotContains(response, "strategic-assessment-2021-22")
    assertNotContains(response, hidden.slug)


def test_plan_links_the_reports_on_it_and_the_one_that_announced_it(client):
    plan = make_plan()
    make_report(plan=plan, title="Report on it", years="2012-13")
    make_report(next_plan=plan, title="Report before it", years="2011-12")

    response = client.get(plan.get_absolute_url())

    assertContains(response, "Annual report on this plan")
    assertContains(response, 'href="/reports/2012-13/"')
    assertContains(response, "Annual report that announced it")
    assertContains(response, 'href="/reports/2011-12/"')


def test_plan_shows_its_priorities_with_the_points_they_name(client):
    violent = make_priority(title="Violent Crime", summary="Violence.")
    make_focus_point(priority=violent, title="Domestic Violence")
    make_focus_point(priority=violent, title="Serious Youth Violence")

    response = client.get(violent.plan.get_absolute_url())

    assertContains(response, "It names: Domestic Violence; Serious Youth Violence.")
    assertContains(response, ">Violent Crime</a>", count=1)


def test_plan_shows_no_draft_priority_and_no_draft_report(client):
    plan = make_plan()
    make_priority(plan=plan, title="Secret priority", state="draft")
    make_report(plan=plan, title="Secret report", state="draft")

    response = client.get(plan.get_absolute_url())

    assertNotContains(response, "Secret")


def test_plan_leads_to_the_public_plans_before_and_after(client):
    make_plan(order=1, title="Older plan")
    plan = make_plan(order=3)
    make_plan(order=2, title="Secret plan", state="draft")
    make_plan(order=4, title="Newer plan")

    around = client.get(plan.get_absolute_url()).context["around"]

    assert (around.previous_label, around.next_label) == ("Older plan", "Newer plan")


def test_draft_plan_is_not_found(client):
    plan = make_plan(state="draft")

    assert client.get(plan.get_absolute_url()).status_code == 404


def test_assessment_tells_what_it_found_with_the_figure(client):
    assessment = make_assessment(agreed_text="October 2022")
    figure = make_figure(measure=make_measure(name="All crime"), value=20560)
    finding = assessment.findings.create(text="Crime rose.", figure=figure)
    finding.themes.add(make_theme(name="Safer streets"))

    response = client.get(assessment.get_absolute_url())

    assertContains(response, "Crime rose.")
    assertContains(response, "20,560 offences (2024-25)")
    assertContains(response, "About: Safer streets.")
    assertContains(response, "October 2022")


def test_assessment_shows_no_figure_of_a_draft_measure(client):
    assessment = make_assessment()
    measure = make_measure(name="Secret count", state="draft")
    assessment.findings.create(text="Crime rose.", figure=make_figure(measure=measure, value=4711))

    response = client.get(assessment.get_absolute_url())

    assertContains(response, "Crime rose.")
    assertNotContains(response, "Secret count")
    assertNotContains(response, "4,711")


def test_draft_assessment_is_not_found(client):
    assessment = make_assessment(state="draft")

    assert client.get(assessment.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_five_queries(client, django_assert_num_queries, count):
    fill_lists(count=count)

    with django_assert_num_queries(5):
        client.get("/plans/")


@pytest.mark.parametrize("count", [1, 3])
def test_plan_needs_eight_queries_with_every_kind_of_step(client, django_assert_num_queries, count):
    plan = make_plan()
    fill_plan(plan, count=count)

    with django_assert_num_queries(8):
        client.get(plan.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_assessment_needs_five_queries(client, django_assert_num_queries, count):
    assessment = make_assessment()
    fill_assessment(assessment, count=count)

    with django_assert_num_queries(5):
        client.get(assessment.get_absolute_url())
