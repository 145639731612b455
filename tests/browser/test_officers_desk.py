"""An officer and an approver change a public page together, each with a passkey of their own."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.faults import BROKEN, faults
from tests.browser.staff import (
    add_passkey,
    choose_password,
    give_passkey,
    make_links,
    run_in_portal,
)

# What these tests publish must not change under others: they have a portal of their own.
pytestmark = pytest.mark.browser
PAGE = "/priorities/2023-26/burglary/"
DEED = "Visit each home after a burglary"
NOTE = "We said what we do after a burglary."
# The worker looks every 15 seconds.
PATIENCE = 60
# Gives each person one role, and prints where the back office keeps the priority.
GIVE_ROLES = """
from django.contrib.auth.models import Group
from csp_portal.accounts.models import User
from priorities.models import Priority
for role in ("Officer", "Approver"):
    person = User.objects.get(email=f"{role.lower()}@desk.example")
    person.is_superuser = False
    person.save()
    person.groups.set(Group.objects.filter(name=role))
priority = Priority.objects.get(slug="burglary", plan__slug="2023-26")
print(f"ADDRESS/admin/priorities/priority/{priority.pk}/")
"""


@pytest.fixture(scope="module")
def links(desk_state: Path, desk_address: str) -> dict[str, str]:
    """The links of two invitations, and the start of the addresses of the priority's pages."""
    emails = ("officer@desk.example", "approver@desk.example")
    give_roles = GIVE_ROLES.replace("ADDRESS", desk_address)
    found = make_links(desk_state, desk_address, *emails, then=give_roles)
    return dict(zip(("officer", "approver", "priority"), found, strict=True))


def staff_page(browser: Browser, link: str) -> Page:
    """Return a page of somebody who came in by this link and has a passkey."""
    context = browser.new_context()
    context.add_init_script(BROKEN)
    page = context.new_page()
    give_passkey(context, page)
    choose_password(page, link)
    add_passkey(page)
    return page


@pytest.fixture
def officer(browser: Browser, links: dict[str, str]) -> Iterator[Page]:
    page = staff_page(browser, links["officer"])
    yield page
    page.context.close()


@pytest.fixture
def approver(browser: Browser, links: dict[str, str]) -> Iterator[Page]:
    page = staff_page(browser, links["approver"])
    yield page
    page.context.close()


def draft_the_deed(page: Page, form: str) -> None:
    """Add a planned action to the priority's draft, and go on to the page to publish it."""
    page.goto(form)
    page.locator("#actions-group summary").click()
    page.locator("#actions-group .add-row a").click()
    page.locator("#id_actions-0-title").fill(DEED)
    page.get_by_role("button", name="Save draft and go on to publish").click()


def public_text(browser: Browser, address: str) -> str:
    """Return what a resident reads there now."""
    page = browser.new_page()
    page.goto(address)
    text = page.inner_text("main")
    page.close()
    return text


def wait_for(browser: Browser, address: str, words: str) -> None:
    """Wait until residents read ``words`` there; fail when the worker does not come."""
    end = time.monotonic() + PATIENCE
    while words not in public_text(browser, address):
        assert time.monotonic() < end, f"“{words}” was not published by itself"
        time.sleep(1)


def test_change_goes_from_draft_to_residents_at_its_time_and_can_be_brought_back(
    browser: Browser,
    officer: Page,
    approver: Page,
    links: dict[str, str],
    desk_state: Path,
    desk_address: str,
) -> None:
    publish = f"{links['priority']}publish/"
    draft_the_deed(officer, f"{links['priority']}change/")
    assert faults(officer) == []

    officer.get_by_role("link", name="Preview").click()
    expect(officer.get_by_text("This is a draft.")).to_be_visible()
    expect(officer.get_by_role("main")).to_contain_text(DEED)
    assert faults(officer) == []
    assert DEED not in public_text(browser, desk_address + PAGE)

    officer.goto(publish)
    officer.get_by_label("What changed, for the public").first.fill(NOTE)
    officer.get_by_role("button", name="Send for approval").click()
    approver.goto(f"{desk_address}/admin/")
    approver.get_by_role("link", name="Priority: Burglary").click()
    expect(approver.locator(".changes")).to_contain_text(DEED)
    assert faults(approver) == []
    approver.get_by_label("Comment for colleagues").fill("Please say who does it.")
    approver.get_by_role("button", name="Return with the comment").click()

    officer.goto(f"{desk_address}/admin/")
    expect(officer.get_by_text("Please say who does it.")).to_be_visible()
    assert faults(officer) == []
    officer.goto(publish)
    officer.get_by_role("button", name="Send for approval").click()
    approver.goto(publish)
    approver.get_by_label("Day", exact=True).first.fill("2199-01-02")
    approver.get_by_label("Time", exact=True).first.fill("06:00")
    approver.get_by_role("button", name="Approve for this time").click()
    expect(approver.get_by_text("Publish at 6am on Wednesday 2 January 2199")).to_be_visible()
    assert DEED not in public_text(browser, desk_address + PAGE)

    # Its time comes.
    run_in_portal(
        desk_state,
        "from csp_portal.publishing.models import PlannedMove; from django.utils import timezone;"
        "PlannedMove.objects.filter(done_at=None).update(due_at=timezone.now())",
    )
    wait_for(browser, desk_address + PAGE, DEED)
    assert NOTE in public_text(browser, f"{desk_address}/changes/")
    assert NOTE in public_text(browser, desk_address + PAGE)

    officer.goto(f"{links['priority']}history/")
    officer.get_by_role("link", name="Compare version 1 with now").click()
    expect(officer.locator(".changes")).to_contain_text(DEED)
    assert faults(officer) == []
    officer.go_back()
    assert faults(officer) == []
    officer.get_by_role("button", name="Bring back version 1 as a draft").click()
    officer.get_by_role("button", name="Publish now").click()

    assert DEED not in public_text(browser, desk_address + PAGE)
