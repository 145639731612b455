"""What can be worked out without a framework, a clock or a query, one module per subject."""

from csp_portal.dates.words import day_in_words, period_in_words
from partnership.rules.words import as_dialled, day_or_words, known_parts, list_in_words

__all__ = [
    "as_dialled",
    "day_in_words",
    "day_or_words",
    "known_parts",
    "list_in_words",
    "period_in_words",
]
