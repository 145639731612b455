import pytest
from django.http import HttpRequest
from pytest_django.asserts import assertContains, assertNotContains

from csp_portal.pages.context import frame
from tests.factories.partnership import make_helpline


def current_labels(client, path):
    return [link.label for link in client.get(path).context["navigation"] if link.is_current]


@pytest.mark.usefixtures("portal")
@pytest.mark.parametrize(
    ("path", "label"),
    [
        pytest.param("/partnership/duties/", "Partnership", id="partnership"),
        pytest.param("/boards/", "Meetings", id="meetings"),
        pytest.param("/plans/", "Priorities", id="priorities"),
        pytest.param("/help/", "Help", id="help"),
    ],
)
def test_menu_marks_where_the_visitor_is(client, path, label):
    assert current_labels(client, path) == [label]


@pytest.mark.usefixtures("portal")
def test_menu_marks_nothing_on_the_home_page(client):
    assert current_labels(client, "/") == []


@pytest.mark.usefixtures("portal")
def test_every_page_shows_the_public_helplines(client):
    make_helpline(name="Vale Line", number="01632 960 002")
    make_helpline(name="Secret Line", state="draft")

    response = client.get("/privacy/")

    assertContains(response, 'href="tel:01632960002"')
    assertNotContains(response, "Secret Line")


def test_frame_asks_nothing_for_requests_without_a_moment():
    # Without the database: the back office and error pages have no moment.
    assert frame(HttpRequest()) == {}


@pytest.mark.usefixtures("portal")
def test_page_that_is_not_there_shows_where_to_go(client, django_assert_num_queries):
    make_helpline(name="Vale Line")

    with django_assert_num_queries(3):
        response = client.get("/nowhere/")

    assertContains(response, "Page not found", status_code=404)
    assertContains(response, "Vale Line", status_code=404)


@pytest.mark.usefixtures("portal")
def test_only_help_offers_to_leave_among_the_plain_pages(client):
    assert client.get("/help/").context["is_exit_page"] is True
    assert client.get("/privacy/").context["is_exit_page"] is False
