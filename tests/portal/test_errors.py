"""What a visitor sees when something goes wrong."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from csp_portal.errors import DatabaseOutageMiddleware, server_error
from csp_portal.publishing import validators

pytestmark = pytest.mark.usefixtures("portal")


def database_is_away(**_options):
    raise OperationalError("the database is away")


def test_database_that_is_away_is_told_plainly(client, monkeypatch):
    monkeypatch.setattr(validators, "read_site", database_is_away)

    response = client.get("/help/")

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "Content-Security-Policy" in response


def test_database_lost_outside_a_view_is_told_plainly(rf: RequestFactory):
    middleware = DatabaseOutageMiddleware(lambda _request: database_is_away())

    assert middleware(rf.get("/")).status_code == 503


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


def test_form_without_its_token_is_refused_with_a_plain_page():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})

    assert response.status_code == 403
    assert b"<h1" in response.content


def test_page_that_was_not_found_is_a_404(client):
    assert client.get("/no-such-page/").status_code == 404
