from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.partnership import make_helpline
from tests.factories.priorities import (
    make_figure,
    make_focus_point,
    make_measure,
    make_outcome,
    make_plan,
    make_priority,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.usefixtures("portal")


def only_outcome(client, **figure):
    """Return the one outcome on the page of a report whose figure has these fields."""
    measure = make_measure(direction=figure.pop("direction", "lower_is_better"))
    measure.unit = figure.pop("unit", "offences")
    measure.save()
    outcome = make_outcome(figure=make_figure(measure=measure, **{"value": None} | figure))
    [shown] = client.get(outcome.report.get_absolute_url()).context["page"].outcomes
    return shown.sentence, shown.direction, shown.tag_text


def fill_report(report, *, count):
    """Give the report ``count`` of everything it can have."""
    for n in range(count):
        make_outcome(report=report)
        report.implications.create(subject=f"Subject {n}", text="Text.")
        report.background_papers.create(title=f"Paper {n}")
        make_focus_point(priority=make_priority(plan=report.plan))
        make_priority(plan=report.next_plan)


def test_list_shows_the_reports(client):
    make_report(title="Annual report 2011-12", years="2011-12")
    make_report(title="Secret report", state="draft")

    response = client.get("/reports/")

    assertContains(response, "Annual report 2011-12")
    assertNotContains(response, "Secret report")


def test_outcome_that_fell_is_better_when_lower_is_better(client):
    outcome = only_outcome(client, change_percent=Decimal("-7.2"))

    assert outcome == ("Fell by 7.2%.", "down", "Better")


def test_outcome_that_rose_is_worse_when_lower_is_better(client):
    outcome = only_outcome(client, change_percent=Decimal("14.5"))

    assert outcome == ("Rose by 14.5%.", "up", "Worse")


def test_outcome_with_two_values_shows_before_and_after(client):
    outcome = only_outcome(
        client, value=63, previous_value=57, unit="per cent", direction="higher_is_better"
    )

    assert outcome == ("Rose from 57% to 63%.", "up", "Better")


def test_outcome_without_a_number_says_what_the_report_says(client):
    outcome = only_outcome(client, movement="unchanged")

    assert outcome == ("Stayed the same.", "level", "")


def test_outcome_without_a_good_direction_is_not_judged(client):
    outcome = only_outcome(client, change_percent=Decimal("-4"), direction="no_judgement")

    assert outcome == ("Fell by 4%.", "down", "")


def test_report_shows_its_objectives_aim_and_what_came_next(client):
    plan = make_plan(aim="A safer place.")
    violent = make_priority(plan=plan, title="Violent Crime", summary="Violence.")
    make_focus_point(priority=violent, title="Domestic Violence")
    after = make_priority(title="Anti-Social Behaviour")
    report = make_report(plan=plan, next_plan=after.plan)

    response = client.get(report.get_absolute_url())

    assertContains(response, "“A safer place.”")
    assertContains(response, "Violence. It names: Domestic Violence.")
    assertContains(response, "Anti-Social Behaviour")


@pytest.mark.parametrize(
    "field",
    ["agreed_by", "presented_to", "asked", "working_together", "standing", "next_report"],
)
def test_report_tells_how_it_came_about(client, field):
    report = make_report(**{field: "Told in the report."})

    response = client.get(report.get_absolute_url())

    assertContains(response, "Told in the report.")


def test_report_tells_what_it_means_and_what_it_was_written_from(client):
    report = make_report()
    report.implications.create(subject="Money", text="The report costs nothing.")
    report.background_papers.create(title="Strategic Assessment 2011")

    response = client.get(report.get_absolute_url())

    assertContains(response, "The report costs nothing.")
    assertContains(response, "Strategic Assessment 2011")


def test_report_on_a_sensitive_theme_has_the_way_out_and_the_helpline(client):
    helpline = make_helpline(name="Abuse line")
    abuse = make_theme(is_sensitive=True, helpline=helpline)
    violent = make_priority()
    make_focus_point(priority=violent, theme=abuse)

    response = client.get(make_report(plan=violent.plan).get_absolute_url())

    assert response.context["is_exit_page"]
    assert response.context["theme_helplines"] == [helpline]


def test_report_shows_nothing_of_a_draft_measure(client):
    outcome = make_outcome(
        text="Secret result", figure=make_figure(measure=make_measure(state="draft"))
    )

    response = client.get(outcome.report.get_absolute_url())

    assertNotContains(response, "Secret result")


def test_report_names_no_draft_plan_and_no_draft_priority(client):
    hidden = make_plan(title="Secret plan", period_text="Secret period", state="draft")
    make_priority(plan=hidden, title="Secret by its plan")
    report = make_report(next_plan=hidden)
    make_priority(plan=report.plan, title="Secret objective", state="draft")

    response = client.get(report.get_absolute_url())

    assertNotContains(response, "Secret")


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"plan__state": "draft"}])
def test_draft_report_and_report_on_a_draft_plan_are_not_found(client, fields):
    plan = make_plan(state=fields.get("plan__state", "published"))
    report = make_report(plan=plan, state=fields.get("state", "published"))

    assert client.get(report.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_report_needs_eight_queries(client, django_assert_num_queries, count):
    report = make_report(next_plan=make_plan())
    fill_report(report, count=count)

    with django_assert_num_queries(8):
        client.get(report.get_absolute_url())
