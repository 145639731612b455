"""Strategic assessments: the yearly look at crime that the priorities rest on."""

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
from priorities.models.themes import Theme
from priorities.querysets import AssessmentFindingQuerySet, StrategicAssessmentQuerySet

years = RegexValidator(r"^\d{4}(-\d{2})?$", "Write the years as 2021-22, or one year as 2011.")


class StrategicAssessment(Documented, Sourced):
    """A yearly assessment of crime and disorder (SI 2007/1830 regulations 5 to 7)."""

    is_approved_by_default: ClassVar[bool] = True

    years = models.CharField(
        max_length=7, unique=True, validators=[years], help_text="2021-22, or 2011."
    )
    title = LineField()
    period_text = LineField(blank=True, help_text="What it looks at: “April 2021 to March 2022”.")
    agreed_text = LineField(
        blank=True, help_text="When its priorities were agreed: “October 2022”."
    )
    summary = RichTextField()
    gaps = RichTextField(blank=True, help_text="What we do not know about it, said plainly.")

    objects = StrategicAssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-years", "pk"]
        constraints = constraints()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("priorities:assessment_detail", args=[self.years])


class AssessmentFinding(models.Model):
    """One thing an assessment found, tied to a figure or a theme where there is one."""

    assessment = models.ForeignKey(
        StrategicAssessment, on_delete=models.CASCADE, related_name="findings"
    )
    order = models.PositiveSmallIntegerField(default=0)
    text = ProseField()
    figure = models.ForeignKey(
        Figure, null=True, blank=True, on_delete=models.PROTECT, related_name="assessment_findings"
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="assessment_findings")

    objects = AssessmentFindingQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "order"], name="assessment_finding_order_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.text
