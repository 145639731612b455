"""How the boards that a person keeps stand with what they promise: announced, held, late."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from csp_portal.accounts.rows import limit_for
from csp_portal.work.lines import Asker
from partnership.models import Board
from snb.bank_holidays import bank_holidays
from snb.models import Meeting
from snb.presenters.promises import PastPromises, promised_by
from snb.rules.late import Lateness, last_working_day, lateness
from snb.rules.promise import OPEN, Promise, Tally, promises_in

# From so many days before the last day on, it is said on the desk.
SOON_DAYS = 60


def boards_kept_by(user: Any) -> QuerySet[Board]:
    """Return the boards whose pages the person may change: nobody plans for another board."""
    limit = limit_for(user, Board, verb="change")
    return Board.objects.all() if limit is None else Board.objects.filter(limit)


def late_boards(asker: Asker, *, too_late: bool) -> QuerySet[Board]:
    """Return the boards that have yet to announce an open meeting of this year.

    Those for which it is too late to do so in time; or else those for which it soon is.
    """
    year = asker.today.year
    public = Meeting.objects.public(at=asker.at).counting().open_to_public().in_year(year)
    of_board = public.filter(board=OuterRef("pk")).order_by().values("board")
    count = Subquery(of_board.annotate(number=Count("pk")).values("number"))
    boards = boards_kept_by(asker.user).annotate(announced_count=Coalesce(count, 0))
    behind = boards.filter(announced_count__lt=F("open_meetings_per_year"))
    # More clear days than these cannot be given any more: see last_day_for_notice.
    left = (end_of_meetings(year) - asker.today).days - 1
    if too_late:
        return behind.filter(notice_days__gt=left)
    return behind.filter(notice_days__lte=left, notice_days__gte=left - SOON_DAYS)


def end_of_meetings(year: int) -> date:
    """Return the last day of a year on which a board would meet."""
    return last_working_day(year, holidays=bank_holidays([year]))


def lateness_of(promise: Promise, *, clear_days: int, today: date) -> Lateness | None:
    """Return what is late, or will be, of a promise of open meetings."""
    holidays = bank_holidays([promise.year])
    return lateness(promise, clear_days=clear_days, holidays=holidays, today=today)


@dataclass(frozen=True)
class BoardYear:
    """How one board stands, as the desk shows it."""

    board: Board
    promises: list[Promise]
    late: Lateness | None
    past: PastPromises | None


def board_years(asker: Asker) -> list[BoardYear]:
    """Return how the boards that the person keeps stand, in two queries."""
    boards = boards_kept_by(asker.user).exclude(
        open_meetings_per_year=None, closed_meetings_per_year=None
    )
    tallies = Meeting.objects.public(at=asker.at).tallies()
    return [board_year(board, tallies.get(board.pk, []), today=asker.today) for board in boards]


def board_year(board: Board, tallies: list[Tally], *, today: date) -> BoardYear:
    """Return how a board stands on the day ``today``."""
    promises = promises_in(today.year, tallies=tallies, promised=promised_by(board))
    late = [
        lateness_of(promise, clear_days=board.notice_days, today=today)
        for promise in promises
        if promise.access_word == OPEN
    ]
    past = PastPromises.of(board, tallies, this_year=today.year)
    return BoardYear(board, promises, next(iter(late), None), past)
