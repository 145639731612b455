"""What is counted, and the counts."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import constraints
from partnership.models import Source, Sourced
from priorities.models.themes import Theme
from priorities.querysets import FigureQuerySet, MeasureQuerySet


class Direction(models.TextChoices):
    """Which way is better. Without a clear answer nothing is coloured good or bad."""

    LOWER_IS_BETTER = "lower_is_better", "Lower is better"
    HIGHER_IS_BETTER = "higher_is_better", "Higher is better"
    NO_JUDGEMENT = "no_judgement", "Neither: a change is not good or bad by itself"


class Measure(Sourced):
    """One thing that is counted: its definition, unit, source and caveats.

    ``source`` is the main source, whose figures make the chart. Figures from other sources
    stand beside it, each with its own name, and are never joined to the series.
    """

    is_approved_by_default: ClassVar[bool] = True

    slug = models.SlugField(max_length=80, unique=True)
    name = LineField()
    themes = models.ManyToManyField(Theme, blank=True, related_name="measures")
    part_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text="The wider measure that this one is counted in.",
    )
    definition = ProseField(help_text="What is counted, in plain words.")
    unit = LineField(
        max_length=60, help_text="What one of it is called, in the plural: “offences”, “per cent”."
    )
    direction = models.CharField(max_length=20, choices=Direction)
    direction_note = ProseField(blank=True, help_text="Why a change is or is not good, if unclear.")
    caveats = ProseField(blank=True, help_text="What a reader must know before trusting it.")
    is_headline = models.BooleanField(
        default=False, help_text="Whether it stands first among the measures of its themes."
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name", "pk"]
        constraints = constraints(
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")),
                name="measure_is_not_part_of_itself",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("thread:measure_detail", args=[self.slug])


class Movement(models.TextChoices):
    """What a source says in words where it gives no number."""

    ROSE = "rose", "Rose"
    FELL = "fell", "Fell"
    UNCHANGED = "unchanged", "Unchanged"


class Figure(models.Model):
    """One measure in one period as one source gives it: a value, a change, or both."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="figures")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="figures")
    label = LineField(max_length=40, help_text="The period as residents read it: “2011-12”.")
    period_from = models.DateField(help_text="The first day of the period.")
    period_until = models.DateField(help_text="The first day after the period.")
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    previous_value = models.DecimalField(
        "value a period before",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Only as this source gives it beside the value.",
    )
    change_percent = models.DecimalField(
        "change in per cent",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Only as this source gives it: -7.2 for a fall of 7.2 per cent.",
    )
    movement = models.CharField(
        "change in words",
        max_length=20,
        choices=Movement,
        blank=True,
        help_text="Only if the source gives no number for the change.",
    )
    is_provisional = models.BooleanField(default=False)
    note = LineField(blank=True, help_text="Such as “March 2020 is understated”.")

    # Added by the queryset's with_latest_break() and on_themes().
    latest_break_on: date | None
    latest_break_label: str | None
    has_break_inside: bool
    theme_id: int

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "period_from", "source", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "source", "period_from", "period_until"],
                name="figure_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False)
                | Q(change_percent__isnull=False)
                | ~Q(movement=""),
                name="figure_says_something",
            ),
            models.CheckConstraint(
                condition=Q(previous_value__isnull=True) | Q(value__isnull=False),
                name="figure_previous_has_value",
            ),
            models.CheckConstraint(
                condition=Q(period_from__lt=F("period_until")), name="figure_period_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.label}"


class SeriesBreak(models.Model):
    """A day from which figures cannot be compared with earlier ones, and why."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="series_breaks")
    broken_on = models.DateField(help_text="The first day of the new way of counting.")
    label = LineField(max_length=60, help_text="A few words for the chart: “New police records”.")
    reason = ProseField()

    class Meta:
        ordering = ["broken_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "broken_on"], name="series_break_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.label}"
