"""The addresses of this app's public records, for search engines."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap

from consultations.models import Consultation


def sitemaps(*, at: datetime) -> dict[str, "Sitemap[Any]"]:
    """Return the sitemap of each kind of record, with what is public at the moment ``at``."""
    return {"consultations": GenericSitemap({"queryset": Consultation.objects.public(at=at)})}
