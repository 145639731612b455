"""The bank holidays of the country that the portal serves."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.conf import settings
from holidays import country_holidays


class YearNotKnownError(LookupError):
    """Nobody has told us the bank holidays of the year."""

    def __init__(self, year: int) -> None:
        super().__init__(f"The bank holidays of {year} are not known.")


@cache
def bank_holidays(year: int) -> dict[date, str]:
    """Return the bank holidays of a year with their names; raises YearNotKnownError.

    Days in lieu are among them. A single day that is proclaimed later, as for a coronation,
    comes with a newer list.
    """
    subdivision = settings.BANK_HOLIDAYS_OF
    found = country_holidays("GB", subdiv=subdivision, years=year, expand=False, language="en_GB")
    if not found:
        raise YearNotKnownError(year)
    return dict(found)


def bank_holidays_of(years: Iterable[int]) -> tuple[dict[date, str], frozenset[int]]:
    """Return the bank holidays of several years, and those years of which none are known."""
    found: dict[date, str] = {}
    unknown: set[int] = set()
    for year in years:
        try:
            found |= bank_holidays(year)
        except YearNotKnownError:
            unknown.add(year)
    return found, frozenset(unknown)
