"""Lays a series of figures out as shapes and words with coordinates; knows no framework."""

import math
import textwrap
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
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
class Shapes:
    """What stands for the figures: bars, or lines with dots."""

    bars: tuple[Bar, ...] = ()
    lines: tuple[str, ...] = ()
    dots: tuple[Dot, ...] = ()


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
    shapes: Shapes
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
    whole, _point, rest = f"{value:,f}".partition(".")
    return f"{whole}.{rest.rstrip('0')}".rstrip(".")


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
        self.known = {
            index: point.value for index, point in enumerate(points) if point.value is not None
        }
        self.guides = guide_values(max(self.known.values(), default=0))
        self.left = 12 + LETTER_WIDTH * max(map(len, map(value_words, self.guides)))
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
        wrapped = list(map(self._wrapped, breaks))
        room = LINE_HEIGHT * sum(map(len, wrapped))
        self.top += room
        self.base += room
        is_upright = self.label_step() > step
        shapes = Shapes(bars=self._bars()) if kind == "bars" else self._curve(breaks)
        return Drawing(
            variant=self.variant,
            width=self.width,
            height=math.ceil(self.base + self._foot(is_upright=is_upright)),
            left=round(self.left, 1),
            right=self.right,
            top=self.top,
            base=self.base,
            shapes=shapes,
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

    def _foot(self, *, is_upright: bool) -> float:
        return self.label_width + 18 if is_upright else FOOT

    def _bars(self) -> tuple[Bar, ...]:
        return tuple(self._bar(index, self._y(value)) for index, value in self.known.items())

    def _bar(self, index: int, y: float) -> Bar:
        width = round(min(self.slot * 0.72, 48), 1)
        x = round(self._middle(index) - width / 2, 1)
        return Bar(x, y, width, round(self.base - y, 1), is_latest=index == max(self.known))

    def _curve(self, breaks: Sequence[Break]) -> Shapes:
        """Return a line for each unbroken run of figures, and a dot for each figure."""
        places = {index: (self._middle(index), self._y(y)) for index, y in self.known.items()}
        runs = self._runs(sorted(map(self._break_index, breaks)))
        return Shapes(
            lines=tuple(
                " ".join(f"{x},{y}" for x, y in map(places.__getitem__, run))
                for run in runs
                if run[0] in places and len(run) > 1
            ),
            dots=tuple(
                Dot(x, y, is_latest=index == max(places)) for index, (x, y) in places.items()
            ),
        )

    def _runs(self, cuts: Sequence[int] = ()) -> list[list[int]]:
        """Return periods in groups, parted at each cut and where figures begin or end."""
        groups = groupby(
            range(len(self.points)),
            key=lambda index: (bisect_right(cuts, index), index in self.known),
        )
        return [list(run) for _, run in groups]

    def _ticks(self) -> tuple[Tick, ...]:
        return tuple(map(self._tick, self.guides))

    def _tick(self, value: Number) -> Tick:
        y = self._y(value)
        return Tick(y, Text(round(self.left - 8, 1), y + 5, value_words(value), "end"))

    def _labels(self, step: int, *, is_upright: bool) -> tuple[Text, ...]:
        """Return the names of periods, counted back from the latest, which is always kept."""
        latest = len(self.points) - 1
        named = range(latest % step, latest + 1, step)
        return tuple(self._label(index, is_upright=is_upright) for index in named)

    def _label(self, index: int, *, is_upright: bool) -> Text:
        words = self.points[index].label
        if is_upright:
            return Text(self._middle(index) + 5, self.base + 8, words, "end", is_upright=True)
        x = min(self._middle(index), self.right - self.label_width / 2)
        return Text(round(x, 1), self.base + 20, words)

    def _values(self) -> tuple[Text, ...]:
        """Return the first and the latest figure, to be read without the guide lines."""
        return tuple(map(self._value, sorted({*list(self.known)[:1], *list(self.known)[-1:]})))

    def _value(self, index: int) -> Text:
        words = value_words(self.known[index])
        half = LETTER_WIDTH * len(words) / 2
        x = min(max(self._middle(index), self.left + half), self.right - half)
        return Text(round(x, 1), round(self._clear_y(x, half) - 9, 1), words)

    def _clear_y(self, x: float, half: float) -> float:
        """Return the top of the highest figure under words that reach ``half`` to each side."""
        reach = half + self.slot * 0.6
        return min(
            self._y(value)
            for index, value in self.known.items()
            if abs(self._middle(index) - x) < reach
        )

    def _gaps(self) -> tuple[Gap, ...]:
        return tuple(self._gap(run) for run in self._runs() if run[0] not in self.known)

    def _gap(self, run: Sequence[int]) -> Gap:
        x = round(self.left + self.slot * run[0], 1)
        width = round(self.slot * len(run), 1)
        middle = round(x + width / 2 + 5, 1)
        return Gap(x, width, Text(middle, self.base - 12, NO_FIGURES, "start", is_upright=True))

    def _wrapped(self, series_break: Break) -> list[str]:
        x = self._break_x(series_break)
        room = max(x - self.left, self.right - x) - 8
        return textwrap.wrap(series_break.label, width=int(room / LETTER_WIDTH))

    def _break_index(self, series_break: Break) -> int:
        return [point.label for point in self.points].index(series_break.before)

    def _break_x(self, series_break: Break) -> float:
        return round(self.left + self.slot * self._break_index(series_break), 1)

    def _break_marks(
        self, breaks: Sequence[Break], wrapped: Sequence[Sequence[str]]
    ) -> tuple[BreakMark, ...]:
        """Return the marks; the words of each stand below those of the one before it."""
        marks = []
        y = 13.0
        for series_break, lines in zip(breaks, wrapped, strict=True):
            marks.append(self._break_mark(self._break_x(series_break), y, lines))
            y += LINE_HEIGHT * len(lines)
        return tuple(marks)

    def _break_mark(self, x: float, y: float, lines: Sequence[str]) -> BreakMark:
        is_right = x - self.left > self.right - x
        words_x, anchor = (x - 6, "end") if is_right else (x + 6, "start")
        texts = tuple(
            Text(round(words_x, 1), y + LINE_HEIGHT * row, line, anchor)
            for row, line in enumerate(lines)
        )
        return BreakMark(x, y - 12, texts)
