"""From the link of an invitation to the back office, and in again with a passkey."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests.browser.faults import BROKEN, faults
from tests.browser.markup import markup_faults
from tests.browser.staff import PASSWORD, add_passkey, choose_password, give_passkey, make_links

pytestmark = pytest.mark.browser
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
    type_password(thief, email="alone@example.org")
    thief.goto(f"{portal_address}/admin/snb/meeting/")

    expect(thief).to_have_url(f"{portal_address}/accounts/second-step/code/")
    thief.close()


def test_account_pages_have_no_fault(
    page: Page, portal_address: str, links: dict[str, str]
) -> None:
    visits = Visits(page, f"{portal_address}/accounts/")
    choose_password(page, links["pages"])
    add_passkey(page)
    for path in PAGES:
        visits.open(path)
    visits.open("second-step/passkeys/")
    visits.press("Rename", "a passkey is renamed")
    visits.open("second-step/passkeys/")
    visits.press("Remove", "a passkey is removed")
    visits.open("password/")
    visits.press("Change the password", "nothing typed")

    assert visits.problems() == {}


def test_pages_of_signing_in_have_no_fault_in_any_state(
    page: Page, portal_address: str, links: dict[str, str]
) -> None:
    visits = Visits(page, f"{portal_address}/accounts/")
    visits.open(links["states"])
    visits.press("Save and go on", "no password chosen")
    visits.open("invitation/x/")
    visits.open("inactive/")
    choose_password(page, links["states"])
    add_passkey(page)
    page.context.clear_cookies()
    visits.open("login/")
    visits.press("Sign in", "no name typed")
    type_password(page, email="states@example.org")
    visits.open("second-step/code/")
    visits.press("Go on", "no code typed")

    assert visits.problems() == {}


def type_password(page: Page, *, email: str) -> None:
    """Send the sign-in form that is open."""
    page.get_by_label("Email address or sign-in name").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


class Visits:
    """Pages that were opened one after the other, and what was found wrong with each."""

    def __init__(self, page: Page, start: str) -> None:
        self.page, self.start = page, start
        self.found: dict[str, list[str]] = {}
        self.sent: dict[str, str] = {}

    def open(self, path: str) -> None:
        """Open a page by its address after the start of all, and look at it."""
        self.look(path, self.page.goto(urljoin(self.start, path)))

    def press(self, name: str, what: str) -> None:
        """Press a button or follow a link, and look at the page it leads to."""
        pressed = self.page.get_by_role("button", name=name, exact=True)
        with self.page.expect_navigation() as sent:
            pressed.or_(self.page.get_by_role("link", name=name)).first.click()
        self.look(what, sent.value)

    def look(self, name: str, response: Response | None) -> None:
        """Note what is wrong with the page that is open, and its HTML as it was sent."""
        assert response is not None
        self.sent[name] = response.text()
        self.found[name] = faults(self.page)

    def problems(self) -> dict[str, list[str]]:
        """Return what is wrong with each page that has a fault."""
        for name, fault in markup_faults(self.sent):
            self.found[name].append(fault)
        return {name: problems for name, problems in self.found.items() if problems}
