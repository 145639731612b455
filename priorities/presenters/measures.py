"""What the pages of measures print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from partnership.presenters import Card, Fact, Section
from partnership.rules import day_in_words, list_in_words
from priorities.models import Direction, Figure, Measure, SeriesBreak, Theme
from priorities.presenters.records import Around, around, grouped
from priorities.presenters.reports import words_of
from priorities.presenters.trends import Series, reading_of, series_of
from priorities.rules.figures import Reading, change_words, missing_periods, number

Table = tuple[list[tuple[str, bool]], list[list[str]]]
OTHERS = "Other measures"
DIRECTION_WORDS = {
    Direction.LOWER_IS_BETTER.value: "Lower is better",
    Direction.HIGHER_IS_BETTER.value: "Higher is better",
    Direction.NO_JUDGEMENT.value: "We do not call a rise or a fall good or bad",
}


def themes_of(measures: Iterable[Measure]) -> list[Theme]:
    """Return the themes that have a measure, each once, in their own order."""
    found = {theme.pk: theme for measure in measures for theme in measure.themes.all()}
    return sorted(found.values(), key=lambda theme: (theme.order, theme.name))


def measure_sections(
    measures: Iterable[Measure], figures: Iterable[Figure], *, theme: str
) -> list[Section]:
    """Return the measures under each of their themes; ``theme`` is a slug, or empty for all."""
    measures = list(measures)
    by_measure = grouped(figures, lambda figure: figure.measure_id)
    cards = [(one, measure_card(one, by_measure.get(one.pk, []))) for one in measures]
    sections = [
        Section(
            one.name,
            one.slug,
            [card for measure, card in cards if one in measure.themes.all()],
            one.summary,
        )
        for one in themes_of(measures)
        if theme in {"", one.slug}
    ]
    rest = [card for measure, card in cards if not measure.themes.all()]
    return [*sections, Section(OTHERS, "others", rest)] if rest and not theme else sections


def measure_card(measure: Measure, own: Sequence[Figure]) -> Card:
    """Return a measure's entry in the list: the latest of its own source's figures in a line."""
    valued = [figure for figure in own if figure.value is not None]
    if not valued:
        return Card(measure.name, measure.get_absolute_url(), text=told_in_words(own))
    series = series_of(valued)
    return Card(
        title=measure.name,
        url=measure.get_absolute_url(),
        text=series.summary.short,
        tag_text=series.tag_text,
        tag_colour=series.tag_colour,
    )


def told_in_words(figures: Sequence[Figure]) -> str:
    """Return the latest of the figures as its source tells it, for a measure without a series."""
    if not figures:
        return "We have no figures yet."
    return f"{words_of(figures[-1])} in {figures[-1].label}."


@dataclass(frozen=True)
class OtherSource:
    """Figures of the same thing from another source, never joined to the series."""

    title: str
    url: str
    date_text: str
    note: str
    columns: list[tuple[str, bool]]
    rows: list[list[str]]
    remarks: list[str]

    @property
    def caption(self) -> str:
        """What the table holds."""
        return f"Figures from {self.title}"


@dataclass(frozen=True)
class MeasurePage:
    """One measure: its series, its figures from other sources and what to know about them."""

    measure: Measure
    facts: list[Fact]
    series: Series | None
    columns: list[tuple[str, bool]]
    rows: list[list[str]]
    remarks: list[str]
    others: list[OtherSource]
    breaks: list[str]
    parts: list[Card]
    around: Around
    told: str

    @property
    def table_caption(self) -> str:
        """What the table holds."""
        return f"{self.measure.name}, year by year"


def measure_page(
    measure: Measure,
    *,
    measures: Sequence[Measure],
    figures: Iterable[Figure],
    breaks: Iterable[SeriesBreak],
) -> MeasurePage:
    """Return the page of ``measure``; ``measures`` are all public ones in their order."""
    figures = list(figures)
    main = [one for one in figures if one.source_id == measure.source_id and one.value is not None]
    columns, rows = figure_table(main, unit=measure.unit)
    return MeasurePage(
        measure=measure,
        facts=measure_facts(measure, measures),
        series=series_of(main) if main else None,
        columns=columns,
        rows=rows,
        remarks=remarks(main),
        others=other_sources([one for one in figures if one not in main]),
        breaks=[f"From {day_in_words(one.broken_on)}: {one.reason}" for one in breaks],
        parts=[
            Card(one.name, one.get_absolute_url())
            for one in measures
            if one.part_of_id == measure.pk
        ],
        around=around(measures, measure, label="Measures"),
        told=told_in_words(figures),
    )


def measure_facts(measure: Measure, measures: Iterable[Measure]) -> list[Fact]:
    """Return how to read the figures; ``measures`` are those that may be named."""
    facts = [
        ("Counted in", measure.unit, ""),
        ("Which way is better", direction_text(measure), ""),
    ]
    wider = next((one for one in measures if one.pk == measure.part_of_id), None)
    if wider:
        facts.append(("Part of", wider.name, wider.get_absolute_url()))
    return facts


def direction_text(measure: Measure) -> str:
    """Return which way is better, and why a change is or is not good if that is unclear."""
    words = f"{DIRECTION_WORDS[measure.direction]}."
    return f"{words} {measure.direction_note}" if measure.direction_note else words


def figure_table(figures: Sequence[Figure], *, unit: str) -> Table:
    """Return the series as a table: each period, its figure, the change, what to know.

    A missing year has a row that says so.
    """
    columns = [("Year", False), (unit[:1].upper() + unit[1:], True), ("Change", True)]
    rows: list[list[str]] = []
    before: Reading | None = None
    for figure in figures:
        reading = reading_of(figure)
        missing = missing_periods(before, reading) if before else []
        rows += [[label, "No figures", "–"] for label in missing]
        change = change_words(None if missing else before, reading, unit=unit)
        rows.append([reading.label, number(reading.value), change])
        before = reading
    return columns, rows


def remark(figure: Figure) -> str:
    """Return what a reader must know about one figure."""
    parts = [
        figure.note,
        "Not final." if figure.is_provisional else "",
        "Counted in two ways within the year." if figure.has_break_inside else "",
    ]
    return " ".join(filter(None, parts))


def remarks(figures: Iterable[Figure]) -> list[str]:
    """Return what to know about some figures, each remark once with the years it is about."""
    by_text = grouped(filter(remark, figures), remark)
    return [
        f"{list_in_words([figure.label for figure in same])}: {text}"
        for text, same in by_text.items()
    ]


def other_sources(figures: Iterable[Figure]) -> list[OtherSource]:
    """Return the figures that are not in the series, by source."""
    return list(map(_other_source, grouped(figures, lambda one: one.source_id).values()))


def _other_source(figures: Sequence[Figure]) -> OtherSource:
    source = figures[0].source
    return OtherSource(
        title=f"{source.title}, {source.publisher}",
        url=source.url,
        date_text=source.date_in_words,
        note=source.note,
        columns=[("Year", False), ("What this source says", True)],
        rows=[[one.label, words_of(one)] for one in figures],
        remarks=remarks(figures),
    )
