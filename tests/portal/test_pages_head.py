"""What the head of a page tells other programs: its one address, and how to show it."""

import pytest
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains

from csp_portal.publishing.preview import preview_address
from tests.factories.partnership import make_body
from tests.factories.priorities import make_plan

pytestmark = pytest.mark.usefixtures("portal")


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = "https://portal.example"


def canonical(path):
    return f'<link rel="canonical" href="https://portal.example{path}">'


def shown(name, text):
    return f'<meta property="og:{name}" content="{escape(text)}">'


def test_page_names_its_one_address_whatever_name_it_was_asked_by(client):
    response = client.get("/help/", headers={"host": "127.0.0.1"})

    assertContains(response, canonical("/help/"), html=True)
    assertContains(response, shown("url", "https://portal.example/help/"), html=True)


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("?page=2", "/changes/?page=2"),
        ("?page=²", "/changes/"),
        ("?page=2&year=2026", "/changes/"),
        ("?utm_source=x", "/changes/"),
        ("?page=", "/changes/"),
    ],
    ids=["later page", "no digit", "narrowed", "tracked", "no number"],
)
def test_only_a_later_page_of_a_list_is_a_page_of_its_own(client, query, address):
    assertContains(client.get(f"/changes/{query}"), canonical(address), html=True)


def test_page_says_how_others_may_show_it(client, portal):
    make_body(slug="b", name='The "Best" & <b>only</b>', summary="They help.")

    response = client.get("/partnership/members/b/")

    assertContains(response, shown("title", 'The "Best" & <b>only</b>: member'), html=True)
    assertContains(response, shown("site_name", portal.name), html=True)
    assertContains(response, shown("type", "website"), html=True)
    assertContains(response, '<meta property="og:description" content="', count=1)


def test_page_that_is_not_found_names_no_address(client):
    assertNotContains(client.get("/plans/none/"), "canonical", status_code=404)
    assertNotContains(client.get("/nowhere/"), "canonical", status_code=404)


def test_preview_names_no_address(client):
    address = preview_address(make_plan(state="draft"), is_for_partner=True)

    response = client.get(address)

    assertNotContains(response, "canonical")
    assertNotContains(response, "og:url")
