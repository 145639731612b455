"""Annual reports: what was aimed at, what came of it, what comes next."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from csp_portal.documents.models import Documented
from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import constraints
from csp_portal.rich_text.fields import RichTextField
from partnership.models import Sourced
from priorities.models.measures import Figure
from priorities.models.plans import Plan
from priorities.querysets import AnnualReportQuerySet, ReportOutcomeQuerySet

years = RegexValidator(r"^\d{4}-\d{2}$", "Write the years as 2011-12.")


class AnnualReport(Documented, Sourced):
    """A year's report. Its objectives are its plan's priorities, so they stand once."""

    is_approved_by_default: ClassVar[bool] = True

    visible_through: ClassVar[tuple[str, ...]] = ("plan",)

    years = models.CharField(max_length=7, unique=True, validators=[years])
    title = LineField()
    summary = RichTextField()
    plan = models.ForeignKey(
        Plan,
        on_delete=models.PROTECT,
        related_name="reports",
        help_text="The plan whose priorities were the year's objectives.",
    )
    next_plan = models.ForeignKey(
        Plan,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="foretold_by",
        help_text="The plan whose priorities the report announces.",
    )
    presented_to = LineField(blank=True, help_text="Such as “Cabinet”.")
    asked = ProseField(blank=True, help_text="What those it was presented to were asked to do.")
    working_together = RichTextField(blank=True, help_text="Who works together, in plain words.")
    standing = ProseField(blank=True, help_text="Whether the law asks for it, or good practice.")
    agreed_by = LineField(blank=True, help_text="Who had agreed the report.")
    next_report = ProseField(blank=True, help_text="What the report says about the next one.")

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        ordering = ["-years", "pk"]
        constraints = constraints()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("priorities:report_detail", args=[self.years])


class ReportOutcome(models.Model):
    """A result that the report tells, as a figure with the report as its source."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="outcomes")
    order = models.PositiveSmallIntegerField(default=0)
    figure = models.OneToOneField(Figure, on_delete=models.PROTECT, related_name="outcome")
    text = LineField(help_text="The result in plain words, without the number.")

    objects = ReportOutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "order"], name="outcome_order_is_unique"),
        ]

    def __str__(self) -> str:
        return self.text


class Implication(models.Model):
    """What the report says it means for money, law, risk, staff and so on."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="implications")
    order = models.PositiveSmallIntegerField(default=0)
    subject = LineField(max_length=80)
    text = ProseField()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "subject"], name="implication_stands_once"),
        ]

    def __str__(self) -> str:
        return self.subject


class BackgroundPaper(models.Model):
    """A paper the report was written from."""

    report = models.ForeignKey(
        AnnualReport, on_delete=models.CASCADE, related_name="background_papers"
    )
    order = models.PositiveSmallIntegerField(default=0)
    title = LineField()
    url = models.URLField("web address", blank=True, max_length=400)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "title"], name="background_paper_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
