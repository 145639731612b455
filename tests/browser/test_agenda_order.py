"""A secretary puts the points of an agenda in order, with the keyboard and by dragging."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.faults import BROKEN, faults

pytestmark = pytest.mark.browser
POINTS = "#agenda_items-group .inline-related:not(.empty-form)"


@pytest.fixture
def agenda(browser: Browser, session: dict[str, Any], portal_address: str) -> Iterator[Page]:
    """The form of the example meeting in the past."""
    context = browser.new_context(storage_state=session)
    context.add_init_script(BROKEN)
    page = context.new_page()
    page.goto(f"{portal_address}/admin/snb/meeting/?q=example-past-open-meeting")
    page.get_by_role("link", name="Example: open meeting in the past", exact=True).click()
    page.wait_for_selector(".row-mover")
    yield page
    context.close()


def titles(page: Page) -> list[str]:
    fields = page.locator(f"{POINTS} input[name$='-title']")
    return [field.input_value() for field in fields.all()]


def test_point_is_moved_with_the_keyboard_and_told(agenda: Page) -> None:
    first, second, *_others = titles(agenda)

    agenda.get_by_role("button", name=f"Move “{first}” down").press("Enter")

    told = agenda.locator("#agenda_items-group").get_by_role("status")
    assert titles(agenda)[:2] == [second, first]
    expect(told).to_contain_text(f"“{first}” is now number 2 of")
    expect(agenda.get_by_role("button", name=f"Move “{first}” down")).to_be_focused()
    assert faults(agenda) == []


def test_order_lasts_when_a_new_point_is_moved_and_another_removed(agenda: Page) -> None:
    first, second, third = titles(agenda)
    add = agenda.locator("#agenda_items-group .add-row a")
    add.click()
    add.click()
    agenda.locator("#id_agenda_items-3-title").fill("To be removed")
    agenda.locator("#id_agenda_items-4-title").fill("New point")
    button = agenda.get_by_role("button", name="Move “New point” up")
    button.press("Enter")
    button.press("Enter")

    agenda.locator("#agenda_items-3 .inline-deletelink").click()
    agenda.get_by_role("button", name="Save draft and stay here").click()

    assert titles(agenda) == [first, second, "New point", third]
