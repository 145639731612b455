"""The annual reports on a plan and the assessments behind it, found in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db.models import Value
from django.urls import reverse

from priorities.models import AnnualReport, Plan, StrategicAssessment

ASSESSMENT = "strategic_assessment"
REPORT = "annual_report"
FORETELLING = "foretelling"
PAGES = {
    ASSESSMENT: "priorities:assessment_detail",
    REPORT: "priorities:report_detail",
    FORETELLING: "priorities:report_detail",
}


@dataclass(frozen=True)
class Paper:
    """A report or assessment: the kind, its years, its title."""

    kind: str
    years: str
    title: str

    @property
    def url(self) -> str:
        """Its page."""
        return reverse(PAGES[self.kind], args=[self.years])


def papers_of(plan: Plan, *, assessments: Iterable[str], at: datetime) -> list[Paper]:
    """Return the public reports on ``plan``, those that announced it, and the assessments named.

    ``assessments`` are the years that the plan's milestones refer to.
    """
    reports = AnnualReport.objects.public(at=at).order_by()
    named = StrategicAssessment.objects.public(at=at).order_by().filter(years__in=assessments)
    columns = ("years", "title")
    found = (
        reports.filter(plan=plan)
        .values_list(Value(REPORT), *columns)
        .union(
            reports.filter(next_plan=plan).values_list(Value(FORETELLING), *columns),
            named.values_list(Value(ASSESSMENT), *columns),
        )
        .order_by()
    )
    papers = sorted((Paper(*row) for row in found), key=attrgetter("kind", "title"))
    return sorted(papers, key=attrgetter("years"), reverse=True)
