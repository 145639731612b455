"""Meetings that officers are asked to look at."""

from datetime import UTC, datetime, timedelta

import pytest

from snb.models import Meeting
from tests.back_office import found
from tests.factories.snb import make_agenda_item, make_meeting

pytestmark = pytest.mark.django_db
ENDED_AT = datetime(2020, 11, 8, 20, 30, tzinfo=UTC)
TWO_WEEKS_LATER = ENDED_AT + timedelta(days=14)


def make_over(**fields):
    """An open meeting that was held and ended at ``ENDED_AT``."""
    times = {"starts_at": ENDED_AT - timedelta(hours=2), "state_of_meeting": "held"}
    return make_meeting(**times | fields)


def test_meeting_over_but_planned_is_found(officer, now, django_assert_num_queries):
    meeting = make_over(state_of_meeting="planned")
    make_over()
    make_over(state_of_meeting="cancelled")
    make_meeting(starts_at=now + timedelta(hours=1))

    with django_assert_num_queries(1):
        assert list(Meeting.objects.not_recorded(at=now)) == [meeting]
    assert meeting in found(officer, Meeting, "outcome")


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        ({}, True),
        ({"state_of_meeting": "planned"}, True),
        ({"summary": "What it was to be about."}, True),
        ({"discussed": "What was said."}, False),
        ({"state_of_meeting": "cancelled"}, False),
        ({"state_of_meeting": "postponed"}, False),
        ({"access": "closed", "slug": "2020-11-08-closed-meeting"}, False),
    ],
    ids=["held", "planned", "announced", "told", "cancelled", "postponed", "closed"],
)
def test_open_meeting_of_which_nothing_is_told_is_found_after_two_weeks(fields, is_found):
    make_over(**fields)

    assert Meeting.objects.without_record(at=TWO_WEEKS_LATER).exists() is is_found
    before = TWO_WEEKS_LATER - timedelta(minutes=1)
    assert not Meeting.objects.without_record(at=before).exists()


def test_notes_of_one_point_tell_of_a_meeting(officer, django_assert_num_queries):
    silent, told = make_over(), make_over()
    make_agenda_item(meeting=silent)
    make_agenda_item(meeting=told)
    make_agenda_item(meeting=told, notes="The board agreed.")

    with django_assert_num_queries(1):
        assert list(Meeting.objects.without_record(at=TWO_WEEKS_LATER)) == [silent]
    assert found(officer, Meeting, "record") == [silent]


@pytest.mark.parametrize(("state", "is_told"), [("none", False), ("draft", True)])
def test_published_minutes_of_one_point_tell_of_a_meeting(state, is_told):
    make_agenda_item(meeting=make_over(minutes_state=state), minutes="The board agreed.")

    assert Meeting.objects.without_record(at=TWO_WEEKS_LATER).exists() is not is_told


def test_notes_of_a_restricted_point_tell_residents_nothing():
    secret = {"is_restricted": True, "restricted_reason": "It names a person."}
    make_agenda_item(meeting=make_over(), notes="Secret", **secret)

    assert Meeting.objects.without_record(at=TWO_WEEKS_LATER).exists()


def test_meeting_without_a_day_waits_for_no_record():
    make_meeting(starts_at=None, date_text="Winter 2012", listed_year=2012)

    assert not Meeting.objects.without_record(at=TWO_WEEKS_LATER).exists()
