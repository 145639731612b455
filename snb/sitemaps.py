"""The addresses of the public boards and meetings, for search engines."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap

from partnership.models import Board, BoardKind
from snb.models import Meeting


def sitemaps(*, at: datetime) -> dict[str, "Sitemap[Any]"]:
    """Return the sitemap of each kind of record, with what is public at the moment ``at``.

    Examples are left out: nobody should find one by searching. So is the Safer Neighbourhood
    Board, whose page is listed among those that are always there.
    """
    boards = Board.objects.public(at=at).exclude(kind=BoardKind.NEIGHBOURHOOD)
    meetings = Meeting.objects.public(at=at).filter(is_example=False).select_related("board")
    return {
        "boards": GenericSitemap({"queryset": boards}),
        "meetings": GenericSitemap({"queryset": meetings}),
    }
