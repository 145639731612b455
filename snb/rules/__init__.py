"""What can be worked out without a framework, a clock or a query, one module per subject."""

from snb.rules.promise import Promise, meeting_counts
from snb.rules.standing import Standing, standing
from snb.rules.times import (
    moment_in_words,
    time_in_words,
    times_in_words,
    weekday_and_day,
    when_in_words,
)

__all__ = [
    "Promise",
    "Standing",
    "meeting_counts",
    "moment_in_words",
    "standing",
    "time_in_words",
    "times_in_words",
    "weekday_and_day",
    "when_in_words",
]
