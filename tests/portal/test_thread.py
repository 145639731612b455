"""The pages that join all apps: a priority with what people said, a measure with its priorities."""

from datetime import date, timedelta
from decimal import Decimal

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
from tests.factories.partnership import make_body, make_helpline, make_source
from tests.factories.priorities import (
    make_action,
    make_assessment,
    make_figure,
    make_focus_point,
    make_measure,
    make_plan,
    make_priority,
    make_report,
    make_series_break,
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
    assessment = make_assessment()
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


def fill_measure(measure, *, count):
    """Give the measure ``count`` of everything its page joins."""
    for n in range(count):
        theme = make_theme(helpline=make_helpline())
        measure.themes.add(theme)
        make_figure(measure=measure, year=2000 + n)
        make_figure(measure=measure, year=2000 + n, source=make_source())
        make_series_break(measure=measure, broken_on=date(1990 + n, 1, 1))
        make_measure(part_of=measure)
        make_priority(theme=theme)
        voice = make_voice()
        make_turnout(voice=voice)
        make_finding(voice=voice, themes=[theme])


# The priority


def test_priority_shows_what_each_voice_said_and_how_many_took_part(client):
    priority = make_priority()
    voice = make_voice(name="Residents, online")
    make_turnout(voice=voice, count=231, counted="visits", order=1)
    make_turnout(voice=voice, count=37, counted="engagements", order=2)
    make_finding(voice=voice, text="Burglary worries us.", priorities=[priority])

    response = page_of(client, priority)

    assertContains(response, "Burglary worries us.", html=True)
    assertContains(response, "Who took part: 231 visits and 37 engagements.")
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

    assertContains(page_of(client, priority), "We did: We put up lights. (9 May 2023)")


def test_priority_shows_the_evidence_of_assessments(client):
    priority = make_priority()
    finding = make_assessment(title="Assessment 2021-22").findings.create(text="Crime rose.")
    finding.themes.add(priority.theme)

    response = page_of(client, priority)

    assertContains(response, "Assessment 2021-22")
    assertContains(response, "Crime rose.")


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
    priority = make_priority(title="Burglary", plan=make_plan(order=5, period_text="2023"))
    older = make_plan(order=1, period_text="2011-12")
    newer = make_plan(order=9, period_text="2026")
    make_priority(plan=newer, theme=priority.theme, title="Homes")
    make_priority(plan=older, theme=priority.theme, title="Acquisitive Crime")

    elsewhere = page_of(client, priority).context["page"].elsewhere

    assert steps(elsewhere) == [
        ("Acquisitive Crime", "2011-12"),
        ("Burglary (this page)", "2023"),
        ("Homes", "2026"),
    ]


def test_priority_shows_plans_that_name_its_theme_as_a_point(client):
    priority = make_priority()
    violent = make_priority(title="Violent Crime")
    make_focus_point(priority=violent, theme=priority.theme, title="Domestic Violence")

    response = page_of(client, priority)

    assertContains(response, "Violent Crime")
    assertContains(response, "Names: Domestic Violence.")


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
    finding = make_assessment().findings.create(text="Found.", figure=hidden.figures.first())
    finding.themes.add(priority.theme)

    response = page_of(client, priority)

    assertNotContains(response, "Secret")
    assertNotContains(response, "950")


def test_priority_shows_nothing_of_a_draft_assessment(client):
    priority = make_priority()
    hidden = make_assessment(title="Secret assessment", state="draft")
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


# The measure


def test_measure_shows_its_figures_with_the_change_of_each_year(client):
    page = page_of(client, make_burglary()).context["page"]

    assert page.rows == [["2024-25", "950", "–"], ["2025-26", "916", "Down 4%"]]


def test_measure_names_the_years_without_a_figure_and_compares_nothing_across_them(client):
    measure = make_measure()
    make_figure(measure=measure, year=2017, value=4803)
    make_figure(measure=measure, year=2019, value=4224)

    page = page_of(client, measure).context["page"]

    assert page.rows == [
        ["2017-18", "4,803", "–"],
        ["2018-19", "No figures", "–"],
        ["2019-20", "4,224", "–"],
    ]


def test_measure_says_what_to_know_about_a_year(client):
    measure = make_measure()
    make_figure(measure=measure, note="March is understated.", is_provisional=True)

    assertContains(page_of(client, measure), "2024-25: March is understated. Not final.")


def test_measure_tells_where_its_series_breaks(client):
    measure = make_measure()
    make_figure(measure=measure, year=2022, value=3244)
    make_figure(measure=measure, year=2024, value=3214)
    make_series_break(measure=measure, broken_on=date(2024, 3, 1), reason="New records system.")

    response = page_of(client, measure)

    assertContains(response, "From 1 March 2024: New records system.")
    assertContains(response, "We do not compare them.")
    assertNotContains(response, "fell from")


def test_figures_of_another_source_stand_in_a_table_of_their_own(client):
    measure = make_burglary()
    other = make_source(title="Annual report 2011-12", publisher="Vale Council")
    make_figure(measure=measure, year=2025, source=other, value=None, change_percent=Decimal("7.8"))

    response = page_of(client, measure)

    [table] = response.context["page"].others
    assert table.rows == [["2025-26", "Rose by 7.8%"]]
    assertContains(response, "These figures were counted at another time and another way.")
    assert "7.8" not in str(response.context["page"].rows)


def test_measure_with_only_a_change_tells_it(client):
    figure = make_figure(value=None, change_percent=Decimal("-16.4"))

    assertContains(page_of(client, figure.measure), "Fell by 16.4% in 2024-25.")


def test_measure_without_judgement_says_so_and_judges_nothing(client):
    measure = make_burglary(direction="no_judgement", direction_note="It counts police work.")

    response = page_of(client, measure)

    assertContains(response, "We do not call a rise or a fall good or bad. It counts police work.")
    assertNotContains(response, "which is better")


def test_measure_names_what_it_is_part_of_and_its_own_parts(client):
    whole = make_measure(name="All crime")
    measure = make_measure(name="Burglary", part_of=whole)
    make_measure(name="Homes", part_of=measure)

    page = page_of(client, measure).context["page"]

    assert ("Part of", "All crime", whole.get_absolute_url()) in page.facts
    assert page.parts[0].title == "Homes"


def test_measure_leads_back_to_priorities_and_to_what_people_said(client):
    theme = make_theme()
    priority = make_priority(theme=theme, title="Stop burglary")
    make_finding(themes=[theme], text="Burglary worries us.")
    violent = make_priority(title="Violent Crime")
    make_focus_point(priority=violent, theme=theme)

    response = page_of(client, make_burglary(themes=[theme]))

    assertContains(response, priority.get_absolute_url())
    assertContains(response, violent.get_absolute_url())
    assertContains(response, "Burglary worries us.")


def test_thread_of_a_measure_names_the_priority_of_the_latest_plan(client):
    theme = make_theme()
    make_priority(theme=theme, plan=make_plan(order=999))
    latest = make_priority(theme=theme, plan=make_plan(order=1, is_latest=True), title="Latest")

    thread = page_of(client, make_burglary(themes=[theme])).context["steps"]

    assert (thread[1].title, thread[1].url) == ("Latest", latest.get_absolute_url())


def test_measure_on_a_sensitive_theme_has_the_way_out(client):
    measure = make_measure(themes=[make_theme(is_sensitive=True)])

    assert page_of(client, measure).context["is_exit_page"]


def test_draft_measure_is_not_found(client):
    assert page_of(client, make_measure(state="draft")).status_code == 404


def test_measure_shows_no_draft_part_priority_or_consultation(client):
    theme = make_theme()
    whole = make_measure(name="Secret whole", state="draft")
    measure = make_measure(themes=[theme], part_of=whole)
    make_measure(name="Secret part", part_of=measure, state="draft")
    make_priority(theme=theme, title="Secret priority", state="draft")
    make_priority(theme=theme, title="Secret by plan", plan=make_plan(state="draft"))
    hidden = make_consultation(title="Secret question", state="draft")
    make_finding(voice=make_voice(consultation=hidden), themes=[theme], text="Secret words")

    assertNotContains(page_of(client, measure), "Secret")


def test_report_that_is_a_draft_leaves_no_trace_on_its_measure(client):
    measure = make_burglary()
    make_report(title="Secret report", state="draft").outcomes.create(
        figure=measure.figures.first(), text="Secret result"
    )

    assertNotContains(page_of(client, measure), "Secret")


@pytest.mark.parametrize("count", [1, 3])
def test_measure_needs_eight_queries_whatever_it_holds(client, django_assert_num_queries, count):
    measure = make_burglary(part_of=make_measure())
    fill_measure(measure, count=count)

    with django_assert_num_queries(8):
        page_of(client, measure)
