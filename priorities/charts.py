"""Turns a series of figures into a chart ready to print; knows no framework.

``draw_chart`` draws the series twice: wide, for a page beside which there is room, and narrow,
for a phone, where the letters must stay large enough to read. Both start at nought, keep the
place of a missing figure empty, and mark where the series breaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from priorities.drawings import Break, Canvas, Drawing, Kind, Point, value_words

__all__ = ["Break", "Chart", "Point", "describe", "draw_chart", "value_words"]


@dataclass(frozen=True)
class Chart:
    """A series ready to print: two drawings, a description and a table of the same figures."""

    slug: str
    title: str
    unit: str
    description: str
    wide: Drawing
    narrow: Drawing
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, str], ...]


def draw_chart(
    *,
    slug: str,
    title: str,
    unit: str,
    points: Sequence[Point],
    breaks: Sequence[Break] = (),
    kind: Kind = "bars",
) -> Chart:
    """Return the chart of ``points``, in the order given; a break at an unknown period is an error.

    ``slug`` must be unique on its page: the drawings are named after it.
    """
    unknown = {item.before for item in breaks} - {point.label for point in points}
    if unknown:
        message = f"No period {', '.join(unknown)} in the chart {slug!r}."
        raise ValueError(message)
    wide = Canvas("wide", points, width=640, plot_height=246)
    narrow = Canvas("narrow", points, width=320, plot_height=206)
    # Both name the same periods, so that nobody loses a word on a small screen.
    step = wide.label_step()
    return Chart(
        slug=slug,
        title=title,
        unit=unit,
        description=describe(points, breaks=breaks, unit=unit),
        wide=wide.draw(breaks=breaks, kind=kind, step=step),
        narrow=narrow.draw(breaks=breaks, kind=kind, step=step),
        columns=(("Period", False), (unit[:1].upper() + unit[1:], True)),
        rows=tuple((point.label, value_words(point.value)) for point in points),
    )


def describe(points: Sequence[Point], *, breaks: Sequence[Break], unit: str) -> str:
    """Return the chart in words: first, latest, highest and lowest figure, gaps and breaks."""
    known = [(point.value, point.label) for point in points if point.value is not None]
    if not known:
        return "There are no figures yet."
    (first, first_label), (latest, latest_label) = known[0], known[-1]
    (lowest, lowest_label), (highest, highest_label) = min(known), max(known)
    words = [
        f"{first_label}: {value_words(first)} {unit}. {latest_label}: {value_words(latest)}.",
        f"Highest: {value_words(highest)} in {highest_label}.",
        f"Lowest: {value_words(lowest)} in {lowest_label}.",
    ]
    missing = [point.label for point in points if point.value is None]
    if missing:
        words.append(f"No figures for {', '.join(missing)}.")
    words += [f"From {item.before}, not comparable: {item.label}." for item in breaks]
    return " ".join(words)
