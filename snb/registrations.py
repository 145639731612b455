"""What the meetings give to others: references, when pages change by themselves, and venues."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import CharField, Value
from django.db.models.functions import Concat

from csp_portal.personal_data.contacts import register_public_contacts
from csp_portal.publishing.checklist import register_guard
from csp_portal.publishing.follow_ups import register_follow_up
from csp_portal.publishing.moments import register_moment
from csp_portal.publishing.outlets import register_outlet
from csp_portal.publishing.references import Reference, register_reference
from snb.models import Meeting, Venue
from snb.presenters.meetings import MeetingSummary
from snb.services import guard, tell_by_notice, tell_of_venue


def find_meetings(keys: set[str], at: datetime) -> dict[str, Reference]:
    """Return the public meetings among ``keys``, each written "board/meeting"."""
    key = Concat("board__slug", Value("/"), "slug", output_field=CharField())
    meetings = Meeting.objects.public(at=at).with_place().annotate(key=key).filter(key__in=keys)
    found = {f"{m.board.slug}/{m.slug}": MeetingSummary.of(m, at=at) for m in meetings}
    return {key: Reference(summary.title, summary.url) for key, summary in found.items()}


def venues() -> Iterable[str]:
    """Return where boards meet: the postcodes, and the addresses that may hold one."""
    rows = Venue.objects.values_list("postcode", "address")
    return [text for row in rows for text in row]


register_follow_up("snb.Meeting", tell_by_notice)
register_follow_up("snb.Venue", tell_of_venue)
register_guard("snb.Meeting", guard)
register_public_contacts(venues)
register_reference("meeting", find_meetings)
register_moment("snb.Meeting", field="starts_at")
register_moment("snb.Meeting", field="ends_at")

# Where public records come out; the kinds of other apps as well.
register_outlet("snb:action_list", shows=["partnership.partnerbody", "snb.meeting"])
register_outlet("snb:board", shows=["partnership.partnerbody", "snb.meeting"])
register_outlet("snb:board_action_list", shows=["partnership.board"])
register_outlet("snb:board_detail", shows=["partnership.board"])
register_outlet("snb:board_list", shows=["partnership.board"])
register_outlet("snb:board_meeting_detail", shows=["partnership.board"])
register_outlet("snb:board_meeting_list", shows=["partnership.board"])
register_outlet(
    "snb:meeting_detail",
    shows=["partnership.partnerbody", "priorities.plan", "priorities.priority", "snb.meeting"],
)
register_outlet("snb:meeting_list", shows=["snb.meeting"])
