from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from priorities.models import Figure
from priorities.presenters import priority_trends, read_series
from priorities.presenters.trends import chart_of
from tests.factories.partnership import make_source
from tests.factories.priorities import (
    make_figure,
    make_measure,
    make_priority,
    make_series_break,
    make_theme,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, tzinfo=UTC)


def figures_on(*themes):
    found = Figure.objects.public(at=AT).of_main_source().on_themes(theme.pk for theme in themes)
    return found.with_latest_break()


def labels(chart):
    """Return the periods a chart has a place for."""
    return [label for label, _value in chart.rows]


def burglary(theme, **fields):
    """A headline measure that fell from 950 to 916."""
    fields = {"name": "Burglary", "slug": "burglary", "is_headline": True} | fields
    measure = make_measure(themes=[theme], **fields)
    make_figure(measure=measure, year=2024, value=950)
    make_figure(measure=measure, year=2025, value=916)
    return measure


def test_trend_of_a_priority_is_one_line_with_its_direction():
    priority = make_priority(title="Burglary")
    burglary(priority.theme)

    [trend] = priority_trends([priority], figures_on(priority.theme))

    assert trend.sentence == "Burglary: 916 offences in 2025-26, down 4% on the year before."
    assert (trend.direction, trend.tag_text) == ("down", "Better")
    assert trend.url == priority.get_absolute_url()


def test_trend_of_a_measure_without_judgement_has_no_tag():
    priority = make_priority()
    burglary(priority.theme, direction="no_judgement")

    [trend] = priority_trends([priority], figures_on(priority.theme))

    assert trend.sentence
    assert trend.tag_text == ""


def test_priority_without_a_headline_measure_has_no_trend():
    priority = make_priority()
    burglary(priority.theme, is_headline=False)

    [trend] = priority_trends([priority], figures_on(priority.theme))

    assert trend.sentence == ""


def test_trend_shows_nothing_of_a_draft_measure():
    priority = make_priority()
    burglary(priority.theme, state="draft")

    [trend] = priority_trends([priority], figures_on(priority.theme))

    assert trend.sentence == ""


def test_trend_leaves_out_figures_of_other_sources():
    priority = make_priority()
    measure = burglary(priority.theme)
    make_figure(measure=measure, year=2026, value=1, source=make_source())

    [trend] = priority_trends([priority], figures_on(priority.theme))

    assert trend.sentence.startswith("Burglary: 916 offences in 2025-26")


def test_measure_on_two_themes_is_one_series():
    themes = [make_theme(), make_theme()]
    measure = burglary(themes[0])
    measure.themes.set(themes)

    [series] = read_series(figures_on(*themes))

    assert labels(series.chart) == ["2024-25", "2025-26"]


def test_headline_measures_come_first():
    theme = make_theme()
    make_figure(measure=make_measure(themes=[theme], name="Robbery", order=1))
    burglary(theme, order=2)

    first, second = read_series(figures_on(theme))

    assert (first.measure.name, second.measure.name) == ("Burglary", "Robbery")


def test_value_of_the_year_before_is_compared_though_it_has_no_figure_of_its_own():
    theme = make_theme()
    measure = make_measure(themes=[theme], name="Trust", unit="per cent", direction="no_judgement")
    make_figure(measure=measure, year=2011, value=Decimal(50), previous_value=Decimal(42))

    [series] = read_series(figures_on(theme))

    assert series.summary.sentence == (
        "Trust rose from 42% in the year before to 50% in 2011-12, up 8 percentage points."
    )


def test_one_figure_alone_makes_no_chart():
    theme = make_theme()
    make_figure(measure=make_measure(themes=[theme]))

    [series] = read_series(figures_on(theme))

    assert series.chart is None


def test_chart_keeps_the_place_of_missing_years():
    measure = make_measure()
    make_figure(measure=measure, year=2017)
    make_figure(measure=measure, year=2020)
    figures = measure.figures.with_latest_break()

    chart = chart_of(measure, figures)

    assert labels(chart) == ["2017-18", "2018-19", "2019-20", "2020-21"]


def test_chart_draws_the_break_of_a_series():
    measure = make_measure()
    make_figure(measure=measure, year=2023)
    make_figure(measure=measure, year=2024)
    make_series_break(measure=measure, broken_on=date(2024, 3, 1), label="New records")

    chart = chart_of(measure, measure.figures.with_latest_break())

    assert "From 2024-25, not comparable: New records." in chart.description


def test_figures_know_the_break_before_them_and_the_break_inside_them():
    measure = make_measure()
    make_figure(measure=measure, year=2023)
    make_figure(measure=measure, year=2024)
    make_series_break(measure=measure, broken_on=date(2024, 3, 1))

    before, after = measure.figures.with_latest_break()

    assert (before.latest_break_on, before.has_break_inside) == (None, True)
    assert (after.latest_break_on, after.has_break_inside) == (date(2024, 3, 1), False)


def test_trends_of_any_number_of_priorities_need_one_query(django_assert_num_queries):
    first, second, third = make_priority(), make_priority(), make_priority()
    burglary(first.theme)
    burglary(second.theme, slug="second")

    with django_assert_num_queries(1):
        priority_trends([first, second, third], figures_on(first.theme, second.theme))
