from datetime import date
from decimal import Decimal

import pytest

from priorities.rules.figures import (
    Reading,
    are_comparable,
    change_words,
    difference,
    judgement,
    missing_periods,
    outcome_words,
    summarise,
)

NEW_RECORDS = date(2024, 3, 1)


def reading(year, value, **fields):
    """A financial year's value."""
    return Reading(
        label=f"{year}-{(year + 1) % 100:02}",
        period_from=date(year, 4, 1),
        period_until=date(year + 1, 4, 1),
        value=Decimal(value),
        **fields,
    )


def sentence(*readings, name="Burglary", unit="offences", direction="lower_is_better"):
    return summarise(readings, name=name, unit=unit, direction=direction).sentence


def short(*readings, unit="offences"):
    return summarise(readings, name="Burglary", unit=unit, direction="lower_is_better").short


def told(**fields):
    nothing = {"value": None, "previous_value": None, "change_percent": None, "moved": ""}
    return outcome_words(**nothing | {"unit": "offences"} | fields)


def test_summary_compares_the_first_year_and_the_year_before_with_the_latest():
    text = sentence(reading(2010, 2209), reading(2024, 950), reading(2025, 916))

    assert text == (
        "Burglary fell from 2,209 offences in 2010-11 to 916 in 2025-26, down 59%. "
        "The latest year is 4% lower than the year before, which is better."
    )


def test_summary_of_two_years_says_the_change_once():
    text = sentence(reading(2023, 523), reading(2024, 506), name="Knife crime")

    assert text == (
        "Knife crime fell from 523 offences in 2023-24 to 506 in 2024-25, down 3%, which is better."
    )


def test_summary_does_not_repeat_the_unit_of_a_name_that_ends_in_it():
    text = sentence(reading(2023, 200), reading(2024, 300), name="Hate offences")

    assert text.startswith("Hate offences rose from 200 in 2023-24 to 300 in 2024-25, up 50%")


def test_summary_without_a_good_direction_never_says_better_or_worse():
    text = sentence(reading(2023, 100), reading(2024, 200), direction="no_judgement")

    assert text == "Burglary rose from 100 offences in 2023-24 to 200 in 2024-25, up 100%."


def test_summary_never_compares_across_a_series_break():
    text = sentence(
        reading(2022, 3244), reading(2023, 3487), reading(2024, 3214, break_on=NEW_RECORDS)
    )

    assert text == (
        "Burglary: 3,214 offences in 2024-25. "
        "Earlier figures were counted in another way. We do not compare them."
    )


def test_summary_compares_only_what_was_counted_since_the_break():
    text = sentence(
        reading(2023, 9000),
        reading(2024, 400, break_on=NEW_RECORDS),
        reading(2025, 500, break_on=NEW_RECORDS),
    )

    assert text.startswith("Burglary rose from 400 offences in 2024-25 to 500 in 2025-26, up 25%")
    assert "Some earlier figures were counted in another way." in text


def test_year_with_a_break_inside_it_compares_with_nothing():
    mixed = reading(2023, 3487, is_mixed=True)

    assert not are_comparable(reading(2022, 3244), mixed)
    assert not are_comparable(mixed, reading(2024, 3214))


def test_summary_says_when_the_year_before_has_no_figure():
    text = sentence(reading(2017, 4803), reading(2018, 4500), reading(2025, 4582))

    assert text.endswith("We have no figure for the year before to compare with.")


def test_summary_of_one_figure_says_only_that():
    assert sentence(reading(2024, 506)) == "Burglary: 506 offences in 2024-25."


def test_summary_of_equal_ends_claims_no_change_between_them():
    text = sentence(reading(2010, 90), reading(2011, 50), reading(2012, 90))

    assert text.startswith("Burglary: 90 offences in 2012-13, as in 2010-11.")


def test_summary_warns_that_the_latest_figure_is_not_final():
    text = sentence(reading(2024, 506, is_provisional=True))

    assert text.endswith("The latest figure is not final and may change.")


def test_no_readings_have_no_summary():
    assert summarise([], name="Burglary", unit="offences", direction="no_judgement") is None


def test_short_line_compares_with_the_year_before():
    line = short(reading(2024, 950), reading(2025, 916))

    assert line == "916 offences in 2025-26, down 4% on the year before."


def test_short_line_says_when_nothing_changed():
    line = short(reading(2024, 900), reading(2025, 900))

    assert line == "900 offences in 2025-26, the same as the year before."


@pytest.mark.parametrize(
    ("before", "after", "unit", "words"),
    [
        (2209, 916, "offences", "59%"),
        (3, 6, "offences", "3"),
        (40, 9, "offences", "31"),
        (10, 20, "offences", "100%"),
        (20000, 20001, "offences", "less than 1%"),
        (42, 50, "per cent", "8 percentage points"),
        (42, 43, "per cent", "1 percentage point"),
    ],
    ids=["percent", "small", "small_after", "ten", "tiny", "points", "point"],
)
def test_difference_has_no_per_cent_of_small_numbers(before, after, unit, words):
    assert difference(Decimal(before), Decimal(after), unit=unit) == words


@pytest.mark.parametrize(
    ("moved", "direction", "word"),
    [
        ("fell", "lower_is_better", "better"),
        ("rose", "lower_is_better", "worse"),
        ("rose", "higher_is_better", "better"),
        ("fell", "higher_is_better", "worse"),
        ("rose", "no_judgement", ""),
        ("unchanged", "lower_is_better", ""),
    ],
    ids=["fell_low", "rose_low", "rose_high", "fell_high", "no_judgement", "unchanged"],
)
def test_judgement_follows_the_direction_of_the_measure(moved, direction, word):
    assert judgement(moved, direction=direction) == word


def test_change_in_a_table_says_what_cannot_be_compared():
    broken = reading(2024, 3214, break_on=NEW_RECORDS)

    assert change_words(None, reading(2010, 5), unit="offences") == "–"
    assert change_words(reading(2023, 3487), broken, unit="offences") == "Not comparable"
    assert change_words(reading(2010, 50), reading(2011, 50), unit="offences") == "No change"
    assert change_words(reading(2010, 50), reading(2011, 60), unit="offences") == "Up 20%"


def test_outcome_is_told_as_its_source_gives_it():
    assert told(change_percent=Decimal("-7.20")) == "fell by 7.2%"
    assert told(change_percent=Decimal("14.50")) == "rose by 14.5%"
    assert told(value=Decimal(63), previous_value=Decimal(57), unit="per cent") == (
        "rose from 57% to 63%"
    )
    assert told(value=Decimal(18825)) == "18,825 offences"
    assert told(moved="unchanged") == "stayed the same"


def test_missing_years_are_named_as_their_neighbours_are():
    assert missing_periods(reading(2017, 4803), reading(2020, 1)) == ["2018-19", "2019-20"]
    assert missing_periods(reading(2017, 4803), reading(2018, 1)) == []
