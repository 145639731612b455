"""A published path never breaks."""

import pytest
from django.db import IntegrityError

from csp_portal.publishing.models import MovedPath
from tests.back_office import open_form, save_form

pytestmark = pytest.mark.usefixtures("portal")


def test_old_address_leads_to_the_new_one(client):
    MovedPath.objects.create(old_path="/old-page/", new_path="/help/")

    response = client.get("/old-page/")

    assert response.status_code == 301
    assert response["Location"] == "/help/"


def test_page_that_exists_is_never_redirected(client):
    MovedPath.objects.create(old_path="/help/", new_path="/glossary/")

    assert client.get("/help/").status_code == 200


def test_address_with_a_nul_is_not_looked_for(client):
    assert client.get("/old%00page/").status_code == 404


@pytest.mark.parametrize("new_path", ["//evil.example/", "https://evil.example/", "help/"])
def test_address_can_only_move_within_the_portal(new_path):
    with pytest.raises(IntegrityError):
        MovedPath.objects.create(old_path="/old-page/", new_path=new_path)


@pytest.mark.parametrize("back", ["/a/", "/b/"], ids=["to-the-first", "to-one-on-the-way"])
def test_visitors_are_not_sent_round_in_a_circle(officer, back):
    MovedPath.objects.create(old_path="/a/", new_path="/b/")
    MovedPath.objects.create(old_path="/b/", new_path="/c/")

    page = save_form(
        officer, MovedPath, open_form(officer, MovedPath) | {"old_path": "/c/", "new_path": back}
    )

    assert "round for ever" in page.content.decode()
    assert MovedPath.objects.count() == 2


def test_address_may_lead_on_to_another_that_moved(officer):
    MovedPath.objects.create(old_path="/b/", new_path="/c/")

    save_form(
        officer, MovedPath, open_form(officer, MovedPath) | {"old_path": "/a/", "new_path": "/b/"}
    )

    assert MovedPath.objects.filter(old_path="/a/").exists()
