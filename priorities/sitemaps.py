"""The addresses of this app's public records, for search engines."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap

from priorities.models import (
    AnnualReport,
    Measure,
    Plan,
    Priority,
    StrategicAssessment,
    Subgroup,
)


def sitemaps(*, at: datetime) -> dict[str, "Sitemap[Any]"]:
    """Return the sitemap of each kind of record, with what is public at the moment ``at``."""
    priorities = Priority.objects.public(at=at).select_related("plan")
    return {
        "priorities": GenericSitemap({"queryset": priorities}),
        "plans": GenericSitemap({"queryset": Plan.objects.public(at=at)}),
        "assessments": GenericSitemap({"queryset": StrategicAssessment.objects.public(at=at)}),
        "reports": GenericSitemap({"queryset": AnnualReport.objects.public(at=at)}),
        "subgroups": GenericSitemap({"queryset": Subgroup.objects.public(at=at)}),
        "measures": GenericSitemap({"queryset": Measure.objects.public(at=at)}),
    }
