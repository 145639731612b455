"""What figures may say: which can be compared, by how much they differ, in which words.

Pure Python: no framework, no clock, no query.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

# Under ten, one more or less would look like a wild swing if it were told in per cent.
SMALLEST_FOR_PERCENT = Decimal(10)
PER_CENT = "per cent"
DAYS_IN_YEAR = range(360, 372)
# The financial year's first month and day.
YEAR_BEGINS = (4, 1)

MOVED = {"rose": "rose", "fell": "fell", "unchanged": "stayed the same"}
ARROWS = {"rose": "up", "fell": "down", "unchanged": "level"}
BETTER = {("fell", "lower_is_better"), ("rose", "higher_is_better")}
WORSE = {("rose", "lower_is_better"), ("fell", "higher_is_better")}


@dataclass(frozen=True)
class Reading:
    """A measure's value in one period.

    ``break_on`` is the latest series break before the period; ``is_mixed`` says that another
    falls inside it, so that the period was counted in two ways.
    """

    label: str
    period_from: date
    period_until: date
    value: Decimal
    break_on: date | None = None
    is_mixed: bool = False
    is_provisional: bool = False

    @property
    def is_a_year(self) -> bool:
        """Whether the period lasts a year."""
        return (self.period_until - self.period_from).days in DAYS_IN_YEAR


@dataclass(frozen=True)
class Summary:
    """A series in words. ``direction`` (up, down, level or empty) goes with ``sentence``;
    ``short_direction`` and ``judgement`` ("better", "worse" or empty) with ``short``."""

    sentence: str
    direction: str
    short: str
    short_direction: str
    judgement: str


def last_full_year_from(day: date) -> date:
    """Return the first day of the last financial year that was over on a day."""
    has_begun = (day.month, day.day) >= YEAR_BEGINS
    return date(day.year - (1 if has_begun else 2), *YEAR_BEGINS)


def are_comparable(before: Reading, after: Reading) -> bool:
    """Whether both were counted in the same way from start to end."""
    is_pure = not (before.is_mixed or after.is_mixed)
    return is_pure and before.break_on == after.break_on


def comparable_with_latest(readings: Sequence[Reading]) -> list[Reading]:
    """Return the earlier readings that may be compared with the last one, oldest first."""
    return [reading for reading in readings[:-1] if are_comparable(reading, readings[-1])]


def period_before(readings: Sequence[Reading], latest: Reading) -> Reading | None:
    """Return the reading of the period that ended as ``latest`` began, if they compare."""
    touching = (one for one in readings if one.period_until == latest.period_from)
    return next((one for one in touching if are_comparable(one, latest)), None)


def movement(before: Decimal, after: Decimal) -> str:
    """Return rose, fell or unchanged."""
    if before == after:
        return "unchanged"
    return "rose" if after > before else "fell"


def judgement(moved: str, *, direction: str) -> str:
    """Return better, worse or nothing: nothing when the measure has no good direction."""
    if (moved, direction) in BETTER:
        return "better"
    return "worse" if (moved, direction) in WORSE else ""


def number(value: Decimal) -> str:
    """Return the value as people write it: 2,209 or 7.2."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Decimal, unit: str) -> str:
    """Return the value with its unit: 916 offences, or 63%."""
    return f"{number(value)}%" if unit == PER_CENT else f"{number(value)} {unit}"


def difference(before: Decimal, after: Decimal, *, unit: str) -> str:
    """Return how far apart two values are: in per cent, in points, or as a plain number."""
    gap = abs(after - before)
    if unit == PER_CENT:
        return f"{number(gap)} percentage point{'' if gap == 1 else 's'}"
    if min(before, after) < SMALLEST_FOR_PERCENT:
        return number(gap)
    percent = (gap / before * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return f"{percent}%" if percent else "less than 1%"


def change_words(before: Reading | None, after: Reading, *, unit: str) -> str:
    """Return the change between two periods for a table: down 4%, no change, or a dash.

    Without an earlier reading there is a dash; across a series break, "Not comparable".
    """
    if before is None:
        return "–"
    if not are_comparable(before, after):
        return "Not comparable"
    moved = movement(before.value, after.value)
    if moved == "unchanged":
        return "No change"
    return f"{ARROWS[moved].capitalize()} {difference(before.value, after.value, unit=unit)}"


def outcome_words(
    *,
    value: Decimal | None,
    previous_value: Decimal | None,
    change_percent: Decimal | None,
    moved: str,
    unit: str,
) -> str:
    """Return a source's own figure in words: "fell by 7.2%", "rose from 57% to 63%"."""
    if value is not None and previous_value is not None:
        verb = MOVED[movement(previous_value, value)]
        return f"{verb} from {amount(previous_value, unit)} to {amount(value, unit)}"
    if change_percent:
        return f"{MOVED[movement(Decimal(0), change_percent)]} by {number(abs(change_percent))}%"
    if value is not None:
        return amount(value, unit)
    return MOVED.get(moved, MOVED["unchanged"])


def outcome_movement(
    *,
    value: Decimal | None,
    previous_value: Decimal | None,
    change_percent: Decimal | None,
    moved: str,
) -> str:
    """Return rose, fell or unchanged for a source's own figure; nothing if it does not say."""
    if value is not None and previous_value is not None:
        return movement(previous_value, value)
    if change_percent is not None:
        return movement(Decimal(0), change_percent)
    return moved


def summarise(
    readings: Sequence[Reading], *, name: str, unit: str, direction: str
) -> Summary | None:
    """Return a series in words, or None when it has no figure. Readings come oldest first.

    Nothing is ever compared across a series break.
    """
    if not readings:
        return None
    latest = readings[-1]
    earlier = comparable_with_latest(readings)
    before = period_before(earlier, latest)
    moved = movement(before.value, latest.value) if before else ""
    judged = judgement(moved, direction=direction)
    verdict = f", which is {judged}." if judged else "."
    is_told_at_once = bool(earlier) and before == earlier[0]
    long_run = _long_run(earlier, latest, name=name, unit=unit)
    sentences = [long_run + (verdict if is_told_at_once else ".")]
    if earlier and not is_told_at_once:
        sentences.append(_latest_step(before, latest, unit=unit) + verdict)
    sentences += _cautions(readings, earlier, latest)
    return Summary(
        sentence=" ".join(sentences),
        direction=ARROWS[movement(earlier[0].value, latest.value)] if earlier else "",
        short=_short(before, latest, unit=unit),
        short_direction=ARROWS.get(moved, ""),
        judgement=judged,
    )


def _long_run(earlier: Sequence[Reading], latest: Reading, *, name: str, unit: str) -> str:
    """Return what compares the first comparable reading with the latest, without a full stop."""
    if not earlier:
        return f"{name}: {amount(latest.value, unit)} in {latest.label}"
    first = earlier[0]
    moved = movement(first.value, latest.value)
    if moved == "unchanged":
        return f"{name}: {amount(latest.value, unit)} in {latest.label}, as in {first.label}"
    start, end = amount(first.value, unit), amount(latest.value, unit)
    if unit != PER_CENT:
        # The unit is said once, and not at all after a name that ends in it.
        start = number(first.value) if name.endswith(unit) else start
        end = number(latest.value)
    by = difference(first.value, latest.value, unit=unit)
    return (
        f"{name} {MOVED[moved]} from {start} in {first.label} to {end} in {latest.label}, "
        f"{ARROWS[moved]} {by}"
    )


def _latest_step(before: Reading | None, latest: Reading, *, unit: str) -> str:
    """Return what compares the latest period with the one before, without a full stop."""
    period = "year" if latest.is_a_year else "period"
    if before is None:
        return f"We have no figure for the {period} before to compare with"
    moved = movement(before.value, latest.value)
    if moved == "unchanged":
        return f"The latest {period} is the same as the {period} before"
    how = "higher" if moved == "rose" else "lower"
    by = difference(before.value, latest.value, unit=unit)
    return f"The latest {period} is {by} {how} than the {period} before"


def _cautions(
    readings: Sequence[Reading], earlier: Sequence[Reading], latest: Reading
) -> list[str]:
    """Return what a reader must know: other ways of counting, figures not yet final."""
    cautions = []
    if len(earlier) < len(readings) - 1:
        which = "Some earlier" if earlier else "Earlier"
        cautions.append(f"{which} figures were counted in another way. We do not compare them.")
    if latest.is_provisional:
        cautions.append("The latest figure is not final and may change.")
    return cautions


def _short(before: Reading | None, latest: Reading, *, unit: str) -> str:
    """Return one line on the latest period."""
    words = f"{amount(latest.value, unit)} in {latest.label}"
    if before is None:
        return f"{words}."
    period = "year" if latest.is_a_year else "period"
    change = change_words(before, latest, unit=unit).lower()
    if change == "no change":
        return f"{words}, the same as the {period} before."
    return f"{words}, {change} on the {period} before."


def missing_periods(before: Reading, after: Reading) -> list[str]:
    """Return the names of the years between two readings that have no figure."""
    labels = []
    start = before.period_until
    while before.is_a_year and start + timedelta(days=360) <= after.period_from:
        labels.append(_year_label(before.label, start))
        # Day 28 at most, because not every year has a 29 February.
        start = start.replace(year=start.year + 1, day=min(start.day, 28))
    return labels


def _year_label(pattern: str, start: date) -> str:
    """Return the name of the year that begins on ``start``, written as ``pattern`` is."""
    if re.fullmatch(r"\d{4}-\d{2}", pattern):
        return f"{start.year}-{(start.year + 1) % 100:02}"
    return str(start.year)
