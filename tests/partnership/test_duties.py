from datetime import date

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.partnership import (
    make_board,
    make_body,
    make_duty,
    make_duty_done,
    make_evidence,
    make_helpline,
    make_legislation,
    make_source,
)
from tests.factories.snb import make_meeting

pytestmark = pytest.mark.usefixtures("portal")


def test_register_tells_law_commitment_and_good_practice_apart(client):
    make_duty(basis="law")
    make_duty(basis="commitment", citation="")
    make_duty(basis="good_practice", citation="")

    response = client.get("/partnership/duties/")

    assertContains(response, "Required by law (1)")
    assertContains(response, "Partnership commitment (1)")
    assertContains(response, "Good practice (1)")


def test_register_leaves_out_drafts(client):
    make_duty(title="Secret duty", state="draft")

    assertNotContains(client.get("/partnership/duties/"), "Secret duty")


@pytest.mark.parametrize(
    ("days", "how_often", "tag", "due"),
    [
        pytest.param([date(2020, 4, 1)], "yearly", "Overdue", "1 April 2021", id="overdue"),
        pytest.param([date(2098, 4, 1)], "yearly", "Not known", "Not known", id="day to come"),
        pytest.param([None], "yearly", "Not known", "Not known", id="only words"),
        pytest.param([], "yearly", "Not known", "Not known", id="no evidence"),
        pytest.param([date(2020, 4, 1)], "standing", "Not applicable", "No due date", id="none"),
    ],
)
def test_register_says_in_words_where_a_duty_stands(client, days, how_often, tag, due):
    make_duty_done(*days, how_often=how_often)

    response = client.get("/partnership/duties/")

    assertContains(response, f"Next due: {due}.")
    assertContains(response, f"{tag}</strong>")


def test_register_marks_what_is_met(client):
    make_duty_done(timezone.localdate())

    assertContains(client.get("/partnership/duties/"), "Met</strong>")


def test_register_is_narrowed_to_one_state(client):
    make_duty_done(date(2020, 4, 1), title="Late duty")
    make_duty(title="Duty for good", how_often="standing")

    response = client.get("/partnership/duties/", {"standing": "overdue"})

    assertContains(response, "Late duty")
    assertNotContains(response, "Duty for good")
    assertContains(response, "Not applicable (1)")
    assertContains(response, "Clear the filter")


def test_register_says_when_no_duty_stands_like_this(client):
    make_duty(how_often="standing")

    response = client.get("/partnership/duties/", {"standing": "overdue"})

    assertContains(response, "No duty stands like this today.")


def test_register_shows_everything_for_a_state_that_does_not_exist(client):
    make_duty(title="Duty for good", how_often="standing")

    assertContains(client.get("/partnership/duties/", {"standing": "late"}), "Duty for good")


def test_register_without_duties_says_so(client):
    make_duty(state="draft")

    assertContains(client.get("/partnership/duties/"), "We have not published the list of duties.")


def test_duty_says_how_its_due_date_was_worked_out(client):
    make_duty_done(date(2023, 3, 21), slug="plan")

    response = client.get("/partnership/duties/plan/")

    assertContains(response, "The last one was on 21 March 2023. It is due every year.")
    assertContains(response, "21 March 2024")
    assertContains(response, "This is overdue.")


def test_duty_gives_the_reason_for_a_stated_date(client):
    make_duty(slug="plan", stated_due_on=date(2099, 6, 1), stated_due_reason="The law says so.")

    response = client.get("/partnership/duties/plan/")

    assertContains(response, "1 June 2099")
    assertContains(response, "so we have set one. The law says so.")


def test_register_says_when_the_leader_is_not_known(client):
    make_duty()

    assertContains(client.get("/partnership/duties/"), "Who leads: Not stated in our sources.")


def test_duty_names_the_board_that_leads(client):
    make_duty(slug="plan", lead_board=make_board(name="Top board"))

    assertContains(client.get("/partnership/duties/plan/"), "Top board")


def test_duty_hides_a_leader_that_is_a_draft(client):
    make_duty(slug="plan", lead_body=make_body(name="Secret body", state="draft"))

    response = client.get("/partnership/duties/plan/")

    assertNotContains(response, "Secret body")
    assertContains(response, "Not stated in our sources")


def test_duty_links_its_citation(client):
    make_duty(slug="plan", citation="Act s.6", url="https://www.legislation.gov.uk/s/6")

    response = client.get("/partnership/duties/plan/")

    assertContains(response, 'href="https://www.legislation.gov.uk/s/6">Act s.6</a>')


def test_duty_without_an_exact_address_links_its_only_law(client):
    duty = make_duty(slug="plan", citation="Act s.6")
    duty.legislation.add(make_legislation(url="https://www.legislation.gov.uk/act"))

    response = client.get("/partnership/duties/plan/")

    assertContains(response, 'href="https://www.legislation.gov.uk/act">Act s.6</a>')


def test_duty_shows_evidence_with_its_link_and_date(client):
    meeting = make_meeting(slug="2026-12-10-open-meeting")
    make_evidence(
        duty=make_duty(slug="plan"),
        label="The meeting",
        happened_on=date(2026, 12, 10),
        reference_kind="meeting",
        reference_key=f"{meeting.board.slug}/{meeting.slug}",
    )

    response = client.get("/partnership/duties/plan/")

    assertContains(response, 'href="/snb/meetings/2026-12-10-open-meeting/">The meeting</a>')
    assertContains(response, "10 December 2026")


def test_duty_leaves_out_evidence_that_is_a_draft(client):
    meeting = make_meeting(state="draft")
    make_evidence(
        duty=make_duty(slug="plan"),
        label="Secret meeting",
        reference_kind="meeting",
        reference_key=f"{meeting.board.slug}/{meeting.slug}",
    )

    response = client.get("/partnership/duties/plan/")

    assertNotContains(response, "Secret meeting")
    assertContains(response, "We have nothing to show here yet.")
    assertContains(response, "One more thing counts. Its page is not public.")


def test_duty_shows_a_page_elsewhere_as_evidence(client):
    make_evidence(duty=make_duty(slug="plan"), label="Minutes", url="https://vale.example/m")

    response = client.get("/partnership/duties/plan/")

    assertContains(response, 'href="https://vale.example/m">Minutes</a>')
    assertContains(response, "Date not given")


def test_duty_leads_to_the_public_duties_beside_it(client):
    make_duty(order=1, title="First duty")
    make_duty(order=2, title="Secret duty", state="draft")
    make_duty(order=3, slug="plan")
    make_duty(order=4, title="Last duty")

    response = client.get("/partnership/duties/plan/")

    assertContains(response, "First duty")
    assertContains(response, "Last duty")
    assertNotContains(response, "Secret duty")


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_duty_that_is_not_published_is_not_found(client, state):
    make_duty(slug="secret", state=state)

    assert client.get("/partnership/duties/secret/").status_code == 404


def fill_duties(count):
    duty = make_duty(slug="plan", source=make_source(), lead_board=make_board(slug="top"))
    for _ in range(count):
        make_duty(lead_body=make_body())
        make_evidence(duty=duty)
        make_evidence(duty=duty, reference_kind="board", reference_key="top")
        duty.legislation.add(make_legislation())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        pytest.param("/partnership/duties/", 3, id="list"),
        pytest.param("/partnership/duties/plan/", 6, id="detail"),
    ],
)
def test_pages_of_duties_need_no_more_queries_with_more_rows(
    client, django_assert_num_queries, path, queries, count
):
    fill_duties(count)

    with django_assert_num_queries(queries):
        client.get(path)


def test_duty_about_a_sensitive_subject_can_be_left_at_once_and_names_who_can_help(client):
    helpline = make_helpline(name="Night line", number="01632 960 777")
    make_duty(slug="reviews", is_sensitive=True, helpline=helpline)

    page = client.get("/partnership/duties/reviews/").text

    assert "Exit this page" in page
    assert page.count("01632 960 777") > client.get("/partnership/duties/").text.count("960 777")


def test_helpline_that_was_withdrawn_is_not_named_on_a_duty(client):
    helpline = make_helpline(name="Old line", state="withdrawn")
    make_duty(slug="reviews", helpline=helpline)

    assert "Old line" not in client.get("/partnership/duties/reviews/").text
