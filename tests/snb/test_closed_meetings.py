"""Of a closed meeting residents learn the date and whether it was held, by no road more."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from csp_portal.publishing import services
from csp_portal.publishing.models import ChangeNote
from snb.models import Meeting, MeetingAccess
from tests.back_office import open_form, publish, save_form
from tests.factories.snb import make_closed_meeting, make_meeting, make_past_meeting, the_snb

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
TELLING_NOTHING = "2026-12-10-closed-meeting"


@pytest.mark.django_db
def test_note_about_a_closed_meeting_does_not_tell_its_title() -> None:
    services.publish(make_closed_meeting(), by=None, at=AT, note="It has a new date.")

    assert ChangeNote.objects.get().title == "Closed meeting"


@pytest.mark.django_db
def test_meeting_that_becomes_closed_is_named_no_longer_in_earlier_notes() -> None:
    meeting = make_past_meeting(title="Knife crime in one street")
    services.publish(meeting, by=None, at=AT, note="It has a new date.")
    meeting.access = MeetingAccess.CLOSED
    services.save(meeting)

    services.publish(meeting, by=None, at=AT)

    assert ChangeNote.objects.get().title == "Closed meeting"


def test_meeting_whose_known_address_tells_its_subject_cannot_be_closed(secretary: Client) -> None:
    meeting = make_meeting(slug="2026-12-10-knife-crime")

    response = save_form(secretary, meeting, open_form(secretary, meeting) | {"access": "closed"})

    assert "Residents know the address" in response.context["adminform"].form.errors["access"][0]
    assert Meeting.objects.get().access == "open"


def test_meeting_whose_known_address_tells_nothing_can_be_closed(secretary: Client) -> None:
    meeting = make_meeting(slug=TELLING_NOTHING)

    save_form(secretary, meeting, open_form(secretary, meeting) | {"access": "closed"})
    publish(secretary, meeting)

    assert Meeting.objects.get().access == "closed"


def test_closed_meeting_gets_an_address_that_tells_nothing(secretary: Client) -> None:
    typed = {
        "board": the_snb().pk,
        "title": "Knife crime",
        "access": "closed",
        "starts_at_0": "2026-12-10",
        "starts_at_1": "18:30",
    }

    save_form(secretary, Meeting, open_form(secretary, Meeting) | typed)

    assert Meeting.objects.get().slug == TELLING_NOTHING


@pytest.mark.usefixtures("portal")
def test_closed_example_says_that_it_is_one_wherever_it_is_shown(client):
    meeting = make_closed_meeting(is_example=True)

    assertContains(client.get("/snb/"), "Example: closed meeting")
    assertContains(client.get(meeting.get_absolute_url()), "Example: closed meeting")
