"""A measure's figures as a sentence and a chart, and the one-line trend of a priority.

The figures come from one query, whatever the number of measures::

    figures = (
        Figure.objects.public(at=at).of_main_source().on_themes(theme_ids).with_latest_break()
    )
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from priorities.charts import Break, Chart, Point, draw_chart
from priorities.models import Figure, Measure, Priority
from priorities.presenters.records import grouped
from priorities.rules.figures import Reading, Summary, missing_periods, summarise

TAGS = {
    "better": ("Better", "green"),
    "worse": ("Worse", "red"),
}


@dataclass(frozen=True)
class Series:
    """One measure with what its own source's figures say; one figure alone makes no chart."""

    measure: Measure
    summary: Summary
    figures: tuple[Figure, ...]

    @cached_property
    def chart(self) -> Chart | None:
        """The drawing of the series, made when it is first asked for."""
        return chart_of(self.measure, self.figures) if len(self.figures) > 1 else None

    @property
    def line(self) -> str:
        """The measure and its latest figure in one line."""
        line = f"{self.measure.name}: {self.summary.short}"
        unit = f" {self.measure.unit}"
        # The unit is not said again after a name that ends in it.
        return "".join(line.rsplit(unit, 1)) if self.measure.name.endswith(unit) else line

    @property
    def tag_text(self) -> str:
        """Better or worse in words, or nothing for a measure without a good direction."""
        return TAGS.get(self.summary.judgement, ("", ""))[0]

    @property
    def tag_colour(self) -> str:
        """The colour that repeats the words of the tag."""
        return TAGS.get(self.summary.judgement, ("", ""))[1]

    @property
    def url(self) -> str:
        """The measure's page."""
        return self.measure.get_absolute_url()

    @property
    def link_text(self) -> str:
        """Words for the link to the measure."""
        return f"More on {self.measure.name}"

    @property
    def source_text(self) -> str:
        """Whose figures they are."""
        source = self.measure.source
        return f"{source.title}, {source.publisher}" if source else ""

    @property
    def caveat(self) -> str:
        """What a reader must know, and why a change is or is not good."""
        parts = (self.measure.direction_note, self.measure.caveats)
        return " ".join(filter(None, parts))

    @property
    def table_url(self) -> str:
        """The table of the figures, on the measure's page."""
        return f"{self.url}#figures"


@dataclass(frozen=True)
class PriorityTrend:
    """A priority with one line on how it is going; ``sentence`` is empty without figures."""

    title: str
    url: str
    text: str
    sentence: str = ""
    direction: str = ""
    measure_name: str = ""
    measure_url: str = ""
    tag_text: str = ""
    tag_colour: str = ""


def reading_of(figure: Figure) -> Reading:
    """Return a figure that has a value, and its breaks, as the rules read it."""
    if figure.value is None:
        raise ValueError(f"{figure} has no value")
    return Reading(
        label=figure.label,
        period_from=figure.period_from,
        period_until=figure.period_until,
        value=figure.value,
        break_on=figure.latest_break_on,
        is_mixed=figure.has_break_inside,
        is_provisional=figure.is_provisional,
    )


def read_series(figures: Iterable[Figure]) -> list[Series]:
    """Return each measure among ``figures`` with its series, headline measures first.

    A figure that ``on_themes()`` returned twice counts once.
    """
    by_measure = grouped(dict.fromkeys(figures), lambda figure: figure.measure_id)
    series = map(series_of, by_measure.values())
    return sorted(series, key=lambda one: (not one.measure.is_headline, one.measure.order))


def series_of(figures: Sequence[Figure]) -> Series:
    """Return the series of one measure; ``figures`` are its main source's, at least one."""
    ordered = sorted(figures, key=lambda figure: figure.period_from)
    measure = ordered[0].measure
    summary = summarise(
        [*told_beside(ordered[0]), *map(reading_of, ordered)],
        name=measure.name,
        unit=measure.unit,
        direction=measure.direction,
    )
    if summary is None:
        raise ValueError("A series has at least one figure")
    return Series(measure, summary, tuple(ordered))


def told_beside(figure: Figure) -> list[Reading]:
    """Return the value of the year before, if the source gives it beside the first figure."""
    if figure.previous_value is None:
        return []
    after = reading_of(figure)
    return [
        Reading(
            label="the year before",
            period_from=after.period_from - (after.period_until - after.period_from),
            period_until=after.period_from,
            value=figure.previous_value,
            break_on=after.break_on,
            is_mixed=after.is_mixed,
        )
    ]


def chart_of(measure: Measure, figures: Sequence[Figure]) -> Chart:
    """Return the measure's chart, with the place of missing years kept empty."""
    points = [_point(figures[0])]
    breaks = []
    for before, after in pairwise(figures):
        missing = missing_periods(reading_of(before), reading_of(after))
        points += [Point(label, None) for label in missing]
        points.append(_point(after))
        if after.latest_break_on != before.latest_break_on:
            breaks.append(Break(after.label, after.latest_break_label or ""))
    return draw_chart(
        slug=measure.slug, title=measure.name, unit=measure.unit, points=points, breaks=breaks
    )


def _point(figure: Figure) -> Point:
    return Point(figure.label, figure.value)


def priority_trends(
    priorities: Iterable[Priority], figures: Iterable[Figure]
) -> list[PriorityTrend]:
    """Return each priority with the trend of its theme's first headline measure, if any.

    The priorities come with their plan. The figures are those of their themes, from
    ``on_themes()``; of a theme without a headline measure none is shown.
    """
    series = headline_series(figures)
    return [_priority_trend(priority, series.get(priority.theme_id)) for priority in priorities]


def headline_series(figures: Iterable[Figure]) -> dict[int, Series]:
    """Return the series of the first headline measure of each theme among ``figures``."""
    headlines = filter(lambda figure: figure.measure.is_headline, figures)
    by_theme = grouped(headlines, lambda figure: figure.theme_id)
    return {theme_id: series_of(first_measure(rows)) for theme_id, rows in by_theme.items()}


def first_measure(figures: Iterable[Figure]) -> list[Figure]:
    """Return those of the figures that belong to the measure that stands first."""
    by_measure = grouped(figures, lambda figure: figure.measure)
    return by_measure[min(by_measure, key=lambda measure: (measure.order, measure.name))]


def _priority_trend(priority: Priority, series: Series | None) -> PriorityTrend:
    bare = (priority.title, priority.get_absolute_url(), priority.summary)
    if series is None:
        return PriorityTrend(*bare)
    return PriorityTrend(
        *bare,
        sentence=series.line,
        direction=series.summary.short_direction,
        measure_name=series.measure.name,
        measure_url=series.measure.get_absolute_url(),
        tag_text=series.tag_text,
        tag_colour=series.tag_colour,
    )
