from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from snb.models import Meeting
from tests.factories.partnership import make_board
from tests.factories.snb import make_closed_meeting, make_meeting, the_snb

pytestmark = pytest.mark.django_db


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    "slug", ["2026-03-04-closed-meeting", "closed-meeting-2", "example-past-closed-meeting"]
)
def test_closed_meeting_may_have_an_address_that_tells_nothing(slug):
    make_closed_meeting(slug=slug).clean()


@pytest.mark.parametrize("never_seen", [{"state": "draft", "published_at": None}, {}])
def test_closed_meeting_may_not_tell_its_subject_in_its_address(never_seen):
    meeting = make_closed_meeting(slug="2026-03-04-death-of-a-neighbour", **never_seen)

    with pytest.raises(ValidationError, match=r"closed.meeting"):
        meeting.clean()


@pytest.mark.parametrize("year", [0, 1899, 32767, 10**18])
def test_meeting_without_a_day_is_listed_under_a_year_of_the_calendar(year):
    meeting = make_meeting(starts_at=None, date_text="Not known", listed_year=2012)
    meeting.listed_year = year

    with pytest.raises(ValidationError, match="listed_year"):
        meeting.full_clean()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ({"starts_at": None, "ends_at": None}, "Give the day and time"),
        ({"date_text": "December"}, "Leave the date in words and its year empty"),
        ({"ends_at": utc(2026, 12, 10, 18)}, "must end after it starts"),
    ],
)
def test_unclear_day_is_refused_in_plain_words(day, told):
    meeting = make_meeting()

    for name, value in day.items():
        setattr(meeting, name, value)

    with pytest.raises(ValidationError, match=told):
        meeting.clean()


def test_open_meeting_may_have_any_address():
    make_meeting(slug="2026-03-04-knife-crime").clean()


def test_meeting_of_this_morning_is_in_the_year_of_its_local_date():
    make_meeting(slug="new-year", starts_at=utc(2026, 12, 31, 23, 30))
    make_meeting(slug="summer", starts_at=utc(2026, 7, 1, 12))

    assert list(Meeting.objects.in_year(2026).values_list("slug", flat=True)) == [
        "new-year",
        "summer",
    ]


def test_years_are_those_of_dated_and_undated_meetings():
    make_meeting(starts_at=utc(2026, 7, 1, 12))
    make_meeting(starts_at=utc(2026, 9, 1, 12))
    make_meeting(starts_at=None, date_text="December 2022", listed_year=2022)

    assert Meeting.objects.years() == [2026, 2022]


def test_meeting_lies_between_its_neighbours_on_the_same_board():
    make_meeting(slug="a", starts_at=utc(2026, 3, 1, 12))
    middle = make_meeting(slug="b", starts_at=utc(2026, 6, 1, 12))
    make_meeting(slug="c", starts_at=utc(2026, 9, 1, 12))
    make_meeting(board=make_board(), starts_at=utc(2026, 5, 1, 12))

    before, after = Meeting.objects.beside(middle)

    assert (before.slug, after.slug) == ("a", "c")


def test_meetings_at_the_same_moment_follow_each_other():
    first = make_meeting(slug="a", starts_at=utc(2026, 3, 1, 12))
    second = make_meeting(slug="b", starts_at=utc(2026, 3, 1, 12))

    assert Meeting.objects.beside(first) == (None, second)
    assert Meeting.objects.beside(second) == (first, None)


def test_meeting_without_a_date_has_no_neighbours():
    make_meeting()
    undated = make_meeting(starts_at=None, date_text="December 2022", listed_year=2022)

    assert Meeting.objects.beside(undated) == (None, None)


def test_year_or_coming_leaves_out_earlier_years(now):
    make_meeting(slug="before", starts_at=utc(2025, 6, 1, 12))
    make_meeting(slug="this-year", starts_at=utc(2026, 3, 1, 12))
    make_meeting(slug="next-year", starts_at=utc(2027, 3, 1, 12))

    meetings = Meeting.objects.filter(board=the_snb()).in_year_or_coming(2026, at=now)

    assert [*meetings.values_list("slug", flat=True)] == ["this-year", "next-year"]


@pytest.mark.parametrize(
    ("moment", "is_over"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), True),
    ],
)
def test_meeting_without_an_end_lasts_until_midnight_in_london(db, moment, is_over):
    meeting = make_meeting(starts_at=datetime(2026, 7, 1, 17, tzinfo=UTC), ends_at=None)

    assert meeting.is_over(at=moment) is is_over
    assert Meeting.objects.past(at=moment).exists() is is_over
    assert Meeting.objects.upcoming(at=moment).exists() is not is_over


def test_meetings_without_a_day_are_listed_the_latest_first(db):
    october = make_meeting(**undated(slug="2022-10-05-board"))
    december = make_meeting(**undated(slug="2022-12-07-board"))

    assert list(Meeting.objects.past(at=datetime(2026, 1, 1, tzinfo=UTC))) == [december, october]


def undated(**fields):
    return {"starts_at": None, "date_text": "Day not known", "listed_year": 2022} | fields
