"""The secretary's way to a notice in the back office, and what residents then read."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from csp_portal.publishing.models import State
from snb.models import Meeting, Notice
from tests.back_office import address, edit, issue_notice, list_address, page_of
from tests.factories.snb import make_meeting, make_notice, make_venue

STARTS = datetime(2099, 6, 10, 17, 30, tzinfo=UTC)


def make_draft(**fields: Any) -> Meeting:
    """An open meeting to come that is not public."""
    defaults = {
        "state": State.DRAFT, "published_at": None, "starts_at": STARTS, "slug": "summer",
        "title": "Summer meeting", "venue": make_venue(name="Town Hall"),
    }  # fmt: skip
    return make_meeting(**defaults | fields)


def page(client: Client, meeting: Meeting) -> str:
    return client.get(page_of(meeting, "notice")).content.decode()


def test_page_shows_what_residents_would_be_told(secretary: Client) -> None:
    text = page(secretary, make_draft())

    assert "The meeting is announced for Wednesday 10 June 2099, 6:30pm to 8:30pm." in text


def test_page_shows_the_email(secretary: Client) -> None:
    text = page(secretary, make_draft())

    assert "Meeting announced: Summer meeting, 10 June 2099" in text
    assert "Where: Town Hall, 1 High Street" in text


def test_issuing_publishes_the_meeting_with_its_notice(secretary: Client) -> None:
    meeting = make_draft()

    response = issue_notice(secretary, meeting)

    assert response.status_code == 302
    assert "notice given" in secretary.get("/snb/meetings/summer/").content.decode()


def test_remark_that_is_not_ticked_stops_the_notice_beside_its_box(secretary: Client) -> None:
    meeting = make_draft()

    response = issue_notice(secretary, meeting, venue_access="")

    assert "venue_access" in response.context["form"].errors
    assert not Notice.objects.exists()


def test_all_remarks_that_are_not_ticked_are_marked_at_once(secretary: Client) -> None:
    soon = timezone.now() + timedelta(days=3)

    response = issue_notice(secretary, make_draft(starts_at=soon), venue_access="", short_notice="")

    assert {"venue_access", "short_notice", "short_notice_reason"} <= set(
        response.context["form"].errors
    )


def test_error_leads_to_the_box_that_is_not_ticked(secretary: Client) -> None:
    response = issue_notice(secretary, make_draft(), venue_access="")

    assert '<a href="#id_venue_access">We do not tell people how to get in' in response.text


def test_what_was_ticked_stays_ticked_when_something_is_missing(secretary: Client) -> None:
    response = issue_notice(secretary, make_draft(), venue_access="")

    assert response.context["form"]["questions_due"].value() is True


def test_short_notice_asks_for_a_reason(secretary: Client) -> None:
    soon = timezone.now() + timedelta(days=3)

    response = issue_notice(secretary, make_draft(starts_at=soon))

    assert "short_notice_reason" in response.context["form"].errors


def test_reason_for_short_notice_is_told_to_residents(secretary: Client) -> None:
    soon = timezone.now() + timedelta(days=3)
    meeting = make_draft(starts_at=soon)

    issue_notice(secretary, meeting, short_notice_reason="The hall was flooded.")

    assert "The hall was flooded." in secretary.get("/snb/meetings/summer/").content.decode()


def test_error_stops_the_notice_and_says_how_to_put_it_right(secretary: Client) -> None:
    text = page(secretary, make_draft(venue=None))

    assert "Choose a venue, or give the link." in text


def test_change_is_shown_field_by_field_before_it_is_told(secretary: Client) -> None:
    meeting = make_draft()
    issue_notice(secretary, meeting)
    edit(secretary, meeting, venue=make_venue(name="Library").pk)

    assert "The place has changed from Town Hall, 1 High Street to Library" in page(
        secretary, meeting
    )


def test_cancelled_meeting_keeps_its_page_with_the_old_date_struck(secretary: Client) -> None:
    meeting = make_draft()
    issue_notice(secretary, meeting)
    edit(secretary, meeting, state_of_meeting="cancelled", called_off_reason="No heating.")

    issue_notice(secretary, meeting)

    text = secretary.get("/snb/meetings/summer/").content.decode()
    assert "<del>Wednesday 10 June 2099, 6:30pm to 8:30pm</del>" in text
    assert "No heating." in text


def test_meeting_that_was_moved_names_the_old_day(secretary: Client) -> None:
    meeting = make_draft()
    issue_notice(secretary, meeting)
    edit(secretary, meeting, starts_at_0="2099-06-17", ends_at_0="2099-06-17")

    issue_notice(secretary, meeting, kind="postponement")

    text = secretary.get("/snb/meetings/summer/").content.decode()
    assert "<del>Wednesday 10 June 2099, 6:30pm to 8:30pm</del>" in text


def test_double_click_issues_one_notice(secretary: Client) -> None:
    meeting = make_draft()
    form = secretary.get(page_of(meeting, "notice")).context["form"]
    fields = {name: form[name].value() for name in ("kind", "seen_edition", "seen_number")}
    fields |= dict.fromkeys(form.codes, "on")

    secretary.post(page_of(meeting, "notice"), fields)
    second = secretary.post(page_of(meeting, "notice"), fields)

    assert "issued notice 1" in second.content.decode()
    assert meeting.notices.count() == 1


def test_reminder_is_offered_but_not_pressed_on_anybody(secretary: Client) -> None:
    meeting = make_draft()
    issue_notice(secretary, meeting)

    assert "Remind residents of it" in page(secretary, meeting)


def test_page_of_a_meeting_without_a_day_says_so(secretary: Client) -> None:
    meeting = make_draft(starts_at=None, date_text="some day", listed_year=2099)

    assert "no day and time yet" in page(secretary, meeting)


def test_page_of_a_meeting_that_is_over_leads_to_publishing(secretary: Client) -> None:
    meeting = make_draft(starts_at=datetime(2020, 6, 10, 17, 30, tzinfo=UTC))

    text = page(secretary, meeting)

    assert "The time of this meeting has passed" in text
    assert page_of(meeting, "publish") in text


def test_page_to_publish_leads_to_the_notice(secretary: Client) -> None:
    meeting = make_draft()

    text = secretary.get(page_of(meeting, "publish")).content.decode()

    assert page_of(meeting, "notice") in text
    assert 'value="publish"' not in text


def test_save_button_of_the_form_leads_on_to_the_notice(secretary: Client) -> None:
    meeting = make_draft()
    form = secretary.get(address(meeting)).context["adminform"].form
    assert form

    text = secretary.get(address(meeting)).content.decode()

    assert 'name="_notice"' in text


# --- Who may --------------------------------------------------------------------------------


def test_approver_reads_the_page_but_issues_nothing(approver: Client) -> None:
    meeting = make_draft(starts_at=timezone.now() + timedelta(days=3))

    text = page(approver, meeting)

    assert "This gives 2 clear days of notice." in text
    assert "Issue the notice</button>" not in text
    assert 'type="checkbox"' not in text
    assert issue_notice(approver, meeting).status_code in {200, 403}
    assert not Notice.objects.exists()


def test_notice_cannot_be_changed_or_deleted_by_anybody(admin_client: Client, portal: Any) -> None:
    notice = make_notice(make_meeting(starts_at=STARTS))

    admin_client.post(address(notice), {"number": 9})
    admin_client.post(page_of(notice, "delete"), {"post": "yes"})

    assert Notice.objects.get().number == 1


def test_list_of_notices_needs_no_more_queries_with_more_rows(
    secretary: Client, django_assert_num_queries: Any
) -> None:
    make_notice(make_meeting(starts_at=STARTS))
    secretary.get(list_address(Notice))

    with django_assert_num_queries(11):
        secretary.get(list_address(Notice))
    make_notice(make_meeting(starts_at=STARTS))
    make_notice(make_meeting(starts_at=STARTS))
    with django_assert_num_queries(11):
        secretary.get(list_address(Notice))
