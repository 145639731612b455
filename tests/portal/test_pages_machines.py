from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.consultations import make_consultation
from tests.factories.partnership import make_board, make_body, make_duty
from tests.factories.priorities import make_measure, make_plan, make_priority
from tests.factories.snb import make_closed_meeting, make_meeting

pytestmark = pytest.mark.usefixtures("portal")


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = "https://portal.example"


def addresses(response):
    tree = ElementTree.fromstring(response.content)
    return [node.text for node in tree.iterfind(".//{*}loc")]


def test_robots_may_read_all_but_the_back_office(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assertContains(response, "Disallow: /admin/")
    assertContains(response, "Sitemap: https://portal.example/sitemap.xml")


def test_sitemap_names_its_parts_at_the_portals_own_address(client):
    response = client.get("/sitemap.xml")

    assert response["Content-Type"] == "application/xml"
    assert addresses(response)[0] == "https://portal.example/sitemap-pages.xml"


def test_sitemap_lists_the_pages_that_are_always_there(client):
    listed = addresses(client.get("/sitemap-pages.xml"))

    assert "https://portal.example/" in listed
    assert "https://portal.example/partnership/duties/" in listed


def test_sitemap_lists_public_records(client):
    make_duty(slug="plan")
    make_body(slug="police")

    listed = addresses(client.get("/sitemap-partnership.xml"))

    assert listed == [
        "https://portal.example/partnership/members/police/",
        "https://portal.example/partnership/duties/plan/",
    ]


def test_sitemap_lists_meetings_under_their_board(client):
    make_meeting(slug="m", board=make_board(slug="top"))
    make_closed_meeting(slug="2026-closed-meeting")

    listed = addresses(client.get("/sitemap-meetings.xml"))

    assert listed == [
        "https://portal.example/boards/top/",
        "https://portal.example/boards/top/add-to-calendar/",
        "https://portal.example/snb/add-to-calendar/",
        "https://portal.example/snb/meetings/2026-closed-meeting/",
        "https://portal.example/boards/top/meetings/m/",
    ]


def test_sitemap_leaves_out_drafts_and_examples(client):
    make_duty(slug="secret-duty", state="draft")
    make_body(slug="secret-body", state="withdrawn")
    make_meeting(slug="secret-meeting", state="draft")
    make_meeting(slug="secret-example", is_example=True)
    make_board(slug="secret-board", state="draft")
    make_plan(slug="secret-plan", state="draft")
    make_measure(slug="secret-measure", state="draft")
    make_priority(slug="secret-priority", plan=make_plan(state="draft"))
    make_consultation(slug="secret-consultation", state="draft")

    parts = ("priorities", "meetings", "consultations", "partnership", "documents")
    listed = list(map(lambda part: client.get(f"/sitemap-{part}.xml").content, parts))  # noqa: C417

    assert b"secret" not in b"".join(listed)


def test_sitemap_has_no_other_parts(client):
    assert client.get("/sitemap-secret.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("part", "queries"),
    [
        pytest.param("pages", 1, id="pages"),
        pytest.param("meetings", 4, id="meetings"),
        pytest.param("partnership", 3, id="partnership"),
    ],
)
def test_sitemap_needs_no_more_queries_with_more_rows(
    client, django_assert_num_queries, part, queries, count
):
    list(map(lambda n: (make_meeting(), make_body(), make_duty()), range(count)))  # noqa: C417

    with django_assert_num_queries(queries):
        client.get(reverse("pages:sitemap_part", args=[part]))


def test_security_txt_leads_to_the_help_page_without_a_contact(client, settings):
    settings.SECURITY_CONTACT = ""

    response = client.get("/.well-known/security.txt")

    assertContains(response, "Contact: https://portal.example/help/")
    assertContains(response, "Canonical: https://portal.example/.well-known/security.txt")
    assertContains(response, "Preferred-Languages: en")


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("safe@vale.example", "Contact: mailto:safe@vale.example"),
        ("mailto:safe@vale.example", "Contact: mailto:safe@vale.example"),
        ("https://vale.example/safe", "Contact: https://vale.example/safe"),
    ],
    ids=["e-mail", "mailto", "page"],
)
def test_security_txt_gives_the_contact_as_an_address(client, settings, contact, line):
    settings.SECURITY_CONTACT = contact

    response = client.get("/.well-known/security.txt")

    assertContains(response, f"{line}\n")
    assertNotContains(response, "/help/")


def test_security_txt_expires_within_a_year(client):
    text = client.get("/.well-known/security.txt").content.decode()

    expires_at = datetime.fromisoformat(text.split("Expires: ")[1].split()[0])
    left = expires_at - datetime.now(UTC)
    assert timedelta(days=300) < left < timedelta(days=365)
    assert (expires_at.hour, expires_at.minute) == (0, 0)
