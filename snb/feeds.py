"""Notices as feed readers show them. No queries here."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from csp_portal.addresses import absolute_url
from csp_portal.dates.words import when_in_words
from csp_portal.feeds.atom import Feed, FeedEntry, tag_uri
from csp_portal.identity.models import Identity
from partnership.models import Board
from snb.addresses import of_board
from snb.models import Notice
from snb.rules.facts import MeetingFacts
from snb.rules.notices import heading


def feed_of(board: Board, notices: Iterable[Notice], *, identity: Identity | None) -> Feed:
    """Return the feed of the notices of a board's open meetings, which come the latest first."""
    address = absolute_url(of_board("notice_feed", board))
    return Feed(
        id=address,
        title=f"Meetings: {board.name}",
        subtitle="Open meetings that are announced, changed or called off.",
        author=board.name,
        url=absolute_url(of_board("meeting_list", board)),
        feed_url=address,
        licence=identity.licence_name if identity else "",
        entries=tuple(map(notice_entry, notices)),
    )


def feed_of_all(notices: Iterable[Notice], *, identity: Identity | None) -> Feed:
    """Return the feed of the notices of all boards, which come the latest first."""
    address = absolute_url(reverse("snb:all_notices_feed"))
    name = identity.name if identity else "All boards"
    return Feed(
        id=address,
        title=f"Meetings of all boards: {name}",
        subtitle="Open meetings that are announced, changed or called off.",
        author=name,
        url=absolute_url(reverse("snb:board_list")),
        feed_url=address,
        licence=identity.licence_name if identity else "",
        entries=tuple(map(notice_entry, notices)),
    )


def notice_entry(notice: Notice) -> FeedEntry:
    """Return one notice, as it was told then; nobody alters it, and so it is never updated."""
    meeting, facts = notice.meeting, notice.told
    issued_on = timezone.localdate(notice.issued_at)
    key = (meeting.board.slug, meeting.slug, "notices", str(notice.number))
    return FeedEntry(
        id=tag_uri(*key, on=issued_on),
        title=heading_of(notice, facts),
        url=absolute_url(meeting.get_absolute_url()),
        updated_at=notice.issued_at,
        paragraphs=tuple(filter(None, told_in(notice, facts))),
        category=notice.get_kind_display(),
    )


def heading_of(notice: Notice, facts: MeetingFacts) -> str:
    """Return the heading of a notice, marked when it is an example."""
    is_marked = "example" in facts.title.lower()
    example = "Example: " if facts.is_example and not is_marked else ""
    return f"{example}{heading(notice.sort, facts)}"


def told_in(notice: Notice, facts: MeetingFacts) -> list[str]:
    """Return what a notice tells, and when and where the meeting was to be then."""
    late = notice.short_notice_reason
    told = [*notice.changes, f"Why we tell you so late: {late}" if late else ""]
    if facts.is_called_off:
        return told
    when = when_in_words(facts.starts_at, facts.ends_at)
    return [*told, f"When: {when}", f"Where: {facts.place or 'not known yet'}"]
