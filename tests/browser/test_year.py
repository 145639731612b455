"""A year is planned with the keyboard alone, on a phone and on a desk."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.faults import BROKEN, faults

pytestmark = pytest.mark.browser


def test_year_is_planned_with_the_keyboard(
    browser: Browser, session: dict[str, Any], portal_address: str
) -> None:
    context = browser.new_context(storage_state=session)
    context.add_init_script(BROKEN)
    page = context.new_page()
    page.goto(f"{portal_address}/admin/snb/meeting/plan-year/")
    assert faults(page) == []

    page.get_by_role("button", name="Show the days").press("Enter")
    expect(page.get_by_text("Tick at least one month").first).to_be_visible()
    assert faults(page) == []

    page.get_by_role("checkbox", name="March").first.press("Space")
    page.get_by_role("button", name="Show the days").press("Enter")
    expect(page.get_by_role("group", name="Day and time").first).to_be_visible()
    assert faults(page) == []
    context.close()
