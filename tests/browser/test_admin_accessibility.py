"""Staff pages are under the accessibility regulations as well, and under the strict policy."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.faults import RULES

pytestmark = pytest.mark.browser
# Lists, pages that add, and for the rest what follows the address of the list's first record.
PAGES = (
    ("", ""),
    ("snb/meeting/", ""),
    ("priorities/figure/", ""),
    ("priorities/figure/upload/", ""),
    ("priorities/measure/add/", ""),
    ("documents/document/add/", ""),
    ("snb/meeting/", "change/"),
    ("snb/meeting/", "copy/"),
    ("partnership/board/", "change/"),
    ("partnership/duty/", "change/"),
    ("partnership/duty/", "publish/"),
    ("partnership/duty/", "history/"),
    ("partnership/duty/", "compare/"),
    ("publishing/draft/", ""),
    ("publishing/plannedmove/", ""),
    ("publishing/publicationevent/", ""),
    ("publishing/approvalrule/", "change/"),
    ("consultations/finding/", "change/"),
    ("snb/venue/", "delete/"),
    ("accounts/user/", ""),
    ("accounts/user/add/", ""),
    ("accounts/user/", "change/"),
    ("accounts/user/", "history/"),
    ("auth/group/", "change/"),
    ("audit/entry/", ""),
    ("audit/entry/", "change/"),
    ("mail/outgoingmail/", ""),
    ("mail/outgoingmail/folder/", ""),
    ("worker/tick/", ""),
    ("worker/tick/", "change/"),
)


@pytest.fixture(params=[320, 1280], ids=["phone", "desk"])
def page(
    browser: Browser, session: dict[str, Any], request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A page of that person, on a phone and on a desk."""
    viewport = {"width": request.param, "height": 800}
    context = browser.new_context(storage_state=session, viewport=viewport)
    yield context.new_page()
    context.close()


def open_page(page: Page, address: str, path: str, of_first: str) -> None:
    """Open a page of the back office, or a page of the first record in that list."""
    page.goto(f"{address}/admin/{path}")
    if of_first:
        first = page.locator("#result_list tbody a").first.get_attribute("href")
        page.goto(f"{address}{first}".replace("change/", of_first))


@pytest.mark.parametrize(("path", "of_first"), PAGES, ids=["-".join(page) for page in PAGES])
def test_back_office_page_has_no_fault(
    page: Page, portal_address: str, path: str, of_first: str
) -> None:
    open_page(page, portal_address, path, of_first)

    results = Axe().run(page, options=RULES)

    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_sign_in_page_has_no_fault(browser: Browser, portal_address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{portal_address}/admin/")

    results = Axe().run(page, options=RULES)

    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.activeElement === document.body")
    page.close()


def test_policy_is_never_broken_in_the_back_office(page: Page, portal_address: str) -> None:
    page.add_init_script(
        "window.broken = []; document.addEventListener("
        "'securitypolicyviolation', event => window.broken.push(event.violatedDirective))"
    )
    open_page(page, portal_address, "partnership/board/", "change/")
    page.click("text=Add another Seat")

    assert page.evaluate("window.broken") == []


def test_box_that_searches_is_named_after_its_label(page: Page, portal_address: str) -> None:
    open_page(page, portal_address, "snb/meeting/add/", "")

    box = page.get_by_role("combobox", name="Venue")
    box.click()

    assert page.get_by_role("searchbox", name="Search").is_visible()
