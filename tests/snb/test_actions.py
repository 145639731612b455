"""The list of what a board decided, for everybody to follow up."""

from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from snb.models import MeetingAction
from snb.rules.actions import action_standing
from tests.factories.partnership import make_board, make_body, make_snb
from tests.factories.snb import make_agenda_item, make_meeting, make_meeting_action, the_snb

pytestmark = pytest.mark.usefixtures("portal")
LOG = "/snb/actions/"
LONG_PAST, FAR = date(2020, 1, 2), date(2099, 1, 2)


def decided(text, meeting=None, **fields):
    """An action of published minutes."""
    meeting = meeting or make_meeting(minutes_state="draft")
    return make_meeting_action(item=make_agenda_item(meeting=meeting), text=text, **fields)


def decide_many(count):
    item = make_agenda_item(meeting=make_meeting(minutes_state="draft"))
    MeetingAction.objects.bulk_create(
        MeetingAction(item=item, order=number, text=f"Deed {number}") for number in range(count)
    )


def texts(actions):
    return {line.text for line in (*actions.to_do, *actions.done)}


def order_on(page, *words):
    return sorted(words, key=page.index)


@pytest.mark.parametrize(
    ("due_on", "done_on", "tag", "sentence"),
    [
        (None, None, "Not done yet", "No day was set."),
        (date(2026, 5, 1), None, "Not done yet", "Due on 1 May 2026."),
        (date(2026, 4, 30), None, "Overdue", "It was due on 30 April 2026 and is not done."),
        (date(2026, 4, 30), date(2026, 4, 1), "Done", "Done on 1 April 2026."),
    ],
)
def test_standing_of_an_action_is_told_in_words(due_on, done_on, tag, sentence):
    standing = action_standing(due_on=due_on, done_on=done_on, on=date(2026, 5, 1))

    assert (standing.tag_text, standing.sentence) == (tag, sentence)
    assert MeetingAction(due_on=due_on, done_on=done_on).is_overdue(on=date(2026, 5, 1)) is (
        tag == "Overdue"
    )


def test_open_actions_stand_first_by_day_and_those_done_below(client):
    decided("Deed finished", done_on=LONG_PAST, due_on=LONG_PAST)
    decided("Deed without day")
    decided("Deed to come", due_on=FAR)
    decided("Deed overdue", due_on=LONG_PAST)

    page = client.get(LOG).content.decode()

    wanted = ["Deed overdue", "Deed to come", "Deed without day", "Deed finished"]
    assert order_on(page, *wanted) == wanted


def test_list_says_who_does_it_and_where_it_was_decided(client):
    meeting = make_meeting(slug="m", title="Autumn meeting", minutes_state="draft")
    decided("Mend the lights", meeting, body=make_body(name="Council", slug="council"))

    response = client.get(LOG)

    assertContains(response, 'href="/partnership/members/council/">Council</a>')
    assertContains(response, 'href="/snb/meetings/m/#decided">Autumn meeting, 10 December 2026')


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        ("", {"late", "later", "finished"}),
        ("open", {"late", "later"}),
        ("overdue", {"late"}),
        ("done", {"finished"}),
        ("nonsense", {"late", "later", "finished"}),
    ],
)
def test_list_is_narrowed_without_a_script(client, standing, shown):
    decided("late", due_on=LONG_PAST)
    decided("later", due_on=FAR)
    decided("finished", done_on=LONG_PAST)

    response = client.get(LOG, {"standing": standing})

    assert texts(response.context["actions"]) == shown


def test_list_is_cut_into_pages_that_keep_the_filter(client):
    decide_many(21)

    response = client.get(LOG, {"standing": "open"})

    assert len(response.context["actions"].to_do) == 20
    assertContains(response, 'href="/snb/actions/?standing=open&amp;page=2"')


@pytest.mark.parametrize(
    "fields",
    [
        {"minutes_state": "none"},
        {"state": "withdrawn"},
        {"access": "closed", "slug": "2026-closed-meeting"},
    ],
    ids=["no-minutes", "withdrawn", "closed"],
)
def test_list_leaves_out_what_residents_may_not_read(client, fields):
    decided("Secret deed", make_meeting(**{"minutes_state": "draft"} | fields))

    assertNotContains(client.get(LOG), "Secret deed")


def test_list_leaves_out_restricted_points_and_bodies_that_are_not_public(client):
    meeting = make_meeting(minutes_state="draft")
    restricted = {"is_restricted": True, "restricted_reason": "It names a person."}
    item = make_agenda_item(meeting=meeting, **restricted)
    make_meeting_action(item=item, text="Secret deed")
    decided("Known deed", meeting, body=make_body(name="Secret body", state="draft"))

    response = client.get(LOG)

    assertContains(response, "Known deed")
    assertNotContains(response, "Secret")


def test_each_board_has_its_own_list(client):
    board = make_board(slug="top")
    decided("Top deed", make_meeting(board=board, minutes_state="draft"))
    decided("Other deed")

    response = client.get("/boards/top/actions/")

    assertContains(response, "Top deed")
    assertNotContains(response, "Other deed")


def test_list_of_the_snb_has_an_address_of_its_own(client):
    make_snb(slug="snb")

    assertRedirects(client.get("/boards/snb/actions/"), LOG, status_code=301)


def test_list_without_an_snb_leads_to_the_boards(client):
    assertRedirects(client.get(LOG), "/boards/")


def test_board_without_actions_says_so(client):
    the_snb()

    assertContains(client.get(LOG), "name nothing to be done")


@pytest.mark.parametrize("path", ["/snb/", "/snb/meetings/", "/sitemap-pages.xml"])
def test_list_is_found_from_the_board_and_its_meetings(client, path):
    the_snb()

    assertContains(client.get(path), "/snb/actions/")


def test_example_is_marked_as_one(client):
    decided("Some deed", make_meeting(minutes_state="draft", is_example=True))

    assertContains(client.get(LOG), "Example</strong>")
