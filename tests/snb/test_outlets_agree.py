"""Whatever is edited and told, in whatever order: every outlet says what the last notice told."""

import html
import json
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import icalendar
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pypdf import PdfReader

from csp_portal.dates.words import weekday_and_day
from csp_portal.publishing.drafts import open_draft
from csp_portal.publishing.models import State
from csp_portal.publishing.workflow import edition_of
from csp_portal.roles import SECRETARY
from snb.facts import facts_of
from snb.models import Meeting
from snb.prospects import prospect_of
from snb.rules.facts import MeetingFacts
from snb.services import Order, issue_notice
from tests.conftest import make_person
from tests.factories.identity import make_identity
from tests.factories.snb import make_meeting, make_venue

PAGE = "/snb/meetings/the-meeting/"
FIRST = datetime(2099, 3, 10, 18, 30, tzinfo=UTC)
ENTRY = "{http://www.w3.org/2005/Atom}entry"
CALLED_OFF = {"cancelled", "postponed"}

# --- What may be done to a meeting -----------------------------------------------------------

# Days on both sides of the nights on which the clocks change.
MOVES = st.builds(
    lambda days, hours: moment(FIRST + timedelta(days=days, hours=hours)),
    st.integers(min_value=0, max_value=300),
    st.integers(min_value=-12, max_value=4),
)
NAMES = st.sampled_from(["Open meeting", "Spring & summer", "Dân phòng họp", "A “quoted” <name>"])
EDITS = st.one_of(
    MOVES,
    st.fixed_dictionaries({"title": NAMES}),
    st.fixed_dictionaries({"hall": st.sampled_from(["Town Hall", "Library", "Café Ёлка"])}),
    st.fixed_dictionaries({"state_of_meeting": st.sampled_from(["planned", *sorted(CALLED_OFF)])}),
)
# What is edited before each notice: nothing makes it a reminder.
NOTICES = st.lists(st.lists(EDITS, max_size=3), min_size=1, max_size=5)


def moment(starts_at: datetime) -> dict[str, Any]:
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}


def edit(meeting: Meeting, edits: list[dict[str, Any]], *, by: Any, at: datetime) -> None:
    """Keep what is edited as the draft of the meeting."""
    fields: dict[str, Any] = {"called_off_reason": "The hall is shut."}
    for one in edits:
        fields |= one
    hall = fields.pop("hall", "")
    fields |= {"venue": make_venue(name=hall)} if hall else {}
    meeting.refresh_from_db()
    with open_draft(meeting, by=by, at=at) as session:
        Meeting.objects.filter(pk=meeting.pk).update(edition=meeting.edition + 1, **fields)
        session.is_saved = True


def tell(meeting: Meeting, *, by: Any, at: datetime) -> None:
    """Issue whatever notice the draft allows, with every remark accepted."""
    prospect = prospect_of(meeting, by=by, at=at)
    for kind in prospect.kinds[:1]:
        accepted = frozenset(check.code for check in prospect.checks(kind))
        order = Order(kind, edition_of(meeting), prospect.number, "It was late.", accepted)
        issue_notice(meeting, order, by=by, at=at)


# --- What the outlets say ----------------------------------------------------------------------


def text_of(client: Client, address: str) -> str:
    return html.unescape(client.get(address).content.decode())


def poster_words(client: Client) -> str:
    sheets = PdfReader(BytesIO(client.get(f"{PAGE}poster.pdf").content)).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


def event(client: Client, address: str) -> Any:
    calendar: Any = icalendar.Calendar.from_ical(client.get(address).content)
    return calendar.walk("VEVENT")[0]


def data_for_search(client: Client) -> Any:
    page = client.get(PAGE).content.decode()
    return json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])


def latest_entry(client: Client) -> str:
    feed = ElementTree.fromstring(client.get("/snb/notices.atom").content)
    return " ".join("".join(feed.find(ENTRY).itertext()).split())


def assert_outlets_say(client: Client, told: MeetingFacts, number: int) -> None:
    """Hold every outlet against the facts that were told last."""
    day, is_off = weekday_and_day(told.starts_at), told.is_called_off
    page, poster = text_of(client, PAGE), poster_words(client)
    for words in (page, poster, text_of(client, "/snb/meetings/"), latest_entry(client)):
        assert told.title in words
    assert day in page
    assert day in poster
    assert told.venue.name in page
    assert (told.status in poster.lower()) == is_off
    for address in ("/snb/meetings.ics", f"{PAGE}calendar.ics"):
        entry = event(client, address)
        assert entry.decoded("dtstart") == told.starts_at
        assert entry.decoded("dtend") == told.ends_at
        assert told.title in entry["summary"]
        assert (entry["status"] == "CANCELLED") == is_off
        assert entry["sequence"] == number
    found = data_for_search(client)
    assert (found["name"], found["startDate"]) == (told.title, told.starts_at.isoformat())
    assert found["eventStatus"].endswith(("Cancelled", "Postponed")) == is_off
    assert told.title in text_of(client, "/")
    assert told.title in text_of(client, "/changes/")


class OutletsAgree(TestCase):
    @settings(
        max_examples=8, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    @given(notices=NOTICES)
    def test_every_outlet_says_what_the_last_notice_told(self, notices: list[Any]) -> None:
        cache.clear()
        make_identity()
        by, at = make_person(SECRETARY), timezone.now()
        meeting = make_meeting(
            slug="the-meeting", title="Open meeting", state=State.DRAFT, published_at=None,
            venue=make_venue(name="Town Hall"), **moment(FIRST),
        )  # fmt: skip
        tell(meeting, by=by, at=at)

        for edits in notices:
            edit(meeting, edits, by=by, at=at)
            before = meeting.notices.latest("number")
            assert_outlets_say(Client(), before.told, before.number)
            tell(meeting, by=by, at=at)
            after = meeting.notices.latest("number")
            assert after.told == facts_of(meeting)
            assert_outlets_say(Client(), after.told, after.number)
