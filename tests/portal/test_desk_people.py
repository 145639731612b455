"""The desk of whoever keeps the accounts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from csp_portal.accounts.models import Invitation
from tests.conftest import signed_in
from tests.people import invite

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(portal: object) -> Client:
    return signed_in("Administrator")


def test_person_who_was_invited_and_has_not_come_is_on_the_desk(administrator: Client) -> None:
    invite("bo@example.org")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    page = administrator.get("/admin/").content.decode()

    assert "bo@example.org" in page
    assert "was invited and has not come" in page


def test_person_whose_link_still_works_is_not_on_the_desk(administrator: Client) -> None:
    invite("bo@example.org")

    page = administrator.get("/admin/").content.decode()

    assert "was invited and has not come" not in page


def test_officer_is_not_told_who_was_invited(officer: Client) -> None:
    invite("bo@example.org")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    page = officer.get("/admin/").content.decode()

    assert "bo@example.org" not in page
