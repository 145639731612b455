"""Adds meetings as drafts: those planned for a year, and a copy of an earlier one."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import count

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from csp_portal.accounts.models import User
from csp_portal.publishing import services
from partnership.models import Board
from snb.models import CLOSED_TITLE, AgendaItem, Meeting

# Room for a number at the end of an address.
LONGEST_SLUG = 110
COPIED = ("title", "kind", "access", "venue_id", "summary", "how_to_take_part")
# Not what the paper or the meeting said. What is kept from residents stays kept from them.
COPIED_OF_ITEM = (
    "order", "title", "asked", "presenter_id", "minutes_allotted", "plan_id", "priority_id",
    "planned_action_id", "is_restricted", "restricted_reason",
)  # fmt: skip


class TimeTakenError(Exception):
    """The board has a meeting at this time already; ``place`` says which of those to add."""

    def __init__(self, place: int) -> None:
        super().__init__("This board has a meeting at this time already.")
        self.place = place


@transaction.atomic
def add_drafts(meetings: Sequence[Meeting], *, board: Board, by: User, at: datetime) -> None:
    """Store new meetings of one board as drafts, all of them or none, each with its address.

    Raises TimeTakenError when the board has a meeting at the time of one of them: so a form
    that is sent twice adds nothing twice.
    """
    # Whoever plans the same board at the same moment waits here.
    Board.objects.select_for_update(of=("self",)).get(pk=board.pk)
    for place, meeting in enumerate(meetings):
        meeting.board = board
        if Meeting.objects.standing().filter(board=board, starts_at=meeting.starts_at).exists():
            raise TimeTakenError(place)
        meeting.slug = free_slug(meeting)
        services.save(meeting)
        services.note_work(meeting, by=by, at=at)


@transaction.atomic
def copy_meeting(meeting: Meeting, *, starts_at: datetime, by: User, at: datetime) -> Meeting:
    """Add a draft of a meeting like an earlier one, as long as that was, with its agenda.

    Papers, notes, minutes and links are not copied: they belong to the earlier one. Raises
    TimeTakenError when the board has a meeting at this time.
    """
    fields = {name: getattr(meeting, name) for name in COPIED}
    copy = Meeting(starts_at=starts_at, **fields)
    if meeting.starts_at and meeting.ends_at:
        copy.ends_at = starts_at + (meeting.ends_at - meeting.starts_at)
    add_drafts([copy], board=meeting.board, by=by, at=at)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=copy, **{name: getattr(item, name) for name in COPIED_OF_ITEM})
        for item in meeting.agenda_items.all()
    )
    return copy


def words_of_address(day: date | str, title: str, *, is_closed: bool) -> str:
    """Return the day and what the public may know of the title, as the address has them."""
    return slugify(f"{day} {CLOSED_TITLE if is_closed else title}")[:LONGEST_SLUG]


def free_slug(meeting: Meeting) -> str:
    """Return the words of a meeting's address, with a number at the end if they are taken."""
    day = timezone.localdate(meeting.starts_at)
    words = words_of_address(day, meeting.title, is_closed=meeting.is_closed)
    beside = Meeting.objects.filter(board=meeting.board_id, slug__startswith=words)
    taken = set(beside.values_list("slug", flat=True))
    return next(slug for slug in _numbered(words) if slug not in taken)


def _numbered(words: str) -> Iterator[str]:
    yield words
    yield from (f"{words}-{number}" for number in count(2))
