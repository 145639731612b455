"""The page of a priority: what people said, what we do, how it goes, where it came from."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.consultations import (
    make_consultation,
    make_finding,
    make_proposal,
    make_turnout,
    make_voice,
)
from tests.factories.partnership import make_body, make_helpline
from tests.factories.priorities import (
    make_action,
    make_assessment,
    make_figure,
    make_focus_point,
    make_measure,
    make_milestone,
    make_plan,
    make_priority,
    make_subgroup,
    make_theme,
    make_update,
)

pytestmark = pytest.mark.usefixtures("portal")
YESTERDAY = timezone.localdate() - timedelta(days=1)


def page_of(client, record):
    return client.get(record.get_absolute_url())


def make_voice_on(plan, **fields):
    """A voice in a consultation on the draft of ``plan``."""
    return make_voice(consultation=make_consultation(plan=plan), **fields)


def make_assessment_behind(plan, **fields):
    """An assessment that a step of ``plan`` names."""
    assessment = make_assessment(**fields)
    make_milestone(plan=plan, reference_kind="strategic_assessment", reference_key=assessment.years)
    return assessment


def make_burglary(**fields):
    """A measure with two years of figures."""
    measure = make_measure(**{"name": "Burglary", "is_headline": True} | fields)
    make_figure(measure=measure, year=2024, value=950)
    make_figure(measure=measure, year=2025, value=916)
    return measure


def steps(items):
    return [(item.title, item.date_text) for item in items]


def fill_priority(priority, *, count):
    """Give the priority ``count`` of everything its page joins."""
    assessment = make_assessment_behind(priority.plan)
    for n in range(count):
        make_priority(plan=priority.plan)
        make_focus_point(priority=priority)
        make_priority(theme=priority.theme)
        voice = make_voice_on(priority.plan)
        make_turnout(voice=voice)
        proposal = make_proposal(consultation=voice.consultation)
        make_finding(voice=voice, priorities=[priority], proposal=proposal)
        finding = assessment.findings.create(order=n, text="Found.", figure=make_figure())
        finding.themes.add(priority.theme)
        make_update(action=make_action(priority=priority, lead=make_body()))
        make_burglary(themes=[priority.theme])


def test_priority_shows_what_each_voice_said_and_how_many_took_part(client):
    priority = make_priority()
    voice = make_voice(name="Residents, online")
    make_turnout(voice=voice, count=231, counted="visits", order=1)
    make_turnout(voice=voice, count=37, counted="engagements", order=2)
    make_finding(voice=voice, text="Burglary worries us.", priorities=[priority])

    response = page_of(client, priority)

    assertContains(response, "Burglary worries us.", html=True)
    assertContains(response, "What was counted: 231 visits and 37 engagements.")
    assertContains(response, "Not answered yet.")


def test_priority_shows_what_was_said_on_its_theme_about_its_own_plan(client):
    priority = make_priority()
    make_finding(
        voice=make_voice_on(priority.plan), text="Said about the draft.", themes=[priority.theme]
    )
    make_finding(
        voice=make_voice_on(make_plan()), text="Said about another plan.", themes=[priority.theme]
    )

    response = page_of(client, priority)

    assertContains(response, "Said about the draft.")
    assertNotContains(response, "Said about another plan.")


def test_priority_tells_what_came_of_a_finding(client):
    priority = make_priority()
    make_finding(
        priorities=[priority],
        response_kind="we_did",
        response="We put up lights.",
        responded_on=date(2023, 5, 9),
    )

    assertContains(
        page_of(client, priority), "<strong>We did:</strong> We put up lights. (9 May 2023)"
    )


def test_priority_shows_the_evidence_of_the_assessment_behind_its_plan(client):
    priority = make_priority()
    assessment = make_assessment_behind(priority.plan, title="Assessment 2021-22")
    assessment.findings.create(text="Crime rose.").themes.add(priority.theme)

    response = page_of(client, priority)

    assertContains(response, "Assessment 2021-22")
    assertContains(response, "Crime rose.")


def test_priority_shows_no_assessment_of_other_years_as_its_reason(client):
    priority = make_priority()
    later = make_assessment_behind(make_plan(), title="Assessment 2021-22")
    later.findings.create(text="Crime rose.").themes.add(priority.theme)

    response = page_of(client, priority)

    assertNotContains(response, "Crime rose.")
    assertContains(response, "Our sources do not say why this became a priority.")


def test_priority_says_plainly_what_is_not_known(client):
    response = page_of(client, make_priority())

    assertContains(response, "Our sources do not say why this became a priority.")
    assertContains(response, "We have no actions for this priority in our sources yet.")
    assertContains(response, "We have no figures on this yet.")
    assertContains(response, "Our sources do not say who leads on this.")
    assertContains(response, "No other plan in our sources names this theme.")


def test_priority_shows_its_actions_with_lead_due_date_and_updates(client):
    lead = make_body(name="Vale Police")
    action = make_action(title="Mark bikes", lead=lead, due_on=date(2099, 3, 31))
    make_update(action=action, happened_on=date(2026, 1, 9), text="50 bikes marked.")

    response = page_of(client, action.priority)

    assertContains(response, "Mark bikes")
    assertContains(response, f'<a class="govuk-link" href="{lead.get_absolute_url()}">Vale Police')
    assertContains(response, "Due: 31 March 2099.")
    assertContains(response, "<strong>9 January 2026:</strong> 50 bikes marked.")
    assertNotContains(response, "Overdue")


def test_action_past_its_date_is_overdue_in_words(client):
    action = make_action(due_on=YESTERDAY)

    assertContains(page_of(client, action.priority), ">Overdue</strong>")


def test_action_without_lead_or_date_says_so(client):
    response = page_of(client, make_action().priority)

    assertContains(response, "Who leads: not stated. Due: no date given.")


def test_priority_shows_a_chart_a_sentence_and_the_way_to_the_table(client):
    priority = make_priority()
    measure = make_burglary(themes=[priority.theme])

    response = page_of(client, priority)

    assertContains(response, "Burglary fell from 950 offences in 2024-25 to 916 in 2025-26")
    assertContains(response, 'role="img"')
    assertContains(response, f'href="{measure.get_absolute_url()}#figures"')


def test_priority_shows_who_leads(client):
    priority = make_priority(scope="regional")
    subgroup = make_subgroup(formed_from=priority, name="Offenders group")
    make_action(priority=priority, lead=make_body(name="Vale Probation"))

    leads = page_of(client, priority).context["page"].leads

    assert (leads[0].title, leads[0].url) == ("Offenders group", subgroup.get_absolute_url())
    assert leads[1].title == "Vale Probation"


def test_priority_shows_its_theme_in_other_plans_the_oldest_first(client):
    priority = make_priority(title="Burglary", plan=make_plan(order=5, title="Current"))
    older = make_plan(order=1, title="Older", period_text="2011-12")
    newer = make_plan(order=9, title="Newer", period_text="2026")
    make_priority(plan=newer, theme=priority.theme, title="Homes")
    make_priority(plan=older, theme=priority.theme, title="Acquisitive Crime")

    elsewhere = page_of(client, priority).context["page"].elsewhere

    assert steps(elsewhere) == [
        ("Acquisitive Crime (2011-12)", "Older"),
        ("Burglary (this page)", "Current"),
        ("Homes (2026)", "Newer"),
    ]


def test_priority_shows_plans_that_name_its_theme_as_a_point(client):
    priority = make_priority()
    violent = make_priority(title="Violent Crime")
    make_focus_point(priority=violent, theme=priority.theme, title="Domestic Violence")

    response = page_of(client, priority)

    assertContains(response, "Violent Crime")
    assertContains(response, "It names: Domestic Violence.")


def test_priority_leads_to_the_ones_before_and_after_it_in_its_plan(client):
    plan = make_plan()
    make_priority(plan=plan, order=1, title="First")
    priority = make_priority(plan=plan, order=2)
    make_priority(plan=plan, order=3, title="Secret", state="draft")
    make_priority(plan=plan, order=4, title="Last")

    around = page_of(client, priority).context["page"].rows.around

    assert (around.previous_label, around.next_label) == ("First", "Last")


def test_priority_on_a_sensitive_theme_has_the_way_out_and_the_helpline(client):
    theme = make_theme(is_sensitive=True, helpline=make_helpline(name="Abuse line"))

    response = page_of(client, make_priority(theme=theme))

    assert response.context["is_exit_page"]
    assertContains(response, "Who can help")


def test_priority_with_a_sensitive_point_has_the_way_out(client):
    priority = make_priority()
    make_focus_point(priority=priority, theme=make_theme(is_sensitive=True))

    assert page_of(client, priority).context["is_exit_page"]


def test_priority_on_an_ordinary_theme_has_no_way_out(client):
    assert not page_of(client, make_priority()).context["is_exit_page"]


@pytest.mark.parametrize(
    "make_hidden",
    [
        lambda: make_priority(state="draft"),
        lambda: make_priority(plan=make_plan(state="draft")),
        lambda: make_priority(plan=make_plan(state="withdrawn")),
    ],
    ids=["draft", "draft_plan", "withdrawn_plan"],
)
def test_priority_that_is_not_public_is_not_found(client, make_hidden):
    assert page_of(client, make_hidden()).status_code == 404


def test_priority_shows_no_finding_of_a_draft_consultation(client):
    priority = make_priority()
    hidden = make_consultation(title="Secret question", plan=priority.plan, state="draft")
    voice = make_voice(consultation=hidden, name="Secret voice")
    make_finding(voice=voice, text="Secret words", priorities=[priority], themes=[priority.theme])

    assertNotContains(page_of(client, priority), "Secret")


def test_priority_shows_nothing_of_a_draft_measure(client):
    priority = make_priority()
    hidden = make_burglary(name="Secret count", themes=[priority.theme], state="draft")
    assessment = make_assessment_behind(priority.plan)
    finding = assessment.findings.create(text="Found.", figure=hidden.figures.first())
    finding.themes.add(priority.theme)

    response = page_of(client, priority)

    assertNotContains(response, "Secret")
    assertNotContains(response, "950")


def test_priority_shows_nothing_of_a_draft_assessment(client):
    priority = make_priority()
    hidden = make_assessment_behind(priority.plan, title="Secret assessment", state="draft")
    hidden.findings.create(text="Secret finding").themes.add(priority.theme)

    assertNotContains(page_of(client, priority), "Secret")


def test_priority_names_no_draft_body_and_no_draft_subgroup(client):
    priority = make_priority(scope="regional")
    make_subgroup(formed_from=priority, name="Secret group", state="draft")
    make_action(priority=priority, lead=make_body(name="Secret body", state="draft"))

    response = page_of(client, priority)

    assertNotContains(response, "Secret")
    assertContains(response, "Who leads: not stated.")


def test_priority_names_no_priority_of_a_draft_plan_on_its_theme(client):
    priority = make_priority()
    hidden = make_plan(title="Secret plan", state="draft")
    make_priority(plan=hidden, theme=priority.theme, title="Secret priority")

    assertNotContains(page_of(client, priority), "Secret")


@pytest.mark.parametrize("count", [1, 3])
def test_priority_needs_eight_queries_whatever_it_holds(client, django_assert_num_queries, count):
    priority = make_priority(scope="regional")
    make_subgroup(formed_from=priority)
    fill_priority(priority, count=count)

    with django_assert_num_queries(8):
        page_of(client, priority)
