"""No cell is a formula, and every text comes back as it was."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from csp_portal.sheets.cells import levelled, read_cell, write_cell
from csp_portal.sheets.guard import guarded, unguarded
from priorities.models import Figure, PlannedAction

VALUE = Figure._meta.get_field("value")
NOTE = Figure._meta.get_field("note")
DAY = Figure._meta.get_field("period_from")
MOVEMENT = Figure._meta.get_field("movement")
PROVISIONAL = Figure._meta.get_field("is_provisional")
ORDER = PlannedAction._meta.get_field("order")
DANGEROUS = st.text(alphabet="=+-@\t\r\n' aＡ＝1")


@given(st.text() | DANGEROUS)
def test_text_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(DANGEROUS)
def test_cell_never_begins_as_a_formula(text: str) -> None:
    cell = guarded(text)

    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@here", "\tx", "\rx", " =1", "'=1"])
def test_text_that_could_be_calculated_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Burglary", "'tis", "2011-12", "a=b", ""])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(st.decimals(min_value=-99999, max_value=99999, places=2))
def test_number_stays_a_number_and_comes_back(number: Decimal) -> None:
    cell = write_cell(VALUE, number)

    assert cell.lstrip("-").replace(".", "").isdigit()
    assert read_cell(VALUE, cell) == number


def test_number_below_nought_is_written_without_an_apostrophe() -> None:
    assert write_cell(VALUE, Decimal("-7.20")) == "-7.2"
    assert write_cell(VALUE, Decimal("1E+3")) == "1000"


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2199, 12, 31)))
def test_day_comes_back_in_both_ways_to_write_it(day: date) -> None:
    assert read_cell(DAY, write_cell(DAY, day)) == day
    assert read_cell(DAY, f"{day.day}/{day.month}/{day.year}") == day


@pytest.mark.parametrize("text", ["31/12/26", "2026-02-30", "1/1/0001", "12.3.2026", "٣/٣/٢٠٢٦"])
def test_day_that_could_be_mistaken_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        read_cell(DAY, text)


@pytest.mark.parametrize(
    "text", ["1,234", "7.2%", "NaN", "1e5", "1_000", "−7", "=1", "9" * 60, "1.234", ""]
)
def test_number_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        read_cell(ORDER, text)


@pytest.mark.parametrize("text", ["Fell", "fell", "FELL"])
def test_choice_is_known_by_its_label_and_its_value(text: str) -> None:
    assert read_cell(MOVEMENT, text) == "fell"


def test_choice_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValidationError, match="did you mean “Fell”"):
        read_cell(MOVEMENT, "Fel")


@pytest.mark.parametrize(("text", "value"), [("Yes", True), ("no", False), ("TRUE", True)])
def test_box_is_ticked_by_yes(text: str, value: bool) -> None:
    assert read_cell(PROVISIONAL, text) is value


@pytest.mark.parametrize("text", ["bell \x07", "two\nlines", "x" * 201])
def test_text_is_checked_by_its_field(text: str) -> None:
    with pytest.raises(ValidationError):
        read_cell(NOTE, text)


def test_line_ends_and_outer_spaces_make_no_difference() -> None:
    assert levelled(" one\r\ntwo ") == "one\ntwo"
