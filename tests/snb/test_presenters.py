from dataclasses import astuple
from datetime import UTC, datetime, timedelta

import pytest

from snb.presenters.boards import Contact, called_off, known_words, next_open
from snb.presenters.meetings import MeetingPage, MeetingSummary
from snb.presenters.promises import promises
from snb.presenters.record import MeetingRecord
from snb.record import record_of
from tests.factories.identity import make_identity
from tests.factories.partnership import make_office_holder, make_source
from tests.factories.snb import (
    make_agenda_item,
    make_closed_meeting,
    make_meeting,
    make_venue,
    the_snb,
)

pytestmark = pytest.mark.django_db


def test_summary_tells_an_open_meeting_in_words(now):
    venue = make_venue(name="Town Hall", address="1 High Street\nVale", postcode="VA1 1AA")
    meeting = make_meeting(title="Open meeting", venue=venue)

    summary = MeetingSummary.of(meeting, at=now)

    assert summary.title == "Open meeting, 10 December 2026"
    assert summary.when_text == "Thursday 10 December 2026, 6:30pm to 8:30pm"
    assert summary.place == "Town Hall, 1 High Street, Vale, VA1 1AA"


def test_summary_tells_summer_times_as_clocks_show_them(now):
    meeting = make_meeting(starts_at=datetime(2026, 7, 1, 17, 30, tzinfo=UTC))

    assert MeetingSummary.of(meeting, at=now).time_text == "6:30pm to 8:30pm"


def test_summary_of_a_closed_meeting_tells_only_its_date(now):
    summary = MeetingSummary.of(make_closed_meeting(), at=now)

    assert summary.title == "Closed meeting, 10 December 2026"
    assert summary.when_text == "Thursday 10 December 2026"
    assert "ecret" not in str(astuple(summary))


def test_page_of_a_closed_meeting_tells_nothing_more(now):
    meeting = make_closed_meeting()
    make_agenda_item(meeting=meeting, title="Secret item")

    page = (
        MeetingPage.of(meeting, at=now),
        MeetingRecord.of(meeting, record_of(meeting, at=now), at=now),
    )

    assert "ecret" not in str(page)


def test_summary_of_an_undated_meeting_tells_what_is_known(now):
    meeting = make_meeting(
        title="Workshop", starts_at=None, date_text="date not given", listed_year=2022
    )

    summary = MeetingSummary.of(meeting, at=now)

    assert summary.title == "Workshop, date not given"
    assert summary.when_text == "Date not given"


def test_example_is_tagged_beside_its_state(now):
    meeting = make_meeting(is_example=True, state_of_meeting="cancelled")

    assert MeetingSummary.of(meeting, at=now).tag_text == "Example: Cancelled"


def test_next_open_meeting_is_the_soonest_that_stands(now):
    later = make_meeting(title="Later", starts_at=now + timedelta(days=9))
    gone = make_meeting(state_of_meeting="cancelled", starts_at=now + timedelta(days=1))
    closed = make_closed_meeting(starts_at=now + timedelta(days=2))

    found = next_open([gone, closed, later], at=now)

    assert found.name == "Later"


def test_next_open_meeting_is_real_before_it_is_an_example(now):
    example = make_meeting(is_example=True, starts_at=now + timedelta(days=1))
    real = make_meeting(title="Real", starts_at=now + timedelta(days=9))

    assert next_open([example, real], at=now).name == "Real"
    assert next_open([example], at=now).is_example


def test_meetings_called_off_are_told_until_their_time_has_passed(now):
    gone = make_meeting(
        title="Gone", state_of_meeting="postponed", starts_at=now + timedelta(days=1)
    )
    past = make_meeting(state_of_meeting="cancelled", starts_at=now - timedelta(days=1))

    (found,) = called_off([past, gone], at=now)

    assert found.name == "Gone"


def test_promises_count_real_meetings_of_the_year(now):
    meetings = [
        make_meeting(state_of_meeting="held", starts_at=now - timedelta(days=90)),
        make_meeting(starts_at=now + timedelta(days=9)),
        make_meeting(starts_at=now + timedelta(days=90)),
        make_meeting(is_example=True),
        make_meeting(state_of_meeting="cancelled"),
        make_closed_meeting(),
    ]

    open_promise, closed_promise = promises(the_snb(), meetings, year=2026)

    assert (open_promise.announced, open_promise.held) == (2, 1)
    assert (closed_promise.announced, closed_promise.held) == (1, 0)


def test_board_that_promises_nothing_has_no_promise():
    board = the_snb()
    board.open_meetings_per_year = board.closed_meetings_per_year = None

    assert promises(board, [], year=2026) == []


def test_contact_is_the_boards_own_before_the_partnerships():
    board = the_snb()
    board.contact_email = "board@vale.example"
    identity = make_identity(contact_phone="01632 960 001")

    assert Contact.of(board, identity=identity).email == "board@vale.example"
    assert Contact.of(None, identity=identity).dial == "01632960001"


def test_contact_is_none_when_no_way_is_known():
    assert Contact.of(the_snb(), identity=make_identity()) is None
    assert Contact.of(None, identity=None) is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"held_from": "2022-05-01"}, "from 1 May 2022", id="term"),
        pytest.param({"known_text": "in May 2022"}, "in May 2022", id="words"),
        pytest.param({"known_on": "2022-05-01"}, "as our source shows on 1 May 2022", id="day"),
        pytest.param({}, "as our source shows, May 2022", id="source"),
    ],
)
def test_office_is_told_with_what_is_known_of_its_date(fields, words):
    source = make_source(date_text="May 2022")
    holder = make_office_holder(source=source, **fields)
    holder.refresh_from_db()

    assert known_words(holder) == words
