"""The bank holidays of the country that the portal serves, for the advice of the back office."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.conf import settings
from holidays import country_holidays


def bank_holidays(years: Iterable[int]) -> dict[date, str]:
    """Return the name of each bank holiday of these years, by its day; days in lieu as well.

    Of a year in ``unknown_years`` there are none: then say so, do not say that there are none.
    """
    return {day: name for year in years for day, name in _known(year).items()}


def unknown_years(years: Iterable[int]) -> frozenset[int]:
    """Return those of the years whose bank holidays nobody has told us."""
    return frozenset(year for year in years if not _known(year))


def _known(year: int) -> dict[date, str]:
    return _of_year(year, settings.BANK_HOLIDAYS_OF)


@cache
def _of_year(year: int, part: str) -> dict[date, str]:
    return dict(country_holidays("GB", part, years=year, expand=False, language="en_GB"))
