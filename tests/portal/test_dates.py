"""Days and times in words: the words themselves, in templates and in lists."""

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.urls import reverse
from pytest_django.asserts import assertContains

from csp_portal.audit.models import Kind
from csp_portal.audit.services import record_event
from csp_portal.dates.columns import MomentColumn
from csp_portal.dates.words import (
    CalendarLeaf,
    day_and_time,
    day_in_words,
    moment_in_words,
    period_in_words,
    time_in_words,
    times_in_words,
    weekday_and_day,
    when_in_words,
)
from csp_portal.publishing.models import ChangeNote
from tests.factories.partnership import make_glossary_entry

EVENING = datetime(2026, 12, 10, 18, 30)


def test_day_is_written_with_its_weekday():
    assert weekday_and_day(EVENING) == "Thursday 10 December 2026"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        pytest.param(time(18, 30), "6:30pm", id="half"),
        pytest.param(time(20), "8pm", id="whole"),
        pytest.param(time(9, 5), "9:05am", id="morning"),
        pytest.param(time(12), "midday", id="midday"),
        pytest.param(time(12, 30), "12:30pm", id="after midday"),
        pytest.param(time(0), "midnight", id="midnight"),
        pytest.param(time(0, 15), "12:15am", id="after midnight"),
    ],
)
def test_time_is_written_as_people_say_it(moment, words):
    assert time_in_words(moment) == words


@pytest.mark.parametrize(
    ("ends_at", "words"),
    [
        pytest.param(None, "6:30pm", id="open end"),
        pytest.param(EVENING.replace(hour=20, minute=0), "6:30pm to 8pm", id="same day"),
        pytest.param(
            EVENING.replace(day=11, hour=1, minute=0),
            "6:30pm to 1am on Friday 11 December 2026",
            id="next day",
        ),
    ],
)
def test_times_name_the_last_day_only_when_it_is_another(ends_at, words):
    assert times_in_words(EVENING, ends_at) == words


def test_day_is_written_without_a_leading_zero():
    assert day_in_words(date(2026, 12, 1)) == "1 December 2026"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(None, None, "", id="unknown"),
        pytest.param(date(2013, 4, 1), None, "from 1 April 2013", id="still"),
        pytest.param(None, date(2022, 7, 1), "until 30 June 2022", id="ended"),
        pytest.param(
            date(2013, 4, 1), date(2022, 7, 1), "from 1 April 2013 until 30 June 2022", id="both"
        ),
    ],
)
def test_period_names_its_last_day_and_not_the_day_after(start, end, expected):
    assert period_in_words(start, end) == expected


def test_moment_is_written_for_a_sentence_and_for_the_head_of_a_line():
    assert moment_in_words(EVENING) == "6:30pm on Thursday 10 December 2026"
    assert day_and_time(EVENING) == "10 December 2026, 6:30pm"


def test_day_and_times_are_written_together():
    ends_at = EVENING.replace(hour=20)

    assert when_in_words(EVENING, ends_at) == "Thursday 10 December 2026, 6:30pm to 8:30pm"


def test_leaf_of_a_calendar_has_short_words():
    assert CalendarLeaf.of(EVENING) == CalendarLeaf("Thu", "10", "Dec 2026")


# --- In templates ------------------------------------------------------------------------

# Half past eleven in the evening in London is half past twelve at night there in summer.
SUMMER_NIGHT = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)


def filtered(name, value):
    """What a template prints of a value with the filter of that name."""
    text = "{% load dates %}{{ value|" + name + " }}"
    return Template(text).render(Context({"value": value}))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("day", "1 July 2027"),
        ("clock", "12:30am"),
        ("moment", "12:30am on Thursday 1 July 2027"),
        ("day_and_time", "1 July 2027, 12:30am"),
    ],
)
def test_filter_writes_a_moment_in_local_time(name, words):
    assert filtered(name, SUMMER_NIGHT) == words


@pytest.mark.parametrize("name", ["day", "clock", "moment", "day_and_time"])
def test_filter_writes_nothing_of_what_is_not_known(name):
    assert filtered(name, None) == ""


def test_filter_writes_a_plain_day():
    assert filtered("day", date(2027, 3, 9)) == "9 March 2027"


# --- In lists of the back office ---------------------------------------------------------


def make_note(noted_at):
    return ChangeNote.objects.create(noted_at=noted_at, title="Home", text="New.")


def test_column_sorts_by_its_field_and_is_told_in_local_time():
    column = MomentColumn("noted_at", "noted")

    assert column(ChangeNote(noted_at=SUMMER_NIGHT)) == "1 July 2027, 12:30am"
    assert column(ChangeNote(noted_at=None)) == ""
    assert (column.__name__, column.admin_order_field) == ("noted_at", "noted_at")


@pytest.mark.django_db
def test_list_tells_moments_in_words_and_sorts_by_them(admin_client):
    make_note(SUMMER_NIGHT)
    address = reverse("admin:publishing_changenote_changelist")

    page = admin_client.get(address, {"o": "2"}).content.decode()

    assert '<td class="field-noted_at">1 July 2027, 12:30am</td>' in page
    assert 'class="sortable column-noted_at sorted ascending"' in page


@pytest.mark.django_db
def test_page_that_is_only_read_tells_moments_in_words(admin_client):
    entry = record_event(Kind.SIGN_IN, at=SUMMER_NIGHT)

    page = admin_client.get(reverse("admin:audit_entry_change", args=[entry.pk]))

    assertContains(page, '<div class="readonly">1 July 2027, 12:30am</div>')


@pytest.mark.django_db
def test_list_tells_days_in_words(admin_client):
    make_glossary_entry(reviewed_on=date(2027, 3, 9))

    page = admin_client.get(reverse("admin:partnership_glossaryentry_changelist"))

    assertContains(page, '<td class="field-reviewed_on nowrap">9 March 2027</td>')
