from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from csp_portal.identity.models import Identity
from csp_portal.publishing.models import ChangeNote
from tests.factories.consultations import make_consultation
from tests.factories.partnership import make_board, make_glossary_entry, make_helpline
from tests.factories.priorities import make_measure, make_plan, make_priority, make_report

pytestmark = pytest.mark.usefixtures("portal")


def test_help_shows_each_number_with_when_it_was_checked(client):
    make_helpline(need="A crime is happening now", number="999", checked_on=date(2026, 11, 22))

    response = client.get("/help/")

    assertContains(response, "A crime is happening now")
    assertContains(response, "We checked this number on 22 November 2026.")


def test_help_leaves_out_numbers_that_are_drafts(client):
    make_helpline(name="Secret Line", state="draft")

    assertNotContains(client.get("/help/"), "Secret Line")


def test_help_links_the_polices_own_report_page(client):
    Identity.objects.update(report_to_police_url="https://police.example/report")

    assertContains(client.get("/help/"), 'href="https://police.example/report"')


def test_glossary_explains_public_words_in_order(client):
    make_glossary_entry(term="Zone")
    make_glossary_entry(term="board", abbreviation="BO")
    make_glossary_entry(term="Secret word", state="draft")

    response = client.get("/glossary/")

    first, second = response.context["entries"]
    assert (first.term, second.term) == ("board", "Zone")
    assertContains(response, "board (BO)")


def test_statement_names_the_partnership_and_its_dates(client):
    day = date(2026, 11, 22)
    Identity.objects.update(
        statement_prepared_on=day, statement_reviewed_on=day, tested_on=day
    )  # fmt: skip

    response = client.get("/accessibility/")

    assertContains(
        response, "Example Vale Community Safety Partnership is committed to making its website"
    )
    assertContains(response, "This statement was prepared on 22 November 2026.")
    assertContains(response, "It was last reviewed on 22 November 2026.")
    assertContains(response, "This website was last tested on 22 November 2026")


def test_statement_without_dates_says_that_they_are_missing(client):
    response = client.get("/accessibility/")

    assertContains(response, "The date of the last test is not recorded.")
    assertNotContains(response, "was last tested on")


def test_statement_tells_what_is_not_tested(client):
    response = client.get("/accessibility/")

    assertContains(response, "no disabled person has tested the website for us")
    assertContains(response, "partially compliant")


def test_statement_gives_the_contact_when_it_is_known(client):
    Identity.objects.update(contact_url="https://vale.example/contact")

    assertContains(client.get("/accessibility/"), 'href="https://vale.example/contact"')


def test_cookies_of_staff_are_named(client, settings):
    response = client.get("/cookies/")

    assertContains(response, settings.SESSION_COOKIE_NAME)
    assertContains(response, settings.CSRF_COOKIE_NAME)
    assertContains(response, "12 hours")


@pytest.mark.parametrize(
    "path",
    ["/", "/help/", "/glossary/", "/accessibility/", "/privacy/", "/cookies/", "/changes/"],
)
def test_public_pages_set_no_cookie(client, path):
    response = client.get(path)

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_changes_are_grouped_by_day(client):
    moment = timezone.now() - timedelta(days=1)
    ChangeNote.objects.create(noted_at=moment, title="The plan", path="/plans/", text="New plan.")
    ChangeNote.objects.create(noted_at=moment, title="Help", text="New number.")
    ChangeNote.objects.create(noted_at=timezone.now() + timedelta(days=1), title="Secret", text="x")

    response = client.get("/changes/")

    assertContains(response, "<h2", count=2)  # the day, and who to call
    assertContains(response, "New plan.")
    assertContains(response, "New number.")
    assertNotContains(response, "Secret")


def test_long_list_of_changes_is_cut_into_pages(client):
    fill_changes(21)

    response = client.get("/changes/")

    assertContains(response, "New number.", count=20)
    assertContains(response, 'href="/changes/?page=2"')


def test_list_of_all_pages_leaves_out_drafts(client):
    make_plan(title="Public plan")
    make_plan(title="Secret plan", state="draft")
    make_measure(name="Secret measure", state="draft")
    make_consultation(title="Secret consultation", state="draft")
    make_board(name="Secret board", state="draft")

    response = client.get("/sitemap/")

    assertContains(response, "Public plan")
    assertNotContains(response, "Secret")


def fill_changes(count):
    for _ in range(count):
        ChangeNote.objects.create(noted_at=timezone.now(), title="Help", text="New number.")


def fill_pages(count):
    plan = make_plan(is_latest=True)
    for _ in range(count):
        make_helpline()
        make_glossary_entry()
        make_priority(plan=plan)
        make_measure()
        make_report()
        make_consultation()
    fill_changes(count)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        pytest.param("/help/", 2, id="help"),
        pytest.param("/glossary/", 3, id="glossary"),
        pytest.param("/accessibility/", 2, id="accessibility"),
        pytest.param("/privacy/", 2, id="privacy"),
        pytest.param("/cookies/", 2, id="cookies"),
        pytest.param("/changes/", 4, id="changes"),
        pytest.param("/sitemap/", 8, id="sitemap"),
    ],
)
def test_plain_pages_need_no_more_queries_with_more_rows(
    client, django_assert_num_queries, path, queries, count
):
    fill_pages(count)

    with django_assert_num_queries(queries):
        client.get(path)
