"""What a notice tells, as the words of a poster."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from csp_portal.identity.models import Identity
from csp_portal.posters.setting import render_poster
from csp_portal.posters.text import Line
from snb.posters import STATUS_TEXTS, poster_for
from snb.presenters.boards import Contact
from snb.rules.facts import MeetingFacts, VenueFacts

URL = "https://safety.example/snb/meetings/2027-03-09-open-meeting/"
HALL = VenueFacts(
    name="Town Hall",
    address="1 High Street\nExample Vale",
    postcode="EX1 1EX",
    transport="Bus 145.",
    step_free="Yes",
    accessible_toilet="Not known",
    hearing_loop="No",
    access_note="Ring the bell.\nA person helps.",
)
FACTS = MeetingFacts(
    board="Safer Neighbourhood Board",
    title="Open meeting",
    access="open",
    status="planned",
    starts_at=datetime(2027, 3, 9, 18, 30, tzinfo=UTC),
    ends_at=datetime(2027, 3, 9, 20, 30, tzinfo=UTC),
    venue=HALL,
    online_link="https://meet.example/safer",
    summary="Burglary.\n\nFigures <by> ward.",
    how_to_take_part=(
        '<p>Come, or <a href="mailto:safer@safety.example">write</a>.</p><ul><li>Ask</li></ul>'
    ),
    questions_due_at=datetime(2027, 3, 5, 12, tzinfo=UTC),
)
CONTACT = Contact("The secretary", "safer@safety.example", "020 7946 0123")
CONTACT_ONLY = ("The secretary", "Email: safer@safety.example", "Phone: 020 7946 0123")
VALE = Identity(name="Example Vale Community Safety Partnership", brand="burgundy")


def poster(**changes):
    return poster_for(
        replace(FACTS, **changes),
        identity=VALE,
        contact=CONTACT,
        url=URL,
        number=2,
        issued_on=date(2027, 2, 3),
    )


def moved_from(previous_start):
    return poster_for(FACTS, identity=VALE, contact=CONTACT, url=URL, previous_start=previous_start)


def test_poster_says_who_what_and_when():
    text = poster()

    assert text.partnership == "Example Vale Community Safety Partnership"
    assert text.colour == "#712137"
    assert (text.board, text.heading) == ("Safer Neighbourhood Board", "Open meeting")
    assert (text.day, text.times) == ("Tuesday 9 March 2027", "6:30pm to 8:30pm")
    assert text.who_may_come == "Open to everyone."
    assert not text.status_word


def test_poster_says_where_and_how_to_get_in():
    text = poster()

    assert text.place_name == "Town Hall"
    assert text.place_lines == ("1 High Street", "Example Vale", "EX1\u00a01EX")
    assert text.access == (
        ("Way in without steps", "Yes"),
        ("Accessible toilet", "Not known"),
        ("Hearing loop", "No"),
    )
    assert text.getting_there == ("Bus 145.", "Ring the bell.", "A person helps.")


def test_poster_says_what_it_is_about_and_how_to_take_part():
    text = poster()

    assert text.about == (Line("Burglary."), Line("Figures <by> ward."))
    assert text.take_part == (
        Line("Come, or write (safer@safety.example)."),
        Line("Ask", is_point=True),
    )
    assert text.join_online == "https://meet.example/safer"


def test_poster_says_how_to_ask_and_until_when():
    assert poster().contact == (
        "Send us your questions by midday on Friday 5 March 2027.",
        "To ask a question, or if you need an interpreter or other help to take part:",
        "The secretary",
        "Email: safer@safety.example",
        "Phone: 020 7946 0123",
    )


def test_poster_names_its_page_and_its_notice():
    text = poster()

    assert text.page_url == URL
    assert text.page_words == "safety.example/snb/meetings/2027-03-09-open-meeting"
    assert text.notice == "Notice 2, issued on 3 February 2027."
    assert text.issued_on == date(2027, 2, 3)


def test_poster_of_a_draft_says_that_it_is_one():
    text = poster_for(FACTS, identity=None, contact=None, url=URL)

    assert text.notice == "Draft: this notice has not been issued."
    assert text.contact == ("We do not have an email address or phone number to show you yet.",)
    assert text.partnership == "Safer Neighbourhood Board"


@pytest.mark.parametrize(
    ("link", "words"),
    [
        pytest.param("", "We do not know the place yet.", id="not known"),
        pytest.param("https://meet.example/safer", "Online", id="online"),
    ],
)
def test_poster_without_a_venue_says_so(link, words):
    text = poster(venue=None, online_link=link)

    assert text.place_name == words
    assert text.access == text.getting_there == text.place_lines == ()


@pytest.mark.parametrize(
    ("status", "word", "sentence"),
    [
        ("cancelled", "Cancelled", "This meeting will not be held.\nThe hall is flooded."),
        (
            "postponed",
            "Postponed",
            f"{STATUS_TEXTS['postponed']}\nThe hall is flooded.",
        ),
    ],
)
def test_poster_of_a_meeting_called_off_says_so_and_asks_nobody_to_come(status, word, sentence):
    text = poster(status=status, called_off_reason="The hall is flooded.")

    assert (text.is_called_off, text.status_word, text.status_text) == (True, word, sentence)
    assert text.old_when == "Tuesday 9 March 2027, 6:30pm to 8:30pm"
    assert text.place_name == "Town Hall"
    assert text.contact == CONTACT_ONLY
    assert not any([text.day, text.join_online, text.who_may_come, text.about, text.take_part])
    assert not any([text.access, text.getting_there])


@pytest.mark.parametrize(
    ("previous_start", "word", "old_when"),
    [
        pytest.param(None, "", "", id="first notice"),
        pytest.param(FACTS.starts_at, "", "", id="same time"),
        pytest.param(
            datetime(2027, 3, 9, 18, tzinfo=UTC), "New time", "Tuesday 9 March 2027, 6pm", id="time"
        ),
        pytest.param(
            datetime(2027, 3, 2, 18, tzinfo=UTC), "New date", "Tuesday 2 March 2027, 6pm", id="day"
        ),
    ],
)
def test_poster_strikes_out_the_time_that_changed(previous_start, word, old_when):
    text = moved_from(previous_start)

    assert (text.status_word, text.old_when) == (word, old_when)
    assert text.day == "Tuesday 9 March 2027"
    assert not text.is_called_off


def test_poster_of_an_example_says_that_it_is_not_a_real_meeting():
    assert poster(is_example=True).example == "This is an example. It is not a real meeting."


def test_closed_meeting_has_no_poster():
    with pytest.raises(ValueError, match="closed meeting"):
        poster(access="closed")


@pytest.mark.parametrize("status", ["planned", "cancelled", "postponed", "held"])
def test_every_poster_can_be_set(status):
    assert render_poster(poster(status=status, venue=None)).startswith(b"%PDF")
