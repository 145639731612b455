"""What the list of changes says about a record whose name or state changes later."""

from datetime import UTC, datetime

import pytest

from csp_portal.publishing import services
from csp_portal.publishing.models import ChangeNote
from tests.factories.priorities import make_plan

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_withdrawal_takes_the_link_out_of_earlier_notes() -> None:
    plan = make_plan()
    services.publish(plan, by=None, at=AT, note="New aim.")

    services.withdraw(plan, by=None, at=AT)

    assert ChangeNote.objects.get().path == ""


def test_earlier_notes_bear_the_name_that_the_page_has_now() -> None:
    plan = make_plan(title="Old name")
    services.publish(plan, by=None, at=AT, note="New aim.")
    plan.title = "New name"
    services.save(plan)

    services.publish(plan, by=None, at=AT)

    assert ChangeNote.objects.get().title == "New name"


def test_notes_about_other_pages_stay_as_they_are() -> None:
    services.publish(make_plan(title="Other"), by=None, at=AT, note="New aim.")

    services.withdraw(make_plan(), by=None, at=AT)

    assert ChangeNote.objects.exclude(path="").get().title == "Other"
