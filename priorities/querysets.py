"""Sentences about plans, priorities, actions and measures."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery

from csp_portal.documents.querysets import DocumentedQuerySet
from csp_portal.publishing.querysets import PublishableQuerySet, public_condition
from priorities.rules.figures import last_full_year_from

if TYPE_CHECKING:
    from priorities.models import (
        AnnualReport,
        AssessmentFinding,
        Figure,
        Measure,
        Plan,
        PlannedAction,
        Priority,
        ReportOutcome,
        StrategicAssessment,
        Subgroup,
        Theme,
    )


# A plan's last year is when the next one is written.
TIME_TO_PLAN = timedelta(days=366)


class PlanQuerySet(DocumentedQuerySet["Plan"]):
    """Plans."""

    def latest_published(self) -> Self:
        """Return the one plan an officer has marked as the latest."""
        return self.filter(is_latest=True)

    def without_next(self, *, on: date) -> Self:
        """Return the latest plan if it ends within a year and no plan covers the time after it.

        A plan whose last day is not known may end at any time.
        """
        is_later = Q(order__gt=OuterRef("order")) | Q(period_until__gt=OuterRef("period_until"))
        later = self.model._default_manager.filter(is_later).exclude(state="withdrawn")
        ends = Q(period_until=None) | Q(period_until__lte=on + TIME_TO_PLAN)
        return self.latest_published().filter(ends, ~Exists(later))


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

    def without_words(self) -> Self:
        """Return priorities that do not say what they mean for residents."""
        return self.filter(summary="")

    def with_mentions(self) -> Self:
        """Load plan, subgroup and theme, and the focus points with theirs."""
        points = apps.get_model("priorities.FocusPoint")._default_manager
        return self.select_related("plan", "theme__helpline", "subgroup").prefetch_related(
            Prefetch("focus_points", queryset=points.select_related("theme__helpline"))
        )

    def naming(self, themes: Iterable["Theme"]) -> Self:
        """Return what names one of the themes, as a priority or as a point within one."""
        wanted = list(themes)
        is_named = Q(theme__in=wanted) | Q(focus_points__theme__in=wanted)
        return self.filter(pk__in=self.model._default_manager.filter(is_named).values("pk"))

    def on_themes_of(self, plan: str, priority: str) -> Self:
        """Return what a priority's page names: its plan's priorities, and others on its themes.

        Its themes are its own and those of its focus points; another priority is on a theme
        if one of its focus points is. The rows are those of ``with_focus_rows()``.
        """
        this = self.model._default_manager.filter(plan__slug=plan, slug=priority)
        points = apps.get_model("priorities.FocusPoint")._default_manager
        is_named = (
            Q(plan__slug=plan)
            | Q(theme__in=this.values("theme"))
            | Q(theme__in=this.values("focus_points__theme"))
            | Q(pk__in=points.filter(theme__in=this.values("theme")).values("priority"))
        )
        rows = self.filter(is_named).with_focus_rows()
        return rows.select_related("plan", "theme__helpline", "source", "subgroup")

    def with_focus_rows(self) -> Self:
        """Return each priority once for each point it names, as ``focus_title`` and its theme.

        One query where ``with_mentions()`` needs two.
        """
        rows = self.annotate(
            focus_title=F("focus_points__title"),
            focus_theme_id=F("focus_points__theme"),
            focus_is_sensitive=F("focus_points__theme__is_sensitive"),
        )
        return rows.select_related("plan").order_by(
            "plan", "scope", "order", "pk", "focus_points__order", "focus_points"
        )


class StrategicAssessmentQuerySet(DocumentedQuerySet["StrategicAssessment"]):
    """Strategic assessments."""


class AnnualReportQuerySet(DocumentedQuerySet["AnnualReport"]):
    """Annual reports."""


class SubgroupQuerySet(PublishableQuerySet["Subgroup"]):
    """Subgroups."""

    def with_origin(self) -> Self:
        """Load the regional priority that each was formed from, its plan and its theme."""
        return self.select_related("source", "formed_from__plan", "formed_from__theme__helpline")


class PlannedActionQuerySet(models.QuerySet["PlannedAction"]):
    """Promised deeds."""

    def overdue(self, *, on: date) -> Self:
        """Return unfinished actions whose due date lies before the day ``on``."""
        return self.filter(due_on__lt=on, status__in=["not_started", "under_way"])


class AssessmentFindingQuerySet(models.QuerySet["AssessmentFinding"]):
    """What strategic assessments found."""

    def public(self, *, at: datetime) -> Self:
        """Return the findings of assessments that are public at the moment ``at``."""
        model = apps.get_model("priorities.StrategicAssessment")
        return self.filter(public_condition(model, at=at, prefix="assessment__"))

    def behind(self, priority: "Priority") -> Self:
        """Return what was found on its theme by the assessments that the plan's steps name.

        Any other may be older or newer than the plan, and so no reason for its priorities.
        """
        steps = apps.get_model("priorities.PlanMilestone")._default_manager.filter(
            plan=priority.plan_id, reference_kind="strategic_assessment"
        )
        found = self.filter(
            themes=priority.theme_id, assessment__years__in=steps.values("reference_key")
        )
        return found.select_related("assessment", "figure__measure").order_by(
            "assessment", "order", "pk"
        )


class ReportOutcomeQuerySet(models.QuerySet["ReportOutcome"]):
    """What annual reports told."""

    def public(self, *, at: datetime) -> Self:
        """Return the outcomes whose measure is public at the moment ``at``."""
        model = apps.get_model("priorities.Measure")
        condition = public_condition(model, at=at, prefix="figure__measure__")
        return self.filter(condition).select_related("figure__measure")


class MeasureQuerySet(PublishableQuerySet["Measure"]):
    """Measures."""

    def missing_year(self, *, starting: date) -> Self:
        """Return charted measures without a figure for the period that begins on ``starting``."""
        main = Q(figures__source=F("source"))
        return self.filter(main).exclude(figures__period_from=starting).distinct()

    def missing_last_year(self, *, on: date) -> Self:
        """Return charted measures without a figure for the last full year before the day ``on``."""
        return self.missing_year(starting=last_full_year_from(on))

    def awaiting_new_year(self, *, on: date) -> Self:
        """Return measures that lack only the last full year: the year before was counted.

        A series that its source gave up earlier waits for nothing.
        """
        before = last_full_year_from(last_full_year_from(on))
        counted = Q(figures__source=F("source"), figures__period_from=before)
        return self.missing_last_year(on=on).filter(counted)


class FigureQuerySet(models.QuerySet["Figure"]):
    """Figures."""

    def public(self, *, at: datetime) -> Self:
        """Return the figures of measures that are public at the moment ``at``."""
        measure_model = apps.get_model("priorities.Measure")
        return self.filter(public_condition(measure_model, at=at, prefix="measure__"))

    def of_own_source(self) -> Self:
        """Return the figures that come from their measure's own source."""
        return self.filter(source=F("measure__source"))

    def of_main_source(self) -> Self:
        """Return the figures that make a measure's chart."""
        return self.of_own_source().filter(value__isnull=False)

    def with_latest_break(self) -> Self:
        """Add the last series break on or before the period's first day, and breaks inside it.

        Two figures can be compared only when their ``latest_break_on`` are equal and neither
        ``has_break_inside``. ``latest_break_label`` is the words for the chart.
        """
        breaks = apps.get_model("priorities.SeriesBreak")._default_manager.filter(
            measure=OuterRef("measure"), broken_on__lt=OuterRef("period_until")
        )
        latest = breaks.filter(broken_on__lte=OuterRef("period_from")).order_by("-broken_on")
        return self.annotate(
            latest_break_on=Subquery(latest.values("broken_on")[:1]),
            latest_break_label=Subquery(latest.values("label")[:1]),
            has_break_inside=Exists(breaks.filter(broken_on__gt=OuterRef("period_from"))),
        )

    def on_themes(self, theme_ids: Iterable[int]) -> Self:
        """Return the figures of the measures on these themes, once for each, as ``theme_id``."""
        on_them = self.filter(measure__themes__in=set(theme_ids))
        return on_them.annotate(theme_id=F("measure__themes")).select_related("measure__source")
