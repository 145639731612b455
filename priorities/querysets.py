"""Sentences about plans, priorities, actions and measures."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from csp_portal.publishing.querysets import PublishableQuerySet, public_condition

if TYPE_CHECKING:
    from priorities.models import (
        AnnualReport,
        Figure,
        Measure,
        Plan,
        PlannedAction,
        Priority,
        StrategicAssessment,
        Subgroup,
    )


class PlanQuerySet(PublishableQuerySet["Plan"]):
    """Plans."""

    def latest_published(self) -> Self:
        """Return the one plan an officer has marked as the latest."""
        return self.filter(is_latest=True)


class PriorityQuerySet(PublishableQuerySet["Priority"]):
    """Priorities."""

    def local(self) -> Self:
        """Return what the partnership set for its own area."""
        return self.filter(scope="local")

    def regional(self) -> Self:
        """Return what was agreed with the policing body."""
        return self.filter(scope="regional")

    def of_latest_plan(self) -> Self:
        """Return the priorities of the plan an officer has marked as the latest."""
        return self.filter(plan__is_latest=True)


class StrategicAssessmentQuerySet(PublishableQuerySet["StrategicAssessment"]):
    """Strategic assessments."""


class AnnualReportQuerySet(PublishableQuerySet["AnnualReport"]):
    """Annual reports."""


class SubgroupQuerySet(PublishableQuerySet["Subgroup"]):
    """Subgroups."""


class PlannedActionQuerySet(models.QuerySet["PlannedAction"]):
    """Promised deeds."""

    def overdue(self, *, on: date) -> Self:
        """Return unfinished actions whose due date lies before the day ``on``."""
        return self.filter(due_on__lt=on, status__in=["not_started", "under_way"])


class MeasureQuerySet(PublishableQuerySet["Measure"]):
    """Measures."""

    def missing_year(self, *, starting: date) -> Self:
        """Return charted measures without a figure for the period that begins on ``starting``."""
        main = Q(figures__source=F("source"))
        return self.filter(main).exclude(figures__period_from=starting).distinct()


class FigureQuerySet(models.QuerySet["Figure"]):
    """Figures."""

    def public(self, *, at: datetime) -> Self:
        """Return the figures of measures that are public at the moment ``at``."""
        measure_model = apps.get_model("priorities.Measure")
        return self.filter(public_condition(measure_model, at=at, prefix="measure__"))

    def of_main_source(self) -> Self:
        """Return the figures that make a measure's chart."""
        return self.filter(source=F("measure__source"), value__isnull=False)

    def with_latest_break(self) -> Self:
        """Add ``latest_break_on``: the last series break on or before the period's first day.

        Two figures can be compared only when theirs are equal.
        """
        breaks = apps.get_model("priorities.SeriesBreak")._default_manager.filter(
            measure=OuterRef("measure"), broken_on__lte=OuterRef("period_from")
        )
        latest = breaks.order_by("-broken_on").values("broken_on")[:1]
        return self.annotate(latest_break_on=Subquery(latest))
