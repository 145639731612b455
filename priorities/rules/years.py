"""Years by name: of a financial year, and in a text. Pure Python."""

import re
from datetime import date


def name_of_year(first_day: date) -> str:
    """Return the name of the financial year that begins on ``first_day``: "2025-26"."""
    return f"{first_day.year}-{(first_day.year + 1) % 100:02}"


def last_year_named(period: str) -> str:
    """Return the last year in a text such as "2023 to 2026"; empty when it names none."""
    years: list[str] = re.findall(r"\b(?:19|20)\d\d\b", period)
    return max(years, default="")
