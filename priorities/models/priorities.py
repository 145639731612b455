"""Priorities, their focus points, and the subgroups formed from them."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import constraints
from partnership.models import Sourced
from priorities.models.plans import Plan
from priorities.models.themes import Theme
from priorities.querysets import PriorityQuerySet, SubgroupQuerySet


class Scope(models.TextChoices):
    """Who set a priority."""

    LOCAL = "local", "Local priority"
    REGIONAL = "regional", "Regional priority"


class Priority(Sourced):
    """A plan's statement on a theme. It belongs to its plan for good."""

    visible_through: ClassVar[tuple[str, ...]] = ("plan",)

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="priorities")
    slug = models.SlugField(max_length=80)
    title = LineField(help_text="As the plan names it.")
    scope = models.CharField(max_length=20, choices=Scope, default=Scope.LOCAL)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="priorities")
    summary = ProseField(
        blank=True, help_text="What this priority means for residents, in plain words."
    )
    order = models.PositiveSmallIntegerField(default=0)

    # Added by the queryset's on_themes_of().
    focus_title: str | None
    focus_theme_id: int | None
    focus_is_sensitive: bool | None

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "scope", "order", "pk"]
        verbose_name_plural = "priorities"
        constraints = constraints(
            models.UniqueConstraint(fields=["plan", "slug"], name="priority_slug_in_plan"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("thread:priority_detail", args=[self.plan.slug, self.slug])


class FocusPoint(models.Model):
    """A narrower point that a priority names."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="focus_points")
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="focus_points"
    )
    title = LineField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "title"], name="focus_point_stands_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Subgroup(Sourced):
    """A working group of the partnership, formed from one regional priority."""

    slug = models.SlugField(max_length=80, unique=True)
    name = LineField()
    summary = ProseField(help_text="What the group works on, in plain words.")
    formed_from = models.OneToOneField(
        Priority,
        on_delete=models.PROTECT,
        related_name="subgroup",
        limit_choices_to={"scope": Scope.REGIONAL},
        help_text="The regional priority it was formed from.",
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = SubgroupQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name", "pk"]
        constraints = constraints()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("priorities:subgroup_detail", args=[self.slug])
