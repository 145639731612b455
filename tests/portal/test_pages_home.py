from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from csp_portal.identity.models import Identity
from csp_portal.publishing.models import ChangeNote
from tests.factories.consultations import make_consultation
from tests.factories.partnership import make_snb, make_source
from tests.factories.priorities import (
    make_figure,
    make_measure,
    make_plan,
    make_priority,
    make_theme,
)
from tests.factories.snb import make_closed_meeting, make_meeting, make_venue

pytestmark = pytest.mark.usefixtures("portal")


def days(number):
    return timezone.now() + timedelta(days=number)


def test_home_of_an_empty_portal_says_what_is_missing(client):
    response = client.get("/")

    assertContains(response, "Community safety in Example Vale")
    assertContains(response, "No date has been announced.")
    assertContains(response, "We do not have an email address or phone number to show you yet.")
    assertContains(response, "We have not published a plan yet.")


def test_home_shows_the_next_open_meeting(client):
    make_meeting(title="Later", starts_at=days(9))
    make_meeting(title="Sooner", starts_at=days(1), venue=make_venue(name="Town Hall"))

    response = client.get("/")

    assertContains(response, "Sooner")
    assertContains(response, "Town Hall")
    assertNotContains(response, "Later")


def test_home_shows_no_closed_meeting(client):
    make_closed_meeting(starts_at=days(1))

    response = client.get("/")

    assertContains(response, "No date has been announced.")
    assertNotContains(response, "ecret")


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"published_at": days(1)}])
def test_home_shows_no_meeting_that_is_not_public_yet(client, fields):
    make_meeting(title="Secret", starts_at=days(2), **fields)

    response = client.get("/")

    assertContains(response, "0 of 2 open meetings announced")
    assertNotContains(response, "Secret")


def test_home_tells_whom_to_contact_only_when_it_is_known(client):
    Identity.objects.update(contact_email="us@vale.example")

    response = client.get("/")

    assertContains(response, "mailto:us@vale.example")
    assertNotContains(response, "We do not have an email address")


def test_home_counts_the_promise_without_examples(client):
    board = make_snb()
    make_meeting(board=board, starts_at=timezone.now())
    make_meeting(board=board, starts_at=timezone.now(), is_example=True)

    year = timezone.localdate().year
    assertContains(client.get("/"), f"1 of 2 open meetings announced for {year}")


def test_home_lists_the_latest_plans_priorities_with_their_trend(client):
    theme = make_theme()
    measure = make_measure(name="Burglary offences", is_headline=True, themes=[theme])
    make_figure(measure=measure, source=measure.source, value=1064)
    make_priority(title="Burglary", plan=make_plan(is_latest=True), theme=theme)
    make_priority(title="Older priority", plan=make_plan())

    response = client.get("/")

    assertContains(response, "Burglary offences: 1,064")
    assertNotContains(response, "Older priority")


def test_home_leaves_out_priorities_and_plans_that_are_drafts(client):
    make_priority(title="Secret one", plan=make_plan(), state="draft")
    make_priority(title="Secret two", plan=make_plan(is_latest=True, state="draft"))

    assertNotContains(client.get("/"), "Secret")


def test_home_leaves_out_the_trend_of_a_measure_that_is_a_draft(client):
    theme = make_theme()
    measure = make_measure(name="Secret", is_headline=True, themes=[theme], state="draft")
    make_figure(measure=measure, source=measure.source, value=1064)
    make_priority(plan=make_plan(is_latest=True), theme=theme)

    assertNotContains(client.get("/"), "Secret")


def test_home_asks_people_while_a_consultation_is_open(client):
    make_consultation(title="Ended", opens_on=date(2023, 2, 1), closes_on=date(2023, 2, 28))
    make_consultation(title="Tell us", opens_on=date(2020, 1, 1))

    response = client.get("/")

    assertContains(response, "Tell us what you think")
    assertNotContains(response, "Ended")


def test_home_shows_the_outcome_of_the_latest_consultation_otherwise(client):
    make_consultation(title="Older", opens_on=date(2019, 2, 1), closes_on=date(2019, 2, 28))
    make_consultation(
        title="Ended", opens_on=date(2023, 2, 1), closes_on=date(2023, 2, 28), outcome="We did it."
    )

    response = client.get("/")

    assertContains(response, "What people told us")
    assertContains(response, "We did it.")
    assertNotContains(response, "Older")


def test_home_leaves_out_consultations_that_are_drafts_or_to_come(client):
    make_consultation(title="Secret", opens_on=date(2020, 1, 1), state="draft")
    make_consultation(title="Not yet", opens_on=timezone.localdate() + timedelta(days=9))

    response = client.get("/")

    assertNotContains(response, "Secret")
    assertNotContains(response, "Not yet")


def test_home_shows_what_changed_lately(client):
    ChangeNote.objects.create(noted_at=days(-1), title="The plan", path="/plans/", text="New.")
    ChangeNote.objects.create(noted_at=days(1), title="Secret change", text="Not yet.")

    response = client.get("/")

    assertContains(response, 'href="/plans/">The plan</a>')
    assertNotContains(response, "Secret change")


def fill_home(count):
    plan, theme, source = make_plan(is_latest=True), make_theme(), make_source()
    for number in range(count):
        measure = make_measure(is_headline=True, themes=[theme], source=source)
        make_figure(measure=measure, source=source, value=number)
        make_priority(plan=plan, theme=theme)
        make_meeting(starts_at=days(1 + number), venue=make_venue())
        make_consultation(opens_on=date(2020, 1, 1))
        ChangeNote.objects.create(noted_at=days(-1), title="The plan", text="New.")


@pytest.mark.parametrize("count", [1, 3])
def test_home_needs_no_more_queries_with_more_rows(client, django_assert_num_queries, count):
    fill_home(count)

    with django_assert_num_queries(8):
        client.get("/")
