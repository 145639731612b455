"""Meetings as calendars show them: only what the latest notice of each tells. No queries here."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from csp_portal.addresses import absolute_url, host_name
from csp_portal.calendars.rules import Calendar, CalendarEvent, Status
from csp_portal.dates.words import moment_in_words
from csp_portal.identity.models import Brand, Identity
from csp_portal.rich_text.words import readable_text
from partnership.models import Board
from partnership.rules import known_parts
from snb.addresses import of_board
from snb.models import Notice
from snb.rules.facts import CANCELLED, POSTPONED, MeetingFacts
from snb.rules.notices import NoticeKind

# A resident who sets out for a meeting that was called off an hour ago has been failed.
ASK_AGAIN_AFTER = timedelta(hours=1)
# The names that CSS has for our colours.
COLOURS = {
    Brand.TEAL: "teal",
    Brand.BLUE: "blue",
    Brand.PURPLE: "purple",
    Brand.GREEN: "green",
    Brand.BURGUNDY: "maroon",
    Brand.SLATE: "slategray",
}
# A postponed meeting without a new day is "cancelled" to a calendar: "tentative" would stand there
# like any other, and somebody would come. The next notice brings it back under the same UID.
STATUSES = {CANCELLED: Status.CANCELLED, POSTPONED: Status.CANCELLED}
CALLED_OFF_WORDS = {CANCELLED: "Cancelled: ", POSTPONED: "Postponed: "}
CALLED_OFF_TEXTS = {
    CANCELLED: "This meeting is cancelled. Please do not come.",
    POSTPONED: "This meeting is postponed. Please do not come. We do not know the new date yet.",
}
NEWS = {NoticeKind.CHANGE, NoticeKind.POSTPONEMENT}


def board_calendar(
    board: Board, latest: Iterable[Notice], *, identity: Identity | None
) -> Calendar:
    """Return the calendar of a board's open meetings, to subscribe to.

    Meetings that are over stay, and so do those called off: nothing vanishes from a calendar.
    """
    return Calendar(
        name=f"Open meetings: {board.name}",
        description="When and where you can come, with every change.",
        url=absolute_url(of_board("meeting_list", board)),
        source_url=absolute_url(of_board("calendar", board)),
        colour=COLOURS[Brand(identity.brand)] if identity else "",
        ask_again_after=ASK_AGAIN_AFTER,
        events=tuple(map(meeting_event, latest)),
    )


def meeting_event(latest: Any) -> CalendarEvent:
    """Return a meeting as its latest notice tells it, loaded ``with_first_moment()``.

    The UID comes from the address of the meeting, which never changes, and the number of the
    notice is the SEQUENCE: a calendar that has the meeting changes it and adds no second one.
    """
    meeting, facts = latest.meeting, latest.told
    return CalendarEvent(
        uid=f"{meeting.board.slug}.{meeting.slug}@{host_name()}",
        sequence=latest.number,
        stamped_at=latest.issued_at,
        created_at=latest.first_issued_at,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        summary=summary_of(facts),
        description="\n\n".join(filter(None, paragraphs(latest, facts))),
        location=facts.place,
        url=absolute_url(meeting.get_absolute_url()),
        online_url="" if facts.is_called_off else facts.online_link,
        status=STATUSES.get(facts.status, Status.CONFIRMED),
        categories=(facts.board,),
    )


def summary_of(facts: MeetingFacts) -> str:
    """Return what stands in the calendar: "Cancelled: Open meeting (Safer Neighbourhood Board)"."""
    is_marked = "example" in facts.title.lower()
    example = "Example: " if facts.is_example and not is_marked else ""
    called_off = CALLED_OFF_WORDS.get(facts.status, "")
    return f"{called_off}{example}{facts.title} ({facts.board})"


def paragraphs(latest: Notice, facts: MeetingFacts) -> Iterator[str]:
    """Yield what stands under it; of a meeting called off nothing that helps one to come."""
    if facts.is_example:
        yield "This is an example. It is not a real meeting."
    if facts.is_called_off:
        yield CALLED_OFF_TEXTS[facts.status]
        yield facts.called_off_reason and f"The reason: {facts.called_off_reason}"
    else:
        yield "\n".join(latest.changes) if latest.sort in NEWS else ""
        yield from how_to_come(facts)
    yield f"Read more: {absolute_url(latest.meeting.get_absolute_url())}"


def how_to_come(facts: MeetingFacts) -> Iterator[str]:
    """Yield what people need to know before they come; nothing for what is not known."""
    due = facts.questions_due_at
    yield facts.summary
    yield "" if facts.ends_at else "We do not know yet when it ends."
    yield "" if facts.place else "We do not know the place yet."
    yield facts.online_link and f"Join online: {facts.online_link}"
    yield readable_text(facts.how_to_take_part)
    yield f"You can send questions until {moment_in_words(due)}." if due else ""
    yield getting_in(facts)


def getting_in(facts: MeetingFacts) -> str:
    """Return the way in and what the place offers, one line each."""
    venue = facts.venue
    if venue is None:
        return ""
    known = [(label, answer) for label, answer in venue.access if answer in {"Yes", "No"}]
    rows = [*known, ("Getting there", venue.transport), ("Good to know", venue.access_note)]
    return "\n".join(known_parts(label, text, between=": ") for label, text in rows if text)
