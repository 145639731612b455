"""Plans and the steps by which they were agreed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from csp_portal.documents.models import Documented
from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import constraints
from csp_portal.rich_text.fields import RichTextField
from partnership.models import Source, Sourced
from priorities.querysets import PlanQuerySet


class PlanKind(models.TextChoices):
    """How long a plan lasts."""

    ANNUAL = "annual", "Plan for one year"
    THREE_YEAR = "three_year", "Plan for three years"
    UNDATED = "undated", "Set of priorities without a date"


class PlanStatus(models.TextChoices):
    """Where a plan stands in its life."""

    BEING_WRITTEN = "being_written", "Being written"
    AGREED = "agreed", "Agreed"
    ENDED = "ended", "Ended"
    NOT_STATED = "not_stated", "Not stated in our sources"


class Plan(Documented, Sourced):
    """What the partnership said it would work on, for a period."""

    is_approved_by_default: ClassVar[bool] = True

    slug = models.SlugField(max_length=80, unique=True)
    title = LineField()
    kind = models.CharField(max_length=20, choices=PlanKind)
    status = models.CharField(max_length=20, choices=PlanStatus, default=PlanStatus.NOT_STATED)
    is_latest = models.BooleanField(
        "latest published plan",
        default=False,
        help_text="Tick for one plan only. You choose it; the calendar does not.",
    )
    period_from = models.DateField(null=True, blank=True)
    period_until = models.DateField(
        null=True, blank=True, help_text="The first day after the plan. Empty if not known."
    )
    period_text = LineField(help_text="As residents read it: “2023 to 2026”, “date not given”.")
    summary = ProseField(help_text="What this plan is, in two or three plain sentences.")
    aim = ProseField(blank=True, help_text="The plan's own aim, word for word.")
    gaps = RichTextField(
        blank=True, help_text="What we do not know about this plan, said plainly for the public."
    )
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Highest is newest: the order of the list of plans."
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-order", "-period_from", "pk"]
        constraints = constraints(
            models.UniqueConstraint(
                fields=["is_latest"], condition=Q(is_latest=True), name="plan_latest_is_one"
            ),
            models.CheckConstraint(
                condition=Q(period_until__isnull=True)
                | Q(period_from__isnull=True)
                | Q(period_from__lt=F("period_until")),
                name="plan_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("priorities:plan_detail", args=[self.slug])

    @property
    def priorities_url(self) -> str:
        """The page of its priorities."""
        return reverse("priorities:plan_priorities", args=[self.slug])


class MilestoneKind(models.TextChoices):
    """Whether a step was foreseen or is known to have happened."""

    PLANNED = "planned", "Planned"
    REPORTED = "reported", "Reported"


class PlanMilestone(models.Model):
    """A step on a plan's way to approval. What was planned and what was reported stay apart."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=20, choices=MilestoneKind)
    order = models.PositiveSmallIntegerField(default=0)
    title = LineField()
    note = ProseField(blank=True)
    happened_on = models.DateField("day", null=True, blank=True, help_text="If it is known.")
    date_text = LineField(help_text="As residents read it: “18 April 2023”, “December 2022”.")
    reference_kind = LineField(blank=True, max_length=40)
    reference_key = LineField(blank=True, max_length=120)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "title"], name="plan_milestone_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.date_text})"
