"""Sentences about meetings."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Q
from django.db.models.functions import Coalesce, ExtractYear

from csp_portal.publishing.querysets import PublishableQuerySet

if TYPE_CHECKING:
    from snb.models import Meeting

CALLED_OFF = ("cancelled", "postponed")


class MeetingQuerySet(PublishableQuerySet["Meeting"]):
    """Meetings of the boards."""

    def open_to_public(self) -> Self:
        """Return the meetings that residents may come to."""
        return self.filter(access="open")

    def upcoming(self, *, at: datetime) -> Self:
        """Return meetings that have not ended at the moment ``at``, the soonest first."""
        return self.filter(
            Q(ends_at__gt=at) | Q(ends_at__isnull=True, starts_at__gt=at)
        ).order_by("starts_at", "slug")

    def past(self, *, at: datetime) -> Self:
        """Return meetings that are over, or whose date is not known, the latest first."""
        is_over = Q(ends_at__lte=at) | Q(ends_at__isnull=True, starts_at__lte=at)
        return self.filter(is_over | Q(starts_at__isnull=True)).order_by(
            Coalesce("listed_year", ExtractYear("starts_at")).desc(), "-starts_at", "slug"
        )

    def in_year(self, year: int) -> Self:
        """Return the meetings of the calendar year, in local time."""
        return self.filter(Q(starts_at__year=year) | Q(listed_year=year))

    def counting_towards_promise(self) -> Self:
        """Return meetings that count: real ones, not called off."""
        return self.filter(is_example=False).exclude(state_of_meeting__in=CALLED_OFF)
