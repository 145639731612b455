"""Planning a year in the back office, as the secretary does it."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from csp_portal.publishing.models import Draft
from csp_portal.roles import APPROVER, OFFICER, SECRETARY
from snb.models import Meeting, MeetingAccess
from snb.proposals import YearPlan
from snb.rules.year import Rule
from tests.back_office import read_form
from tests.conftest import signed_in
from tests.factories.partnership import make_board
from tests.factories.snb import make_closed_meeting, make_meeting, make_venue, the_snb

NEXT = timezone.localdate().year + 1
PLAN, PROPOSAL = "/admin/snb/meeting/plan-year/", "/admin/snb/meeting/plan-year/proposal/"
NONE_THERE = "There is nothing to add"
# The second Tuesday of three months: more than the board promises.
OPEN = {
    "open-months": ["3", "6", "9"],
    "open-ordinal": "2",
    "open-weekday": "1",
    "open-starts": "18:30",
    "open-minutes": "120",
    "open-title": "Open meeting",
}
CLOSED = {
    "closed-months": ["2"],
    "closed-ordinal": "1",
    "closed-weekday": "3",
    "closed-starts": "10:00",
    "closed-minutes": "60",
    "closed-title": "Secret matters",
}


def rules(**typed: Any) -> dict[str, Any]:
    """What is typed on the first page, for the neighbourhood board and next year."""
    return {"board": the_snb().pk, "year": NEXT, "venue": ""} | OPEN | CLOSED | typed


def address(**typed: Any) -> str:
    return f"{PROPOSAL}?{urlencode(rules(**typed), doseq=True)}"


def proposal(client: Client, **typed: Any) -> dict[str, Any]:
    """Return the fields of the page with the days."""
    return read_form(client.get(address(**typed)).content.decode())


def add(client: Client, fields: dict[str, Any], **typed: Any) -> Any:
    """Send the page with the days."""
    return client.post(address(), fields | typed)


def moment(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(NEXT, month, day, hour, minute))


def second_tuesday(month: int) -> datetime:
    days = [moment(month, day, 18, 30) for day in range(8, 15)]
    return next(day for day in days if day.weekday() == 1)


# --- The whole way -------------------------------------------------------------------------


def test_secretary_plans_a_year_in_one_go(secretary: Client) -> None:
    response = add(secretary, proposal(secretary))

    assert response.status_code == 302
    rows = Meeting.objects.order_by("starts_at").values_list("title", "state", "access")
    assert list(rows) == [
        ("Secret matters", "draft", "closed"),
        ("Open meeting", "draft", "open"),
        ("Open meeting", "draft", "open"),
    ]


def test_meetings_are_on_the_days_of_the_rule(secretary: Client) -> None:
    add(secretary, proposal(secretary))

    first, second = Meeting.objects.filter(access="open").order_by("starts_at")
    assert (first.starts_at, second.starts_at) == (second_tuesday(3), second_tuesday(6))
    assert first.ends_at == second_tuesday(3).replace(hour=20)


def test_address_of_a_closed_meeting_tells_only_its_date(secretary: Client) -> None:
    add(secretary, proposal(secretary))

    closed = Meeting.objects.get(access="closed")

    assert closed.slug == f"{timezone.localdate(closed.starts_at)}-closed-meeting"
    closed.full_clean()


def test_work_on_what_is_planned_is_noted(secretary: Client) -> None:
    add(secretary, proposal(secretary))

    assert Draft.objects.filter(changed_by__username="snb-secretary").count() == 3
    assert len(secretary.get("/admin/").context["desk"].changes) == 3


def test_secretary_comes_to_the_list_of_the_new_drafts(secretary: Client) -> None:
    response = secretary.post(address(), proposal(secretary), follow=True)

    assert len(response.context["cl"].result_list) == 3
    assert "3 drafts were added." in response.content.decode()


def test_planning_again_proposes_only_what_is_missing(secretary: Client) -> None:
    add(secretary, proposal(secretary))
    Meeting.objects.filter(starts_at=second_tuesday(3)).delete()

    again = proposal(secretary)

    assert again["form-TOTAL_FORMS"] == ["1"]
    assert again["form-0-starts_at_0"] == [second_tuesday(3).date().isoformat()]


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({}, "1"),
        ({"state": "draft", "published_at": None}, "1"),
        ({"state_of_meeting": "postponed"}, "1"),
        ({"state_of_meeting": "cancelled"}, "2"),
        ({"state": "withdrawn"}, "2"),
        ({"is_example": True}, "2"),
    ],
    ids=["published", "draft", "postponed", "cancelled", "withdrawn", "example"],
)
def test_only_what_stands_counts_as_there(
    secretary: Client, fields: dict[str, Any], count: str
) -> None:
    make_meeting(starts_at=moment(4, 1, 18), **fields)

    assert proposal(secretary, **{"closed-months": []})["form-TOTAL_FORMS"] == [count]


def test_year_that_lacks_nothing_says_so(secretary: Client) -> None:
    make_meeting(starts_at=moment(4, 1, 18))
    make_meeting(starts_at=moment(5, 5, 18))

    page = secretary.get(address(**{"closed-months": []})).content.decode()

    assert NONE_THERE in page


def test_board_without_a_promise_gets_every_month(officer: Client) -> None:
    board = make_board()

    fields = proposal(officer, board=board.pk)

    assert fields["form-TOTAL_FORMS"] == ["4"]


def test_years_that_are_planned_again_keep_what_was_typed(secretary: Client) -> None:
    page = secretary.get(f"{PLAN}?{urlencode(rules(), doseq=True)}").content.decode()

    fields = read_form(page)

    assert fields["open-months"] == ["3", "6", "9"]
    assert fields["closed-title"] == ["Secret matters"]


# --- Each meeting can be changed -----------------------------------------------------------


def test_meeting_can_be_changed_before_it_is_added(secretary: Client) -> None:
    hall = make_venue(name="Town Hall")
    fields = proposal(secretary, **{"closed-months": [], "open-months": ["3"]})
    new_day = {"form-0-starts_at_0": f"{NEXT}-03-11", "form-0-starts_at_1": "19:00"}

    add(secretary, fields, **new_day, **{"form-0-title": "Spring", "form-0-venue": hall.pk})

    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.venue, meeting.slug) == ("Spring", hall, f"{NEXT}-03-11-spring")


def test_venue_is_proposed_for_all_of_them(secretary: Client) -> None:
    hall = make_venue(name="Town Hall")

    fields = proposal(secretary, venue=hall.pk)

    assert fields["form-0-venue"] == fields["form-1-venue"] == [str(hall.pk)]


def test_meeting_that_is_not_ticked_is_not_added(secretary: Client) -> None:
    fields = proposal(secretary)
    del fields["form-1-is_included"]

    add(secretary, fields, **{"form-1-starts_at_0": "nonsense"})

    assert Meeting.objects.count() == 2


def test_page_without_a_tick_is_refused_in_words(secretary: Client) -> None:
    fields = proposal(secretary, **{"closed-months": [], "open-months": ["3"]})
    del fields["form-0-is_included"]

    page = add(secretary, fields).content.decode()

    assert "Tick at least one meeting." in page
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("form-0-starts_at_0", "soon", "Enter a valid date."),
        ("form-0-title", "Win\x08ter", "cannot be shown"),
        ("form-0-minutes", "0", "greater than or equal to 1"),
        ("form-0-venue", "99999999999999999999", "Select a valid choice."),
        ("form-0-starts_at_0", "9999-01-01", "Write a year from 1700 to 2199."),
    ],
    ids=["no day", "control character", "no time", "no venue", "impossible year"],
)
def test_mistake_is_told_beside_its_field_and_nothing_is_lost(
    secretary: Client, name: str, typed: str, told: str
) -> None:
    fields = proposal(secretary) | {"form-1-title": "Kept words", name: typed}

    page = add(secretary, fields).content.decode()

    assert told in page
    assert "Kept words" in page
    assert not Meeting.objects.exists()


def test_form_that_is_sent_twice_adds_nothing_twice(secretary: Client) -> None:
    fields = proposal(secretary)
    add(secretary, fields)
    remark = f"Clashes with a meeting of the {the_snb()}, 10am to 11am."

    page = add(secretary, fields | {"form-0-seen": remark}).content.decode()

    assert "there are new remarks below" in page
    assert Meeting.objects.count() == 3


def test_time_that_the_board_has_taken_is_refused(secretary: Client) -> None:
    fields = proposal(secretary, **{"closed-months": [], "open-months": ["3"]})
    make_meeting(starts_at=second_tuesday(3))
    seen = f"Clashes with a meeting of the {the_snb()}, 6:30pm to 8:30pm."

    page = add(secretary, fields, **{"form-0-seen": seen}).content.decode()

    assert "This board has a meeting at this time already." in page
    assert Meeting.objects.count() == 1


# --- Remarks -------------------------------------------------------------------------------


def remarks(client: Client, **typed: Any) -> list[str]:
    formset = client.get(address(**typed)).context["formset"]
    return [remark for form in formset for remark in form.remarks]


def test_day_moved_off_a_bank_holiday_says_so(secretary: Client) -> None:
    # The first Monday of May is one in every year.
    may = {"open-months": ["5"], "open-ordinal": "1", "open-weekday": "0", "closed-months": []}

    [remark] = remarks(secretary, **may)

    assert remark.startswith("Bank holiday: moved from ")


def test_clash_with_another_board_tells_nothing_of_its_meeting(secretary: Client) -> None:
    board = make_board(name="Top Board")
    make_closed_meeting(board=board, starts_at=second_tuesday(3), state="draft", published_at=None)

    response = secretary.get(address(**{"open-months": ["3"], "closed-months": []}))

    page = response.content.decode()
    assert "Clashes with a meeting of the Top Board, 6:30pm to 8:30pm." in page
    assert "Secret title" not in page


def test_two_proposals_at_the_same_time_clash(secretary: Client) -> None:
    same = {"closed-months": ["3"], "closed-ordinal": "2", "closed-weekday": "1"}

    found = remarks(secretary, **same, **{"open-months": ["3"], "closed-starts": "19:00"})

    assert found == [
        "Clashes with another meeting on this page, 7pm to 8pm.",
        "Clashes with another meeting on this page, 6:30pm to 8:30pm.",
    ]


@pytest.mark.django_db
def test_day_that_is_past_is_not_ticked() -> None:
    rule = Rule(2, 1, (3, 6), time(18, 30), 120)
    plan = YearPlan.of(the_snb(), 2027, {MeetingAccess.OPEN: rule}, today=date(2027, 4, 1))

    march, june = plan.typed({MeetingAccess.OPEN: {}})

    assert (march["is_included"], june["is_included"]) == (False, True)


def test_new_remark_is_read_before_anything_is_added(secretary: Client) -> None:
    fields = proposal(secretary, **{"closed-months": []}) | {
        "form-0-starts_at_0": f"{NEXT}-12-25",
    }

    first = add(secretary, fields)
    then = add(secretary, read_form(first.content.decode()))

    assert "Bank holiday: Christmas Day." in first.content.decode()
    assert (first.status_code, then.status_code) == (200, 302)
    assert Meeting.objects.count() == 2


# --- The first page ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"open-months": [], "closed-months": []}, "Tick at least one month"),
        ({"open-starts": ""}, "This field is required."),
        ({"open-starts": "23:30"}, "It would last until after midnight."),
        ({"open-months": ["13"]}, "Select a valid choice."),
        ({"year": "1999"}, "Select a valid choice."),
        ({"board": "9" * 30}, "Select a valid choice."),
    ],
    ids=["no month", "no time", "midnight", "13th month", "year", "board"],
)
def test_mistake_in_a_rule_is_told_beside_its_field(
    secretary: Client, typed: dict[str, Any], told: str
) -> None:
    page = secretary.get(address(**typed)).content.decode()

    assert told in page
    assert read_form(page)["closed-title"] == ["Secret matters"]


def test_broken_address_leads_back_to_the_first_page(secretary: Client) -> None:
    response = secretary.post(PROPOSAL, {"form-TOTAL_FORMS": "1"})

    assert "Please correct what is marked below." in response.content.decode()


def test_page_sent_without_its_count_of_meetings_is_refused(secretary: Client) -> None:
    response = secretary.post(address(), {})

    assert response.status_code == 200
    assert not Meeting.objects.exists()


# --- Who may -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"), [(OFFICER, 200), (SECRETARY, 200), (APPROVER, 403)], ids=str
)
@pytest.mark.parametrize("path", [PLAN, PROPOSAL])
def test_only_who_may_add_meetings_plans(portal: object, role: str, status: int, path: str) -> None:
    assert signed_in(role).get(path).status_code == status


def test_visitor_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(PLAN).status_code == 302


def test_secretary_plans_for_the_neighbourhood_board_only(secretary: Client) -> None:
    other = make_board(name="Top Board")

    page = secretary.get(address(board=other.pk)).content.decode()

    assert "Select a valid choice." in page
    assert "Top Board" not in secretary.get(PLAN).content.decode()


def test_officer_plans_for_every_board(officer: Client) -> None:
    the_snb()
    make_board(name="Top Board")

    page = officer.get(PLAN).content.decode()

    assert "Top Board" in page
    assert "Safer Neighbourhood Board" in page


@pytest.mark.parametrize("place", ["list", "board", "desk"])
def test_page_is_reached_from(secretary: Client, place: str) -> None:
    places = {
        "list": reverse("admin:snb_meeting_changelist"),
        "board": reverse("admin:partnership_board_change", args=[the_snb().pk]),
        "desk": reverse("admin:index"),
    }

    assert PLAN in secretary.get(places[place]).content.decode()


def test_approver_is_not_offered_the_page(approver: Client) -> None:
    board = reverse("admin:partnership_board_change", args=[the_snb().pk])

    assert PLAN not in approver.get(board).content.decode()
    assert PLAN not in approver.get("/admin/snb/meeting/").content.decode()


def fill(months: list[str]) -> None:
    for month in months:
        make_meeting(starts_at=datetime(NEXT, int(month), 20, 18, tzinfo=UTC), venue=make_venue())


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


@pytest.mark.parametrize("months", [["3"], ["3", "6", "9", "11"]], ids=["one", "four"])
def test_page_with_the_days_costs_the_same_for_more_of_them(
    secretary: Client, months: list[str]
) -> None:
    board = the_snb()
    type(board).objects.update(open_meetings_per_year=None)
    fill(months)

    assert queries_of(secretary, address(**{"open-months": months})) == 10
