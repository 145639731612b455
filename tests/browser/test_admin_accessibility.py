"""Staff pages are under the accessibility regulations as well, and under the strict policy."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.faults import BROKEN, faults, open_on_a_phone

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
    ("snb/meeting/", "notice/"),
    ("snb/notice/", ""),
    ("snb/notice/", "change/"),
    ("snb/meetingaction/", ""),
    ("snb/venue/", "change/"),
    ("snb/venue/", "publish/"),
    ("partnership/source/", "change/"),
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


def open_page(page: Page, address: str, path: str, of_first: str) -> None:
    """Open a page of the back office, or a page of the first record in that list."""
    open_on_a_phone(page, f"{address}/admin/{path}")
    if of_first:
        first = page.locator("#result_list tbody a").first.get_attribute("href")
        page.goto(f"{address}{first}".replace("change/", of_first))


@pytest.mark.parametrize(("path", "of_first"), PAGES, ids=["-".join(page) for page in PAGES])
def test_back_office_page_has_no_fault(
    office: Page, portal_address: str, path: str, of_first: str
) -> None:
    open_page(office, portal_address, path, of_first)

    assert faults(office) == []


def test_sign_in_page_has_no_fault(browser: Browser, portal_address: str) -> None:
    page = browser.new_page()
    page.add_init_script(BROKEN)
    open_on_a_phone(page, f"{portal_address}/admin/")

    assert page.evaluate("document.activeElement === document.body")
    assert faults(page) == []
    page.close()


def test_policy_is_never_broken_when_a_row_is_added(office: Page, portal_address: str) -> None:
    open_page(office, portal_address, "partnership/board/", "change/")
    office.click("text=Add another Seat")

    assert office.evaluate("window.broken") == []


def test_box_that_searches_is_named_after_its_label(office: Page, portal_address: str) -> None:
    open_page(office, portal_address, "snb/meeting/add/", "")

    box = office.get_by_role("combobox", name="Venue")
    box.click()

    assert office.get_by_role("searchbox", name="Search").is_visible()
