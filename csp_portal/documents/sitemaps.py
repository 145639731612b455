"""The addresses of public documents, for search engines."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap

from csp_portal.documents.models import Document


def sitemaps(*, at: datetime) -> dict[str, "Sitemap[Any]"]:
    """Return the sitemap of the documents that are public at the moment ``at``."""
    return {"documents": GenericSitemap({"queryset": Document.objects.public(at=at)})}
