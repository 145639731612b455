"""What a visitor sees when something goes wrong."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from csp_portal.errors import server_error
from csp_portal.publishing import validators
from partnership.querysets import HelplineQuerySet

pytestmark = pytest.mark.usefixtures("portal")


def database_is_away(*_arguments, **_options):
    raise OperationalError("the database is away")


@pytest.fixture
def visitor():
    """A browser that sees the error page instead of the exception."""
    return Client(raise_request_exception=False)


def test_database_that_is_away_is_told_plainly(visitor, monkeypatch):
    monkeypatch.setattr(validators, "read_site", database_is_away)

    response = visitor.get("/help/")

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "Content-Security-Policy" in response


def test_database_lost_while_a_page_is_made_is_told_plainly(visitor, monkeypatch):
    monkeypatch.setattr(HelplineQuerySet, "public", database_is_away)

    assert visitor.get("/help/").status_code == 503


def test_any_other_fault_is_a_500(visitor, monkeypatch):
    monkeypatch.setattr(validators, "read_site", None)

    assert visitor.get("/help/").status_code == 500


def test_foreign_charset_is_refused_without_reading_the_body(client):
    response = client.post(
        "/admin/login/",
        data=b"a=+AC8-",
        content_type="application/x-www-form-urlencoded; charset=utf-7",
    )

    assert response.status_code == 400
    assert "Content-Security-Policy" in response


def test_server_error_page_needs_no_database(rf: RequestFactory, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))

    assert response.status_code == 500
    assert b"<h1" in response.content


def test_unknown_host_is_refused_with_a_plain_page(client):
    response = client.get("/help/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert b"<h1" in response.content


def test_page_that_is_not_allowed_is_refused_with_a_plain_page(officer):
    response = officer.get("/admin/accounts/user/")

    assert response.status_code == 403
    assert b"<h1" in response.content


def test_form_without_its_token_is_refused_with_a_plain_page():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})

    assert response.status_code == 403
    assert b"<h1" in response.content


def test_page_that_was_not_found_keeps_the_frame_of_the_portal(client):
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert 'href="/priorities/"' in response.text
    assert "Example Vale Community Safety Partnership" in response.text
