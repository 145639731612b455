"""From the link of an invitation to the back office, and in again with a passkey."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.faults import BROKEN, faults
from tests.browser.staff import PASSWORD, add_passkey, choose_password, give_passkey, make_links

# One process makes all the links.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("sign in")]
NAMES = ("invited", "alone", "pages", "states")
# Pages of somebody who has signed in, by the end of their address.
PAGES = (
    "",
    "password/",
    "logout/",
    "again/",
    "second-step/",
    "second-step/app/",
    "second-step/codes/",
    "second-step/codes/new/",
    "second-step/passkeys/",
    "second-step/passkeys/new/",
    "second-step/passkeys/again/",
    "second-step/again/",
)


@pytest.fixture(scope="module")
def links(portal_address: str, state: Path) -> dict[str, str]:
    """The link of an invitation for each of these people."""
    emails = [f"{name}@example.org" for name in NAMES]
    return dict(zip(NAMES, make_links(state, portal_address, *emails), strict=True))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    context.add_init_script(BROKEN)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a browser that has a passkey."""
    page = context.new_page()
    give_passkey(context, page)
    return page


def test_invited_person_gets_in_with_a_passkey_and_in_again_with_it_alone(
    page: Page, portal_address: str, links: dict[str, str]
) -> None:
    choose_password(page, links["invited"])
    expect(page).to_have_url(f"{portal_address}/accounts/second-step/")
    add_passkey(page)

    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{portal_address}/admin/snb/meeting/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    page.wait_for_url(f"{portal_address}/admin/**")
    expect(page.get_by_text("Welcome,")).to_be_visible()


def test_password_alone_never_reaches_the_back_office(
    page: Page, browser: Browser, portal_address: str, links: dict[str, str]
) -> None:
    choose_password(page, links["alone"])
    add_passkey(page)
    thief = browser.new_page()

    thief.goto(f"{portal_address}/admin/")
    thief.get_by_label("Email address or sign-in name").fill("alone@example.org")
    thief.get_by_label("Password").fill(PASSWORD)
    thief.get_by_role("button", name="Sign in", exact=True).click()
    thief.goto(f"{portal_address}/admin/snb/meeting/")

    expect(thief).to_have_url(f"{portal_address}/accounts/second-step/code/")
    thief.close()


def test_account_pages_have_no_fault(
    page: Page, portal_address: str, links: dict[str, str]
) -> None:
    choose_password(page, links["pages"])
    add_passkey(page)

    found = {path: faults(open_page(page, f"{portal_address}/accounts/{path}")) for path in PAGES}

    assert {path: problems for path, problems in found.items() if problems} == {}


def test_pages_of_signing_in_have_no_fault_in_any_state(
    page: Page, portal_address: str, links: dict[str, str]
) -> None:
    link = links["states"]
    found = {"invitation": faults(open_page(page, link))}
    page.get_by_role("button", name="Save and go on").click()
    found["nothing typed"] = faults(page)
    found["no link"] = faults(open_page(page, f"{portal_address}/accounts/invitation/x/"))
    found["sign in"] = faults(open_page(page, f"{portal_address}/accounts/login/"))
    page.get_by_role("button", name="Sign in", exact=True).click()
    found["no name typed"] = faults(page)

    assert {state: problems for state, problems in found.items() if problems} == {}


def open_page(page: Page, address: str) -> Page:
    page.goto(address)
    return page
