"""An officer and an approver change a public page together, each with a passkey of their own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.faults import BROKEN, faults
from tests.browser.staff import ROOT, add_passkey, choose_password, give_passkey, make_link

pytestmark = pytest.mark.browser
PAGE = "/priorities/2023-26/burglary/"
FORM = "/admin/priorities/priority/{key}/{page}/"
DEED = "Visit each home after a burglary"
NOTE = "We said what we do after a burglary."
# The worker looks every 15 seconds.
PATIENCE = 60


def run_in_portal(state: Path, code: str) -> str:
    """Run a line of Python beside the portal, on its database; return what it prints."""
    own = {"PATH": os.environ["PATH"], "STATE_DIR": str(state)}
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code]
    done = subprocess.run(command, cwd=ROOT, env=own, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def staff_page(browser: Browser, state: Path, address: str, *, role: str) -> Page:
    """Return a page of somebody of ``role``, who came in by a link and has a passkey."""
    email = f"{role.lower()}@desk.example"
    context = browser.new_context()
    context.add_init_script(BROKEN)
    page = context.new_page()
    give_passkey(context, page)
    choose_password(page, make_link(state, address, email=email))
    add_passkey(page)
    run_in_portal(
        state,
        "from csp_portal.accounts.models import User; from django.contrib.auth.models import Group;"
        f"one = User.objects.get(email='{email}'); one.is_superuser = False; one.save();"
        f"one.groups.set(Group.objects.filter(name='{role}'))",
    )
    return page


@pytest.fixture(scope="module")
def key(state: Path, portal_address: str) -> str:
    """The number of the priority, as the back office's addresses have it."""
    return run_in_portal(
        state,
        "from priorities.models import Priority;"
        "print(Priority.objects.get(slug='burglary', plan__slug='2023-26').pk)",
    )


@pytest.fixture
def officer(browser: Browser, state: Path, portal_address: str) -> Iterator[Page]:
    page = staff_page(browser, state, portal_address, role="Officer")
    yield page
    page.context.close()


@pytest.fixture
def approver(browser: Browser, state: Path, portal_address: str) -> Iterator[Page]:
    page = staff_page(browser, state, portal_address, role="Approver")
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
    browser: Browser, officer: Page, approver: Page, key: str, state: Path, portal_address: str
) -> None:
    publish = portal_address + FORM.format(key=key, page="publish")
    draft_the_deed(officer, portal_address + FORM.format(key=key, page="change"))
    assert faults(officer) == []

    officer.get_by_role("link", name="Preview").click()
    expect(officer.get_by_text("This is a draft.")).to_be_visible()
    expect(officer.get_by_role("main")).to_contain_text(DEED)
    assert faults(officer) == []
    assert DEED not in public_text(browser, portal_address + PAGE)

    officer.goto(publish)
    officer.get_by_label("What changed, for the public").first.fill(NOTE)
    officer.get_by_role("button", name="Send for approval").click()
    approver.goto(f"{portal_address}/admin/")
    approver.get_by_role("link", name="Priority: Burglary").click()
    expect(approver.locator(".changes")).to_contain_text(DEED)
    assert faults(approver) == []
    approver.get_by_label("Comment for colleagues").fill("Please say who does it.")
    approver.get_by_role("button", name="Return with the comment").click()

    officer.goto(f"{portal_address}/admin/")
    expect(officer.get_by_text("Please say who does it.")).to_be_visible()
    assert faults(officer) == []
    officer.goto(publish)
    officer.get_by_role("button", name="Send for approval").click()
    approver.goto(publish)
    approver.get_by_label("Day", exact=True).first.fill("2199-01-02")
    approver.get_by_label("Time", exact=True).first.fill("06:00")
    approver.get_by_role("button", name="Approve for this time").click()
    expect(approver.get_by_text("Publish on 2 January 2199 at 06:00")).to_be_visible()
    assert DEED not in public_text(browser, portal_address + PAGE)

    # Its time comes.
    run_in_portal(
        state,
        "from csp_portal.publishing.models import PlannedMove; from django.utils import timezone;"
        "PlannedMove.objects.filter(done_at=None).update(due_at=timezone.now())",
    )
    wait_for(browser, portal_address + PAGE, DEED)
    assert NOTE in public_text(browser, f"{portal_address}/changes/")
    assert NOTE in public_text(browser, portal_address + PAGE)

    officer.goto(portal_address + FORM.format(key=key, page="history"))
    officer.get_by_role("link", name="Compare version 1 with now").click()
    expect(officer.locator(".changes")).to_contain_text(DEED)
    assert faults(officer) == []
    officer.go_back()
    assert faults(officer) == []
    officer.get_by_role("button", name="Bring back version 1 as a draft").click()
    officer.get_by_role("button", name="Publish now").click()

    assert DEED not in public_text(browser, portal_address + PAGE)
