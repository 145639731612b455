from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.partnership import (
    make_board,
    make_body,
    make_duty,
    make_legislation,
    make_seat,
    make_snb,
    make_source,
)

pytestmark = pytest.mark.usefixtures("portal")


def make_former_body(**fields):
    return make_body(
        **{
            "name": "Vale Clinical Commissioning Group",
            "legal_status": "former_kind",
            "law_now_names": "integrated care board",
        }
        | fields
    )


def test_overview_tells_what_the_partnership_is_and_the_law(client):
    make_duty().legislation.add(make_legislation(title="Crime and Disorder Act 1998"))

    response = client.get("/partnership/")

    assertContains(response, "We are a group of public bodies.")
    assertContains(response, "Crime and Disorder Act 1998")
    assertContains(response, "We look at what happened in the last year.")


def test_overview_lists_the_members_of_the_partnership_board(client):
    make_seat(board=make_board(), body=make_body(name="Vale Fire Service"))
    make_seat(board=make_snb(), body=make_body(name="Vale Neighbours"))

    response = client.get("/partnership/")

    assertContains(response, "Vale Fire Service")
    assertNotContains(response, "Vale Neighbours")


def test_overview_shows_no_seat_on_a_board_that_is_a_draft(client):
    make_seat(board=make_board(name="Draft board", state="draft"), body=make_body(name="Vale Fire"))

    response = client.get("/partnership/")

    assertNotContains(response, "Draft board")
    assertNotContains(response, "Vale Fire")


def test_overview_counts_only_public_duties(client):
    make_duty()
    make_duty(state="draft")

    assertContains(client.get("/partnership/"), "See our 1 duty:")


def test_members_stand_under_the_first_board_they_sit_on(client):
    both = make_body(name="Vale Police")
    snb = make_snb()
    make_seat(board=make_board(), body=both)
    make_seat(board=snb, body=both)
    make_seat(board=snb, body=make_body(name="Vale Neighbours"))

    response = client.get("/partnership/members/")

    assertContains(response, "On the partnership board (1)")
    assertContains(response, "Only on the Safer Neighbourhood Board (1)")
    assertContains(response, "Vale Police", count=1)


def test_member_of_a_former_kind_is_marked(client):
    make_seat(body=make_former_body())

    response = client.get("/partnership/members/")

    assertContains(
        response, "The law now names: integrated care board. We do not know which body took over."
    )
    assertContains(response, "The law names another kind")


def test_member_list_leaves_out_drafts(client):
    make_body(name="Secret body", state="draft")

    assertNotContains(client.get("/partnership/members/"), "Secret body")


def test_member_that_left_is_marked(client):
    make_seat(body=make_body(), held_until=date(2020, 4, 1))

    assertContains(client.get("/partnership/members/"), "Former member")


def test_member_page_shows_both_seats_with_their_dates(client):
    body = make_body(slug="vale-police")
    make_seat(board=make_board(name="Top board"), body=body, held_from=date(2010, 5, 1))
    make_seat(board=make_snb(name="Local board"), body=body)

    response = client.get("/partnership/members/vale-police/")

    assertContains(response, "Top board")
    assertContains(response, "From 1 May 2010.")
    assertContains(response, "Local board")
    assertContains(response, "Dates not given.")


def test_member_page_shows_its_source_and_when_it_was_reviewed(client):
    source = make_source(title="Our older page", date_text="date not given")
    make_body(slug="vale-police", source=source, reviewed_on=date(2026, 11, 22))

    response = client.get("/partnership/members/vale-police/")

    assertContains(response, "Our older page, Vale Council, date not given.")
    assertContains(response, "22 November 2026")


def test_member_page_names_successor_and_predecessor(client):
    new = make_body(slug="new", name="Vale Integrated Care Board")
    make_former_body(slug="old", successor=new)

    assertContains(client.get("/partnership/members/old/"), "Vale Integrated Care Board")
    assertContains(client.get("/partnership/members/new/"), "Vale Clinical Commissioning Group")


def test_member_page_hides_a_successor_that_is_a_draft(client):
    new = make_body(name="Secret successor", state="draft")
    make_former_body(slug="old", successor=new)

    assertNotContains(client.get("/partnership/members/old/"), "Secret successor")


def test_member_page_lists_only_public_duties(client):
    body = make_body(slug="vale-police")
    make_duty(title="Public duty", lead_body=body)
    make_duty(title="Secret duty", lead_body=body, state="draft")

    response = client.get("/partnership/members/vale-police/")

    assertContains(response, "Public duty")
    assertNotContains(response, "Secret duty")


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_member_page_of_an_unpublished_body_is_not_found(client, state):
    make_body(slug="secret", state=state)

    assert client.get("/partnership/members/secret/").status_code == 404


def fill_members(count):
    board, body = make_board(), make_body(slug="vale-police")
    for _ in range(count):
        make_seat(board=board, body=make_body())
        make_seat(board=board, body=body)
        make_duty(lead_body=body).legislation.add(make_legislation())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        pytest.param("/partnership/", 7, id="overview"),
        pytest.param("/partnership/members/", 4, id="list"),
        pytest.param("/partnership/members/vale-police/", 6, id="detail"),
    ],
)
def test_pages_of_members_need_no_more_queries_with_more_rows(
    client, django_assert_num_queries, path, queries, count
):
    fill_members(count)

    with django_assert_num_queries(queries):
        client.get(path)
