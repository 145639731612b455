"""The addresses of the public boards and meetings, for search engines."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap

from partnership.models import Board, BoardKind
from partnership.querysets import BoardQuerySet
from snb.addresses import of_board
from snb.models import Meeting


class CalendarSitemap(Sitemap[Board]):
    """The pages that explain how to have a board's meetings in one's own calendar."""

    def __init__(self, boards: BoardQuerySet) -> None:
        super().__init__()
        self.boards = boards

    def items(self) -> BoardQuerySet:
        """Return the boards."""
        return self.boards

    def location(self, item: Board) -> str:
        """Return the path of a board's page."""
        return of_board("add_to_calendar", item)


def sitemaps(*, at: datetime) -> dict[str, "Sitemap[Any]"]:
    """Return the sitemap of each kind of record, with what is public at the moment ``at``.

    Examples are left out: nobody should find one by searching. So is the Safer Neighbourhood
    Board, whose page is listed among those that are always there.
    """
    all_boards = Board.objects.public(at=at)
    boards = all_boards.exclude(kind=BoardKind.NEIGHBOURHOOD)
    meetings = Meeting.objects.public(at=at).filter(is_example=False).select_related("board")
    return {
        "boards": GenericSitemap({"queryset": boards}),
        "calendars": CalendarSitemap(all_boards),
        "meetings": GenericSitemap({"queryset": meetings}),
    }
