"""A chart tells the truth about its figures, gaps and breaks, and fits a phone."""

from decimal import Decimal

import pytest

from priorities.charts import Break, Chart, Point, draw_chart, value_words
from priorities.drawings import Shapes, guide_values


def chart_of(*values, breaks=(), kind="bars") -> Chart:
    points = [Point(f"{2010 + index}-{11 + index}", value) for index, value in enumerate(values)]
    return draw_chart(
        slug="burglary",
        title="Burglary",
        unit="offences a year",
        points=points,
        breaks=breaks,
        kind=kind,
    )


def words_of(texts) -> list[str]:
    return [text.words for text in texts]


def test_bars_stand_on_the_base_line_and_keep_the_proportions_of_the_figures():
    drawing = chart_of(50, 100).wide

    small, large = drawing.shapes.bars

    assert small.y + small.height == large.y + large.height == drawing.base
    assert large.height == pytest.approx(2 * small.height, abs=0.2)


def test_guide_lines_start_at_nought_even_when_all_figures_are_high():
    drawing = chart_of(20076, 20280).wide

    assert drawing.ticks[0].label.words == "0"
    assert drawing.ticks[-1].label.words == "25,000"


@pytest.mark.parametrize(
    ("highest", "values"),
    [
        (4, [0, 1, 2, 3, 4]),
        (95, [0, 20, 40, 60, 80, 100]),
        (1840, [0, 500, 1000, 1500, 2000]),
        (0.9, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0, [0, 1]),
    ],
)
def test_guide_lines_stand_at_round_values(highest, values):
    assert guide_values(highest) == values


def test_only_the_latest_known_figure_is_marked_as_latest():
    drawing = chart_of(10, 20, None).wide

    first, second = drawing.shapes.bars
    assert (first.is_latest, second.is_latest) == (False, True)


def test_a_missing_figure_leaves_a_gap_and_no_bar():
    drawing = chart_of(10, None, None, 40).wide

    assert len(drawing.shapes.bars) == 2
    assert len(drawing.gaps) == 1
    assert drawing.gaps[0].width == pytest.approx(2 * (drawing.right - drawing.left) / 4, abs=0.2)


def test_two_separate_gaps_are_drawn_apart():
    drawing = chart_of(10, None, 30, None, 50).wide

    assert len(drawing.gaps) == 2


def test_a_line_stops_at_a_gap():
    drawing = chart_of(10, 20, None, 40, 50, kind="line").wide

    first, second = drawing.shapes.lines
    assert (first.count(","), second.count(",")) == (2, 2)
    assert len(drawing.shapes.dots) == 4


def test_a_line_stops_at_a_break_in_the_series():
    series_break = Break(before="2012-13", label="New records system")

    drawing = chart_of(10, 20, 30, 40, breaks=[series_break], kind="line").wide

    first, second = drawing.shapes.lines
    assert (first.count(","), second.count(",")) == (2, 2)


def test_a_break_is_marked_between_the_two_periods_it_parts():
    series_break = Break(before="2012-13", label="New records system")

    drawing = chart_of(10, 20, 30, 40, breaks=[series_break]).wide

    left, right = drawing.shapes.bars[1], drawing.shapes.bars[2]
    assert left.x + left.width < drawing.breaks[0].x < right.x


def test_words_of_a_break_are_wrapped_on_a_phone_and_push_the_plot_down():
    series_break = Break(
        before="2012-13", label="The police moved to a new records system in March"
    )
    plain = chart_of(10, 20, 30, 40).narrow

    drawing = chart_of(10, 20, 30, 40, breaks=[series_break]).narrow

    lines = drawing.breaks[0].lines
    assert len(lines) > 1
    assert drawing.top > plain.top
    assert lines[-1].y < drawing.top


def test_a_break_at_a_period_that_is_not_shown_is_an_error():
    with pytest.raises(ValueError, match="2031-32"):
        chart_of(10, 20, breaks=[Break(before="2031-32", label="Never")])


def test_names_of_periods_never_touch_and_the_latest_is_always_there():
    labels = chart_of(*range(1, 17)).wide.labels

    assert labels[-1].words == "2025-26"
    assert labels[-1].x - labels[-2].x > 50
    assert labels[1].x - labels[0].x > 50


def test_names_that_would_touch_on_a_phone_stand_upright_and_none_is_lost():
    chart = chart_of(*range(1, 17))

    assert words_of(chart.narrow.labels) == words_of(chart.wide.labels)
    assert chart.narrow.labels[0].is_upright


def test_names_of_a_short_series_lie_flat_on_a_phone():
    assert not chart_of(1, 2, 3).narrow.labels[0].is_upright


@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_everything_stays_inside_the_drawing(variant):
    drawing = getattr(chart_of(1, 999_999, 5), variant)

    _, highest, latest = drawing.shapes.bars
    assert highest.y >= drawing.top
    assert latest.x + latest.width <= drawing.right
    assert drawing.labels[-1].y < drawing.height


def test_the_latest_figure_is_written_above_its_higher_neighbours():
    drawing = chart_of(*[1000] * 15, 900).narrow

    assert drawing.values[-1].y < drawing.shapes.bars[-2].y


def test_the_description_says_first_latest_highest_lowest_gaps_and_breaks():
    series_break = Break(before="2013-14", label="New records system")

    chart = chart_of(1840, None, 1000, 1090, breaks=[series_break])

    assert chart.description == (
        "2010-11: 1,840 offences a year. 2013-14: 1,090. Highest: 1,840 in 2010-11. "
        "Lowest: 1,000 in 2012-13. No figures for 2011-12. "
        "From 2013-14, not comparable: New records system."
    )


def test_the_table_holds_every_period_with_words_for_a_missing_figure():
    chart = chart_of(1840, None)

    assert chart.columns == (("Period", False), ("Offences a year", True))
    assert chart.rows == (("2010-11", "1,840"), ("2011-12", "No figures"))


@pytest.mark.parametrize("kind", ["bars", "line"])
def test_a_series_without_any_figure_is_drawn_empty(kind):
    chart = chart_of(None, None, kind=kind)

    assert chart.description == "There are no figures yet."
    assert chart.wide.values == ()
    assert chart.wide.shapes == Shapes()


def test_a_series_without_any_period_is_drawn_empty():
    assert chart_of().narrow.labels == ()


def test_a_single_figure_is_written_once():
    assert words_of(chart_of(7).wide.values) == ["7"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (20280, "20,280"),
        (Decimal("7.50"), "7.5"),
        (Decimal("20"), "20"),
        (0.25, "0.25"),
        (None, "No figures"),
    ],
)
def test_a_figure_is_written_as_people_write_it(value, words):
    assert value_words(value) == words
