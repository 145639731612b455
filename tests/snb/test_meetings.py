from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.factories.documents import make_file
from tests.factories.partnership import make_board, make_body, make_snb
from tests.factories.priorities import make_plan
from tests.factories.snb import (
    make_agenda_item,
    make_agenda_link,
    make_attendance,
    make_closed_meeting,
    make_correction,
    make_meeting,
    make_meeting_action,
    make_venue,
    the_snb,
)

pytestmark = pytest.mark.usefixtures("portal")


def days(number):
    return timezone.now() + timedelta(days=number)


def test_meetings_are_parted_into_coming_and_past(client):
    make_meeting(title="Coming one", starts_at=days(9))
    make_meeting(title="Past one", starts_at=days(-9), state_of_meeting="held")

    context = client.get("/snb/meetings/").context

    (coming,), (past,) = context["coming"].open, context["past"]
    assert (coming.name, past.name) == ("Coming one", "Past one")


def test_list_without_a_coming_meeting_says_so(client):
    make_snb()

    response = client.get("/snb/meetings/")

    assertContains(response, "No date of an open meeting has been announced.")
    assertContains(response, "We do not have an email address or phone number to show you yet.")


def test_list_shows_only_the_date_of_a_closed_meeting(client):
    make_closed_meeting(slug="2026-closed-meeting", starts_at=days(9))
    make_closed_meeting(slug="2025-closed-meeting", starts_at=days(-9))

    response = client.get("/snb/meetings/")

    assertContains(response, "Closed meeting", count=2)
    assertNotContains(response, "ecret")


def test_list_leaves_out_drafts_and_other_boards(client):
    make_snb()
    make_meeting(title="Secret draft", state="draft")
    make_meeting(title="Other board", board=make_board())

    response = client.get("/snb/meetings/")

    assertNotContains(response, "Secret draft")
    assertNotContains(response, "Other board")


def test_cancelled_meeting_stays_in_the_list(client):
    make_meeting(title="Gone", state_of_meeting="cancelled", starts_at=days(9))

    response = client.get("/snb/meetings/")

    assertContains(response, "Gone")
    assertContains(response, "Cancelled")


def test_filter_narrows_to_a_year(client):
    make_meeting(title="Known", starts_at=None, date_text="in 2022", listed_year=2022)
    make_meeting(title="Other", starts_at=days(-9))

    response = client.get("/snb/meetings/?year=2022")

    assertContains(response, "Known")
    assertNotContains(response, "Other")


def test_filter_narrows_to_open_meetings(client):
    make_closed_meeting(slug="2026-closed-meeting", starts_at=days(-9))
    make_meeting(title="Everybody", starts_at=days(-9))

    context = client.get("/snb/meetings/?access=open").context

    (meeting,) = context["past"]
    assert meeting.name == "Everybody"


@pytest.mark.parametrize("query", ["year=1066", "access=secret", "year=x&page=y"])
def test_nonsense_in_the_filter_still_gives_the_list(client, query):
    make_meeting(title="Known", starts_at=days(-9))

    assertContains(client.get(f"/snb/meetings/?{query}"), "Known")


def test_long_list_is_cut_into_pages_that_keep_the_filter(client):
    fill_meetings(21)

    response = client.get("/snb/meetings/?access=open")

    assert len(response.context["past"]) == 20
    assertContains(response, 'href="/snb/meetings/?access=open&amp;page=2"')


def test_open_meeting_tells_everything_one_needs_to_come(client):
    venue = make_venue(name="Town Hall", step_free="yes", transport="Vale station")
    make_meeting(
        slug="m", title="Open meeting", venue=venue, how_to_take_part="Come and ask.",
        online_link="https://online.example/",
    )  # fmt: skip

    response = client.get("/snb/meetings/m/")

    assertContains(response, "Thursday 10 December 2026, 6:30pm to 8:30pm")
    assertContains(response, "Town Hall, 1 High Street")
    assertContains(response, "Way in without steps")
    assertContains(response, "Vale station")
    assertContains(response, "Come and ask.")
    assertContains(response, "https://online.example/")


def test_open_meeting_shows_its_agenda_with_papers_and_plan(client):
    plan = make_plan(title="The plan")
    item = make_agenda_item(meeting=make_meeting(slug="m"), title="Knife crime", plan=plan)
    make_agenda_link(item=item, label="Report", url="https://papers.example/report")

    response = client.get("/snb/meetings/m/")

    assertContains(response, "Knife crime")
    assertContains(response, 'href="https://papers.example/report">Report</a>')
    assertContains(response, "The plan")


def test_agenda_hides_a_plan_that_is_a_draft(client):
    plan = make_plan(title="Secret plan", state="draft")
    make_agenda_item(meeting=make_meeting(slug="m"), plan=plan)

    assertNotContains(client.get("/snb/meetings/m/"), "Secret plan")


def test_closed_meeting_shows_its_date_and_whether_it_was_held(client):
    meeting = make_closed_meeting(slug="2026-closed-meeting", state_of_meeting="held")
    make_agenda_link(item=make_agenda_item(meeting=meeting, title="Secret item"))

    response = client.get("/snb/meetings/2026-closed-meeting/")

    assertContains(response, "Thursday 10 December 2026")
    assertContains(response, "This meeting was held.")
    assertNotContains(response, "ecret")
    assertNotContains(response, "6:30pm")
    assertNotContains(response, "papers.example")


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_meeting_called_off_stays_visible_as_such(client, state):
    make_meeting(slug="m", state_of_meeting=state)

    assertContains(client.get("/snb/meetings/m/"), f"This meeting is {state}.")


def test_example_says_that_it_is_one(client):
    make_meeting(slug="m", is_example=True)

    assertContains(client.get("/snb/meetings/m/"), "It is not a real meeting.")


def test_undated_meeting_says_what_is_known(client):
    make_meeting(slug="m", starts_at=None, date_text="before 18 April 2023", listed_year=2023)

    assertContains(client.get("/snb/meetings/m/"), "Before 18 April 2023")


def test_meeting_leads_to_the_public_meetings_beside_it(client):
    make_meeting(title="Earlier", starts_at=days(-9))
    make_meeting(slug="m", starts_at=days(1))
    make_meeting(title="Secret", starts_at=days(2), state="draft")
    make_meeting(title="Later", starts_at=days(3))

    response = client.get("/snb/meetings/m/")

    assertContains(response, "Earlier")
    assertContains(response, "Later")
    assertNotContains(response, "Secret")


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_meeting_that_is_not_published_is_not_found(client, state):
    make_meeting(slug="m", state=state)

    assert client.get("/snb/meetings/m/").status_code == 404


def test_meeting_of_a_draft_board_is_not_found(client):
    make_meeting(slug="m", board=make_board(slug="top", state="draft"))

    assert client.get("/boards/top/meetings/m/").status_code == 404
    assert client.get("/boards/top/meetings/").status_code == 404


def test_meeting_of_the_partnership_board_has_its_own_address(client):
    make_meeting(slug="m", title="Plan update", board=make_board(slug="top"))

    assertContains(client.get("/boards/top/meetings/"), "Plan update")
    assertContains(client.get("/boards/top/meetings/m/"), "Plan update")
    assert client.get("/snb/meetings/m/").status_code == 404


def test_meetings_of_the_snb_are_sent_to_their_own_address(client):
    make_meeting(slug="m", board=make_snb(slug="snb"))

    assertRedirects(client.get("/boards/snb/meetings/"), "/snb/meetings/", status_code=301)
    assertRedirects(client.get("/boards/snb/meetings/m/"), "/snb/meetings/m/", status_code=301)


def test_meetings_without_an_snb_lead_to_the_boards(client):
    assertRedirects(client.get("/snb/meetings/"), "/boards/")


def fill_meetings(count):
    later = make_meeting(starts_at=days(300), venue=make_venue())
    agreed = {"minutes_state": "agreed", "minutes_agreed_at": later}
    meeting = make_meeting(slug="m", venue=make_venue(), starts_at=days(1), **agreed)
    for number in range(count):
        item = make_agenda_item(meeting=meeting, plan=make_plan(), presenter=make_body())
        make_agenda_link(item=item)
        item.papers.add(make_file().document)
        make_meeting_action(item=item, body=make_body())
        make_correction(meeting=meeting, item=item)
        make_attendance(meeting=meeting)
        make_meeting(starts_at=days(2 + number), venue=make_venue())
        make_meeting(starts_at=days(-2 - number), venue=make_venue())
        make_closed_meeting(board=the_snb(), starts_at=days(-2 - number))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        pytest.param("/snb/meetings/", 7, id="list"),
        pytest.param("/snb/meetings/m/", 8, id="detail"),
        pytest.param("/snb/actions/", 5, id="actions"),
    ],
)
def test_pages_of_meetings_need_no_more_queries_with_more_rows(
    client, django_assert_num_queries, path, queries, count
):
    fill_meetings(count)

    with django_assert_num_queries(queries):
        client.get(path)
