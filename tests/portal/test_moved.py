"""A published path never breaks."""

import pytest
from django.db import IntegrityError

from csp_portal.publishing.models import MovedPath

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
