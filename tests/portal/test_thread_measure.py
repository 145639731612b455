"""The page of a measure: its figures, and back to priorities and to what people said."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.consultations import (
    make_consultation,
    make_finding,
    make_turnout,
    make_voice,
)
from tests.factories.partnership import make_helpline, make_source
from tests.factories.priorities import (
    make_figure,
    make_focus_point,
    make_measure,
    make_plan,
    make_priority,
    make_report,
    make_series_break,
    make_theme,
)

pytestmark = pytest.mark.usefixtures("portal")


def page_of(client, record):
    return client.get(record.get_absolute_url())


def make_burglary(**fields):
    """A measure with two years of figures."""
    measure = make_measure(**{"name": "Burglary", "is_headline": True} | fields)
    make_figure(measure=measure, year=2024, value=950)
    make_figure(measure=measure, year=2025, value=916)
    return measure


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

    assert (thread[1].title, thread[1].url) == ("Latest (2023 to 2026)", latest.get_absolute_url())


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
