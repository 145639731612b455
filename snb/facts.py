"""What the rows of a meeting say to residents, as the facts that a notice holds."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from csp_portal.publishing.models import State
from snb.models import Access, AgendaItem, Meeting, MinutesState, Notice, Venue
from snb.rules.facts import PLANNED, MeetingFacts, VenueFacts

NO_DAY = "The meeting has no day and time yet."
PUBLISHED_MINUTES = {MinutesState.DRAFT: "draft", MinutesState.AGREED: "agreed"}


def facts_of(meeting: Meeting) -> MeetingFacts | None:
    """Return the facts that the rows of a meeting hold now; None where its day is not known."""
    if meeting.starts_at is None:
        return None
    items = list(meeting.agenda_items.prefetch_related("papers", "links"))
    return MeetingFacts(
        board=meeting.board.name,
        title=meeting.title,
        access=meeting.access,
        status=meeting.state_of_meeting if meeting.is_called_off else PLANNED,
        starts_at=timezone.localtime(meeting.starts_at),
        ends_at=local_time(meeting.ends_at),
        venue=venue_facts_of(meeting.venue),
        online_link=meeting.online_link,
        summary=meeting.summary,
        how_to_take_part=meeting.how_to_take_part,
        questions_due_at=local_time(meeting.questions_due_at),
        called_off_reason=meeting.called_off_reason if meeting.is_called_off else "",
        agenda=tuple(item.title for item in items),
        papers=tuple(title for item in items for title in papers_of(item)),
        minutes=PUBLISHED_MINUTES.get(MinutesState(meeting.minutes_state), ""),
        is_example=meeting.is_example,
    )


class NoDayError(Exception):
    """The meeting has no day yet, so nothing can be told of it."""

    def __init__(self) -> None:
        super().__init__(NO_DAY)


def told_now(meeting: Meeting) -> MeetingFacts:
    """Return the facts of a meeting that has a day."""
    facts = facts_of(meeting)
    if facts is None:
        raise NoDayError
    return facts


def local_time(moment: datetime | None) -> datetime | None:
    """Return the moment as clocks here show it."""
    return timezone.localtime(moment) if moment else None


def venue_facts_of(venue: Venue | None) -> VenueFacts | None:
    """Return what a notice tells of a venue."""
    if venue is None:
        return None
    return VenueFacts(
        name=venue.name,
        address=venue.address,
        postcode=venue.postcode,
        transport=venue.transport,
        step_free=Access(venue.step_free).label,
        accessible_toilet=Access(venue.accessible_toilet).label,
        hearing_loop=Access(venue.hearing_loop).label,
        parking=Access(venue.parking).label,
        access_note=venue.access_note,
    )


def papers_of(item: AgendaItem) -> Iterator[str]:
    """Yield the titles of the papers of an item that residents may read."""
    if not item.is_restricted:
        yield from (paper.title for paper in item.papers.all() if paper.state == State.PUBLISHED)
        yield from (link.label for link in item.links.all())


def latest_notice(meeting: Meeting) -> Notice | None:
    """Return the latest notice of a meeting; uses notices that were loaded with it."""
    return max(meeting.notices.all(), key=lambda notice: notice.number, default=None)
