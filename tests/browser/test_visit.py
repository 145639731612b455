"""A first visit is small, private and readable in every setting."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.faults import BROKEN, faults, open_on_a_phone

pytestmark = pytest.mark.browser
WIRE_BUDGET = 60_000
KINDS = (
    "/", "/partnership/", "/partnership/members/metropolitan-police-service/",
    "/partnership/duties/", "/priorities/", "/priorities/2023-26/burglary/", "/plans/2023-26/",
    "/reports/2011-12/", "/measures/burglary/", "/measures/drug-offences/", "/snb/",
    "/snb/meetings/", "/snb/meetings/example-open-meeting/",
    "/snb/meetings/example-earlier-meeting/", "/snb/actions/?standing=overdue",
    "/snb/add-to-calendar/", "/boards/", "/subgroups/",
    "/boards/community-safety-partnership-board/meetings/example-cancelled-meeting/",
    "/consultations/", "/glossary/", "/help/", "/changes/", "/accessibility/", "/no-such-page/",
)  # fmt: skip


def first_visit(browser: Browser, address: str) -> tuple[list[str], int, dict[str, Any]]:
    """Open ``address`` with an empty cache; return requests, bytes on the wire and leavings."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    requests: list[str] = []
    sizes: list[int] = []
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    left = {
        "cookies": context.cookies(),
        "storage": page.evaluate("localStorage.length + sessionStorage.length"),
    }
    context.close()
    return requests, int(sum(sizes)), left


def test_first_visit_takes_four_requests_and_sixty_kilobytes(browser, portal_address):
    requests, size, _ = first_visit(browser, f"{portal_address}/")

    print(f"{len(requests)} requests, {size} bytes")
    assert len(requests) <= 4
    assert size <= WIRE_BUDGET


def test_visit_asks_no_other_host_and_leaves_nothing_behind(browser, portal_address):
    requests, _, left = first_visit(browser, f"{portal_address}/priorities/")

    assert {address for address in requests if not address.startswith(portal_address)} == set()
    assert left == {"cookies": [], "storage": 0}


@pytest.fixture(scope="module")
def night(browser: Browser) -> Iterator[Page]:
    """One page for all tests, of somebody whose system is dark and still."""
    context = browser.new_context(color_scheme="dark", reduced_motion="reduce")
    context.add_init_script(BROKEN)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", KINDS)
def test_page_is_clean_in_the_dark(night: Page, portal_address: str, path: str) -> None:
    assert faults(open_on_a_phone(night, f"{portal_address}{path}")) == []


def test_policy_is_never_broken_by_a_page(browser, portal_address):
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(f"{portal_address}/measures/burglary/", wait_until="networkidle")

    assert complaints == []
    context.close()


def test_exit_this_page_leaves_by_pressing_shift_three_times(browser, portal_address):
    context = browser.new_context()
    page = context.new_page()
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="The weather"))
    page.goto(f"{portal_address}/measures/domestic-abuse-offences/", wait_until="networkidle")

    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url("https://www.bbc.co.uk/**")

    assert "The weather" in page.content()
    context.close()


def test_exit_this_page_is_a_plain_link_without_javascript(browser, portal_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="The weather"))
    page.goto(f"{portal_address}/measures/domestic-abuse-offences/")

    page.locator("a.govuk-exit-this-page__button").first.click()
    page.wait_for_url("https://www.bbc.co.uk/**")

    assert "The weather" in page.content()
    context.close()
