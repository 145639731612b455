"""How a secretary keeps the agenda, its papers, the minutes and the actions."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django.asserts import assertContains

from csp_portal.publishing.models import Draft
from snb.models import AgendaItem, Meeting, MeetingAction
from tests.back_office import add_row, address, edit, list_address, open_form, publish, save_form
from tests.factories.documents import accessible_pdf, make_document
from tests.factories.partnership import make_body, make_seat
from tests.factories.snb import (
    make_agenda_item,
    make_attendance,
    make_meeting,
    make_meeting_action,
    the_snb,
)

OVER = datetime(2020, 3, 1, 18, tzinfo=UTC)
NEXT = datetime(2020, 6, 1, 18, tzinfo=UTC)


def meeting_with(*titles: str, **fields: Any) -> Meeting:
    """A meeting that is over, with these points on its agenda."""
    meeting = make_meeting(starts_at=OVER, **fields)
    for number, title in enumerate(titles, start=1):
        make_agenda_item(meeting=meeting, title=title, order=number)
    return meeting


def agenda(meeting: Meeting) -> list[tuple[int, str]]:
    """The numbers and titles that are stored."""
    return list(meeting.agenda_items.values_list("order", "title"))


def errors_beside(response: Any, field: str) -> str:
    """What the page says beside a field of the record itself."""
    return " ".join(response.context["adminform"].form.errors[field])


DRAFT = {"state": "draft", "published_at": None}


# --- The order ----------------------------------------------------------------------------


def test_two_points_change_places_by_typing_their_numbers(secretary: Client) -> None:
    meeting = meeting_with("One", "Two", **DRAFT)

    edit(secretary, meeting, **{"agenda_items-0-order": "2", "agenda_items-1-order": "1"})

    assert agenda(meeting) == [(1, "Two"), (2, "One")]


def test_points_of_a_public_meeting_change_places_in_its_draft(secretary: Client) -> None:
    meeting = meeting_with("One", "Two")

    edit(secretary, meeting, **{"agenda_items-0-order": "2", "agenda_items-1-order": "1"})

    assert agenda(meeting) == [(1, "One"), (2, "Two")]
    publish(secretary, meeting)
    assert agenda(meeting) == [(1, "Two"), (2, "One")]


@pytest.mark.parametrize(
    ("row", "number", "wanted"),
    [
        (0, "3", ["Two", "Three", "One"]),
        (2, "1", ["Three", "One", "Two"]),
        (0, "", ["Two", "Three", "One"]),
        (0, "99", ["Two", "Three", "One"]),
    ],
    ids=["down", "up", "emptied", "beyond"],
)
def test_point_takes_the_place_of_the_number_typed(
    secretary: Client, row: int, number: str, wanted: list[str]
) -> None:
    meeting = meeting_with("One", "Two", "Three", **DRAFT)

    edit(secretary, meeting, **{f"agenda_items-{row}-order": number})

    assert agenda(meeting) == list(enumerate(wanted, start=1))


def test_new_point_without_a_number_comes_last(secretary: Client) -> None:
    meeting = meeting_with("One", **DRAFT)
    fields = add_row(open_form(secretary, meeting), "agenda_items", title="Two")

    save_form(secretary, meeting, fields)

    assert agenda(meeting) == [(1, "One"), (2, "Two")]


def test_new_point_can_be_put_first(secretary: Client) -> None:
    meeting = meeting_with("One", **DRAFT)
    fields = add_row(open_form(secretary, meeting), "agenda_items", title="Zero", order="1")

    save_form(secretary, meeting, fields)

    assert agenda(meeting) == [(1, "Zero"), (2, "One")]


def test_added_row_that_holds_only_a_number_is_no_point(secretary: Client) -> None:
    meeting = meeting_with("One", **DRAFT)
    fields = add_row(open_form(secretary, meeting), "agenda_items", order="2")

    save_form(secretary, meeting, fields)

    assert agenda(meeting) == [(1, "One")]


def test_point_is_removed_while_others_change_places(secretary: Client) -> None:
    meeting = meeting_with("One", "Two", "Three", **DRAFT)
    typed = {"agenda_items-0-DELETE": "on", "agenda_items-2-order": "1"}

    edit(secretary, meeting, **typed)

    assert agenda(meeting) == [(1, "Three"), (2, "Two")]


def test_form_that_was_only_opened_makes_no_draft(secretary: Client) -> None:
    meeting = make_meeting(starts_at=OVER)
    make_agenda_item(meeting=meeting, order=4)
    make_agenda_item(meeting=meeting, order=9)

    edit(secretary, meeting)

    assert not Draft.objects.exists()


def test_actions_of_a_point_change_places(secretary: Client) -> None:
    item = make_agenda_item(meeting=make_meeting(**DRAFT))
    make_meeting_action(item=item, text="One", order=1)
    make_meeting_action(item=item, text="Two", order=2)

    edit(secretary, item, **{"actions-0-order": "2", "actions-1-order": "1"})

    assert list(item.actions.values_list("text", flat=True)) == ["Two", "One"]


# --- The page of a point ------------------------------------------------------------------


def test_point_has_a_page_for_all_that_belongs_to_it(secretary: Client) -> None:
    item = make_agenda_item(meeting=make_meeting(starts_at=OVER, minutes_state="draft", slug="m"))
    document, body = make_document(), make_body(name="Council")
    fields = open_form(secretary, item) | {"minutes": "All agreed.", "papers": [document.pk]}
    fields = add_row(fields, "actions", text="Mend the lights", body=str(body.pk))

    save_form(secretary, item, fields)
    publish(secretary, item.meeting)

    page = secretary.get("/snb/meetings/m/")
    assertContains(page, "All agreed.")
    assertContains(page, "Mend the lights")
    assertContains(page, "Council</a>")
    assert AgendaItem.objects.get().papers.get() == document


def test_restricted_point_must_say_why(secretary: Client) -> None:
    item = make_agenda_item()

    response = save_form(secretary, item, open_form(secretary, item) | {"is_restricted": "on"})

    assert "Say why" in errors_beside(response, "restricted_reason")


def test_what_was_done_needs_its_day(secretary: Client) -> None:
    action = make_meeting_action()

    response = save_form(secretary, action, open_form(secretary, action) | {"done_text": "Done."})

    assert "on which day" in errors_beside(response, "done_on")


def test_action_is_ticked_off_on_its_own_page(secretary: Client) -> None:
    action = make_meeting_action(item=make_agenda_item(meeting=make_meeting(starts_at=OVER)))

    edit(secretary, action, done_on="2020-04-01", done_text="The lights work.")
    publish(secretary, action.item.meeting)

    assert MeetingAction.objects.get().done_on == date(2020, 4, 1)


def test_document_is_added_in_a_window_from_the_page_of_a_point(secretary: Client) -> None:
    item = make_agenda_item()
    page = secretary.get(address(item)).content.decode()
    fields = {"title": "Report", "slug": "report", "kind": "paper", "description": "For all."}
    upload = {"variant": "original", "language": "en", "upload": pdf()}
    rows = {"files-TOTAL_FORMS": "0", "files-INITIAL_FORMS": "0"}

    response = secretary.post(
        "/admin/documents/document/add/", fields | upload | rows | {"_popup": "1", "_save": "1"}
    )

    assert "/admin/documents/document/add/?_to_field=id&amp;_popup=1" in page
    assert "popup_response" in response.content.decode()
    assert item.papers.model.objects.get().files.count() == 1


def pdf() -> Any:
    """A file as a browser sends it."""
    return ContentFile(accessible_pdf(), name="report.pdf")


# --- What came of it ----------------------------------------------------------------------


def test_agreed_minutes_need_the_meeting_that_agreed_them(secretary: Client) -> None:
    meeting = meeting_with()

    response = save_form(
        secretary, meeting, open_form(secretary, meeting) | {"minutes_state": "agreed"}
    )

    assert "Choose the meeting" in errors_beside(response, "minutes_agreed_at")


def test_meeting_agrees_minutes_only_where_they_are_agreed(secretary: Client) -> None:
    meeting, later = meeting_with(), make_meeting(starts_at=NEXT)
    fields = open_form(secretary, meeting) | {"minutes_agreed_at": later.pk}

    response = save_form(secretary, meeting, fields | {"minutes_state": "draft"})

    assert "set the minutes to “Agreed”" in errors_beside(response, "minutes_agreed_at")


def test_only_later_meetings_of_the_same_board_are_offered(secretary: Client) -> None:
    meeting, later = meeting_with(), make_meeting(title="Summer", starts_at=NEXT)
    make_meeting(starts_at=datetime(2019, 6, 1, tzinfo=UTC))

    form = secretary.get(address(meeting)).context["adminform"].form

    _nothing, choice = form.fields["minutes_agreed_at"].choices
    assert (str(choice[0]), choice[1]) == (str(later.pk), "Summer, 1 June 2020")


def test_minutes_are_published_and_agreed(secretary: Client) -> None:
    meeting, later = meeting_with("One", slug="m"), make_meeting(starts_at=NEXT)
    typed = {"minutes_state": "agreed", "minutes_agreed_at": later.pk, "public_present": "9"}

    edit(secretary, meeting, discussed="We spoke of lights.", **typed)
    publish(secretary, meeting)

    page = secretary.get("/snb/meetings/m/").content.decode()
    assert "We spoke of lights." in page
    assert "Agreed at the meeting of" in page
    assert "9 people from the public came." in page


def test_minutes_that_nobody_can_read_are_not_corrected(secretary: Client) -> None:
    meeting = meeting_with("One")
    row = {"corrected_on": "2020-05-01", "wrong": "Twelve.", "right": "Twenty."}
    fields = add_row(open_form(secretary, meeting), "corrections", **row)

    response = save_form(secretary, meeting, fields)

    assert "There are no minutes to correct" in response.content.decode()


def test_minutes_are_corrected(secretary: Client) -> None:
    meeting = meeting_with("One", minutes_state="draft")
    row = {"corrected_on": "2020-05-01", "wrong": "Twelve.", "right": "Twenty."}
    item = meeting.agenda_items.get()
    fields = add_row(open_form(secretary, meeting), "corrections", item=str(item.pk), **row)

    save_form(secretary, meeting, fields)
    publish(secretary, meeting)

    assert meeting.corrections.get().item == item


def test_all_members_are_added_with_one_tick(secretary: Client) -> None:
    meeting, listed = meeting_with(minutes_state="draft"), make_body(name="Listed")
    make_attendance(meeting=meeting, body=listed, presence="absent")
    make_seat(board=the_snb(), body=listed)
    make_seat(board=the_snb(), body=make_body(name="Seated"))
    gone = make_body(name="Gone")
    make_seat(board=the_snb(), body=gone, held_until=date(2019, 1, 1))

    response = save_form(secretary, meeting, open_form(secretary, meeting) | {"add_members": "on"})
    publish(secretary, meeting)

    assert response.url == f"{address(meeting)}#attendances-group"
    assert list(map(str, meeting.attendances.all())) == ["Listed: Absent", "Seated: Present"]


# --- Lists --------------------------------------------------------------------------------


def test_actions_that_are_overdue_are_found(secretary: Client) -> None:
    late = make_meeting_action(due_on=date(2020, 1, 1))
    make_meeting_action(due_on=date(2099, 1, 1))

    response = secretary.get(list_address(MeetingAction), {"missing": "overdue"})

    assert list(response.context["cl"].result_list) == [late]
