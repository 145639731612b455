from datetime import UTC, datetime, timedelta
from typing import Any

from partnership.models import Board
from snb.models import AgendaItem, AgendaLink, Meeting, Venue
from tests.factories import number, place, published
from tests.factories.partnership import make_snb


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
