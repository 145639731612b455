from datetime import date

from snb.bank_holidays import bank_holidays, unknown_years


def test_bank_holidays_have_names_and_days_in_lieu():
    found = bank_holidays([2026])

    assert found[date(2026, 12, 25)] == "Christmas Day"
    assert date(2026, 12, 28) in found
    assert date(2026, 12, 31) not in found


def test_bank_holidays_of_several_years_stand_together():
    assert bank_holidays([2026, 2027]) == bank_holidays([2026]) | bank_holidays([2027])


def test_england_and_wales_share_their_bank_holidays(settings):
    english = bank_holidays([2029])
    settings.BANK_HOLIDAYS_OF = "WLS"

    assert bank_holidays([2029]) == english


def test_year_that_nobody_knows_is_named():
    assert unknown_years([2026, 2150]) == frozenset({2150})
    assert bank_holidays([2150]) == {}
