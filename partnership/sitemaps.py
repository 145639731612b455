"""The addresses of this app's public records, for search engines."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap

from partnership.models import Duty, PartnerBody


def sitemaps(*, at: datetime) -> dict[str, "Sitemap[Any]"]:
    """Return the sitemap of each kind of record, with what is public at the moment ``at``."""
    return {
        "members": GenericSitemap({"queryset": PartnerBody.objects.public(at=at)}),
        "duties": GenericSitemap({"queryset": Duty.objects.public(at=at)}),
    }
