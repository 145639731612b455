"""The bank holidays of England, for the advice that the back office gives."""

from collections.abc import Iterable
from datetime import date

import holidays


def bank_holidays(years: Iterable[int]) -> dict[date, str]:
    """Return the name of each bank holiday of these years, by its day."""
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=list(years)).items())
