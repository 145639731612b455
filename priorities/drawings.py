"""Lays a series of figures out as shapes and words with coordinates; knows no framework."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Number = int | float | Decimal
Kind = Literal["bars", "line"]

NO_FIGURES = "No figures"
# Units of the drawing; a letter is measured generously, for we do not know the reader's font.
LETTER_WIDTH = 7.6
LINE_HEIGHT = 17
LABEL_SPACE = 8
FOOT = 30
VALUE_ROOM = 24


@dataclass(frozen=True)
class Point:
    """One period and its figure; ``None`` when there is no figure."""

    label: str
    value: Number | None


@dataclass(frozen=True)
class Break:
    """Figures from the period ``before`` onwards cannot be compared with those to its left."""

    before: str
    label: str


@dataclass(frozen=True)
class Bar:
    """A bar, measured from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    is_latest: bool


@dataclass(frozen=True)
class Dot:
    """A figure on a line."""

    x: float
    y: float
    is_latest: bool


@dataclass(frozen=True)
class Text:
    """Words at a place, lying or upright; ``anchor`` is the SVG text-anchor."""

    x: float
    y: float
    words: str
    anchor: str = "middle"
    is_upright: bool = False


@dataclass(frozen=True)
class Tick:
    """A horizontal guide line and the value it stands for."""

    y: float
    label: Text


@dataclass(frozen=True)
class Gap:
    """The empty place of periods without a figure; its words stand upright in it."""

    x: float
    width: float
    label: Text


@dataclass(frozen=True)
class BreakMark:
    """A dashed upright line where the series breaks, with its words."""

    x: float
    y: float
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Drawing:
    """Everything the template prints for one width."""

    variant: str
    width: int
    height: int
    left: float
    right: float
    top: float
    base: float
    bars: tuple[Bar, ...]
    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    labels: tuple[Text, ...]
    values: tuple[Text, ...]
    gaps: tuple[Gap, ...]
    breaks: tuple[BreakMark, ...]

    @property
    def plot_height(self) -> float:
        """How far the plot reaches, from its top to the base line."""
        return round(self.base - self.top, 1)


def value_words(value: Number | None) -> str:
    """Return the figure as people write it, or say that there is none."""
    if value is None:
        return NO_FIGURES
    whole, point, rest = f"{value:,f}".partition(".")
    return (whole + point + rest).rstrip("0").rstrip(".") if rest else whole


def guide_values(highest: Number) -> list[int | float]:
    """Return round values from nought to at least ``highest``, in at most five steps."""
    if highest <= 0:
        return [0, 1]
    raw = float(highest) / 5
    magnitude: int | float = 10 ** math.floor(math.log10(raw))
    step = next(unit * magnitude for unit in (1, 2, 2.5, 5, 10) if unit * magnitude >= raw)
    count = math.ceil(float(highest) / step)
    values = [round(step * index, 6) for index in range(count + 1)]
    return [int(value) if value == int(value) else value for value in values]


class Canvas:
    """Room for one drawing of one series; hands out coordinates."""

    def __init__(
        self, variant: str, points: Sequence[Point], *, width: int, plot_height: int
    ) -> None:
        self.variant = variant
        self.width = width
        self.points = points
        highest = max((point.value for point in points if point.value is not None), default=0)
        self.guides = guide_values(highest)
        self.left = 12 + LETTER_WIDTH * max(len(value_words(value)) for value in self.guides)
        self.right = float(width - 4)
        self.top = float(VALUE_ROOM)
        self.base = self.top + plot_height
        self.label_width = LETTER_WIDTH * max((len(point.label) for point in points), default=0)
        self.slot = (self.right - self.left) / max(len(points), 1)

    def label_step(self) -> int:
        """Return how many periods share one name if the names lie flat and never touch."""
        latest = len(self.points) - 1
        # The latest name is moved in from the edge, towards its neighbour.
        moved = max(0.0, self._middle(latest) + self.label_width / 2 - self.right)
        return max(1, math.ceil((self.label_width + moved + LABEL_SPACE) / self.slot))

    def draw(self, *, breaks: Sequence[Break], kind: Kind, step: int) -> Drawing:
        """Return the drawing with every ``step``th period named.

        Names that would touch stand upright, and the words of breaks get room at the top.
        """
        wrapped = [self._wrapped(series_break) for series_break in breaks]
        is_upright = self.label_step() > step
        room = LINE_HEIGHT * sum(len(lines) for lines in wrapped)
        self.top += room
        self.base += room
        foot = self.label_width + 18 if is_upright else FOOT
        return Drawing(
            variant=self.variant,
            width=self.width,
            height=math.ceil(self.base + foot),
            left=round(self.left, 1),
            right=self.right,
            top=self.top,
            base=self.base,
            bars=self._bars() if kind == "bars" else (),
            lines=self._lines(breaks) if kind == "line" else (),
            dots=self._dots() if kind == "line" else (),
            ticks=self._ticks(),
            labels=self._labels(step, is_upright=is_upright),
            values=self._values(),
            gaps=self._gaps(),
            breaks=self._break_marks(breaks, wrapped),
        )

    def _middle(self, index: int) -> float:
        return round(self.left + self.slot * (index + 0.5), 1)

    def _y(self, value: Number) -> float:
        share = float(value) / float(self.guides[-1])
        return round(self.base - share * (self.base - self.top), 1)

    def _latest(self) -> int:
        known = [index for index, point in enumerate(self.points) if point.value is not None]
        return known[-1] if known else -1

    def _bars(self) -> tuple[Bar, ...]:
        width = round(min(self.slot * 0.72, 48), 1)
        return tuple(
            Bar(
                x=round(self._middle(index) - width / 2, 1),
                y=self._y(point.value),
                width=width,
                height=round(self.base - self._y(point.value), 1),
                is_latest=index == self._latest(),
            )
            for index, point in enumerate(self.points)
            if point.value is not None
        )

    def _dots(self) -> tuple[Dot, ...]:
        return tuple(
            Dot(self._middle(index), self._y(point.value), index == self._latest())
            for index, point in enumerate(self.points)
            if point.value is not None
        )

    def _lines(self, breaks: Sequence[Break]) -> tuple[str, ...]:
        """Return one path for each unbroken run: a gap or a break starts a new one."""
        broken_at = {series_break.before for series_break in breaks}
        runs: list[list[str]] = [[]]
        for index, point in enumerate(self.points):
            if point.value is None or point.label in broken_at:
                runs.append([])
            if point.value is not None:
                runs[-1].append(f"{self._middle(index)},{self._y(point.value)}")
        return tuple(" ".join(run) for run in runs if len(run) > 1)

    def _ticks(self) -> tuple[Tick, ...]:
        x = round(self.left - 8, 1)
        return tuple(
            Tick(self._y(value), Text(x, self._y(value) + 5, value_words(value), "end"))
            for value in self.guides
        )

    def _labels(self, step: int, *, is_upright: bool) -> tuple[Text, ...]:
        """Return the names of periods, counted back from the latest, which is always kept."""
        latest = len(self.points) - 1
        named = range(latest % step, latest + 1, step) if self.points else range(0)
        return tuple(self._label(index, is_upright=is_upright) for index in named)

    def _label(self, index: int, *, is_upright: bool) -> Text:
        words = self.points[index].label
        if is_upright:
            return Text(self._middle(index) + 5, self.base + 8, words, "end", is_upright=True)
        x = min(self._middle(index), self.right - self.label_width / 2)
        return Text(round(x, 1), self.base + 20, words)

    def _values(self) -> tuple[Text, ...]:
        """Return the first and the latest figure, to be read without the guide lines."""
        latest = self._latest()
        if latest < 0:
            return ()
        first = next(i for i, point in enumerate(self.points) if point.value is not None)
        texts = []
        for index in dict.fromkeys((first, latest)):
            words = value_words(self.points[index].value)
            half = LETTER_WIDTH * len(words) / 2
            x = min(max(self._middle(index), self.left + half), self.right - half)
            texts.append(Text(round(x, 1), round(self._clear_y(x, half) - 9, 1), words))
        return tuple(texts)

    def _clear_y(self, x: float, half: float) -> float:
        """Return the top of the highest figure under words that reach ``half`` to each side."""
        reach = half + self.slot / 2
        return min(
            self._y(point.value)
            for index, point in enumerate(self.points)
            if point.value is not None and abs(self._middle(index) - x) < reach
        )

    def _gaps(self) -> tuple[Gap, ...]:
        runs: list[list[int]] = []
        for index, point in enumerate(self.points):
            if point.value is not None:
                continue
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        return tuple(self._gap(run[0], len(run)) for run in runs)

    def _gap(self, start: int, count: int) -> Gap:
        x = round(self.left + self.slot * start, 1)
        width = round(self.slot * count, 1)
        middle = round(x + width / 2 + 5, 1)
        return Gap(x, width, Text(middle, self.base - 12, NO_FIGURES, "start", is_upright=True))

    def _wrapped(self, series_break: Break) -> list[str]:
        x = self._break_x(series_break)
        room = max(x - self.left, self.right - x) - 8
        return textwrap.wrap(series_break.label, width=int(room / LETTER_WIDTH)) or [""]

    def _break_x(self, series_break: Break) -> float:
        index = next(i for i, point in enumerate(self.points) if point.label == series_break.before)
        return round(self.left + self.slot * index, 1)

    def _break_marks(
        self, breaks: Sequence[Break], wrapped: Sequence[Sequence[str]]
    ) -> tuple[BreakMark, ...]:
        """Return the marks; the words of each stand below those of the one before it."""
        marks = []
        y = 13.0
        for series_break, lines in zip(breaks, wrapped, strict=True):
            x = self._break_x(series_break)
            is_right = x - self.left > self.right - x
            words_x, anchor = (x - 6, "end") if is_right else (x + 6, "start")
            texts = tuple(
                Text(round(words_x, 1), y + LINE_HEIGHT * row, line, anchor)
                for row, line in enumerate(lines)
            )
            marks.append(BreakMark(x, y - 12, texts))
            y += LINE_HEIGHT * len(lines)
        return tuple(marks)
