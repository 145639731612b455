from datetime import UTC, datetime, timedelta
from typing import Any

from partnership.models import Board
from snb.models import (
    AgendaItem,
    AgendaLink,
    Attendance,
    Meeting,
    MeetingAction,
    MinuteCorrection,
    Notice,
    Venue,
)
from snb.rules.notices import NoticeKind
from snb.services import Order, add_notice
from tests.factories import number, place, published
from tests.factories.partnership import make_body, make_snb


def make_venue(**fields: Any) -> Venue:
    n = number()
    defaults = {"slug": f"venue-{n}", "name": f"Hall {n}", "address": "1 High Street"}
    return Venue.objects.create(**defaults | fields)


def the_snb() -> Board:
    """The Safer Neighbourhood Board, made when it is first needed."""
    return Board.objects.filter(kind="neighbourhood").first() or make_snb()


def make_meeting(**fields: Any) -> Meeting:
    """An open meeting of the Safer Neighbourhood Board, on 10 December 2026 at 6:30pm."""
    n = number()
    fields["board"] = fields.get("board") or the_snb()
    defaults: dict[str, Any] = {
        "slug": f"meeting-{n}",
        "title": f"Meeting {n}",
        "access": "open",
        "starts_at": datetime(2026, 12, 10, 18, 30, tzinfo=UTC),
    }
    if fields.get("starts_at", defaults["starts_at"]) is not None:
        starts_at = fields.get("starts_at", defaults["starts_at"])
        defaults["ends_at"] = starts_at + timedelta(hours=2)
    return Meeting.objects.create(**published(defaults | fields))


def make_past_meeting(**fields: Any) -> Meeting:
    """An open meeting that was over before anybody was told of it: a record, without a notice."""
    return make_meeting(**{"starts_at": datetime(2020, 3, 4, 18, 30, tzinfo=UTC)} | fields)


def make_past_agenda_item(**fields: Any) -> AgendaItem:
    """A point on the agenda of a meeting that is over."""
    return make_agenda_item(meeting=make_past_meeting(), **fields)


def make_past_agenda_link(**fields: Any) -> AgendaLink:
    """A paper of a point on the agenda of a meeting that is over."""
    return make_agenda_link(item=make_agenda_item(meeting=make_past_meeting()), **fields)


def make_closed_meeting(**fields: Any) -> Meeting:
    """A closed meeting with everything that must not leak."""
    secrets = {
        "access": "closed",
        "title": "Secret title",
        "summary": "Secret summary",
        "how_to_take_part": "Secret way in",
        "online_link": "https://secret.example/",
        "venue": make_venue(name="Secret hall"),
    }
    return make_meeting(**secrets | fields)


def make_agenda_item(**fields: Any) -> AgendaItem:
    fields["meeting"] = fields.get("meeting") or make_meeting()
    n = number()
    return AgendaItem.objects.create(**{"order": place(), "title": f"Item {n}"} | fields)


def make_agenda_link(**fields: Any) -> AgendaLink:
    fields["item"] = fields.get("item") or make_agenda_item()
    n = number()
    defaults = {"label": f"Paper {n}", "url": f"https://papers.example/{n}"}
    return AgendaLink.objects.create(**defaults | fields)


def make_notice(meeting: Meeting | None = None, **fields: Any) -> Notice:
    """A notice that tells what the meeting's rows say, issued on 1 November 2026."""
    meeting = meeting or make_meeting()
    kind = NoticeKind(fields.pop("kind", "announcement"))
    at = fields.pop("issued_at", datetime(2026, 11, 1, 9, 0, tzinfo=UTC))
    add_notice(
        meeting, by=fields.pop("by", None), at=at, order=Order(kind, seen_edition=0, seen_number=0)
    )
    Notice.objects.filter(pk=meeting.notices.latest("number").pk).update(**fields or {"kind": kind})
    return meeting.notices.latest("number")


def make_meeting_action(**fields: Any) -> MeetingAction:
    fields["item"] = fields.get("item") or make_agenda_item()
    return MeetingAction.objects.create(**{"order": place(), "text": f"Action {number()}"} | fields)


def make_attendance(**fields: Any) -> Attendance:
    fields["meeting"] = fields.get("meeting") or make_meeting()
    fields["body"] = fields.get("body") or make_body()
    return Attendance.objects.create(**fields)


def make_correction(**fields: Any) -> MinuteCorrection:
    fields["meeting"] = fields.get("meeting") or make_meeting()
    defaults = {
        "order": place(),
        "corrected_on": datetime(2027, 1, 5, tzinfo=UTC).date(),
        "wrong": "Twelve people came.",
        "right": "Twenty people came.",
    }
    return MinuteCorrection.objects.create(**defaults | fields)
