"""What can be worked out without a framework, a clock or a query, one module per subject."""

from snb.rules.promise import Promise, meeting_counts
from snb.rules.standing import Standing, standing

__all__ = [
    "Promise",
    "Standing",
    "meeting_counts",
    "standing",
]
