"""The editor of rich text: its keys, its names, and the strict policy."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.faults import faults, open_on_a_phone

pytestmark = pytest.mark.browser
NOTES = "#id_actions-0-description"


@pytest.fixture
def page(office: Page, portal_address: str) -> Page:
    """A new priority with one planned action that the form's script has added.

    The window is a phone's, where the buttons have the least room; faults are looked for on
    a desk as well.
    """
    open_on_a_phone(office, f"{portal_address}/admin/priorities/priority/add/")
    office.locator("#actions-group summary").click()
    office.locator("#actions-group .add-row a").click()
    office.wait_for_selector(f"{NOTES}_editor")
    return office


def notes(page: Page) -> Locator:
    """Return the editor in the row that was added."""
    return page.locator("#actions-0").get_by_role("textbox", name="Description")


def button(page: Page, name: str) -> Locator:
    """Return a button above that editor."""
    toolbar = page.locator("#actions-0").get_by_role(
        "toolbar", name="Form of the text: Description"
    )
    return toolbar.get_by_role("button", name=name, exact=True)


def write_table(page: Page) -> None:
    """Write a table whose header cells have words."""
    notes(page).click()
    button(page, "Table").click()
    page.keyboard.type("Year")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("Count")


def focused(page: Page) -> str:
    """Return the words of what has the focus."""
    text: str = page.evaluate("document.activeElement.textContent")
    return text


def test_editor_has_no_fault_and_keeps_the_policy(page: Page) -> None:
    write_table(page)

    assert faults(page) == []


def test_what_is_written_stands_in_the_field_that_is_sent(page: Page) -> None:
    notes(page).click()
    button(page, "Bold").click()
    page.keyboard.type("Agreed")

    assert page.locator(NOTES).input_value() == "<p><strong>Agreed</strong></p>"


def test_field_that_nobody_touched_stays_as_it_was(page: Page) -> None:
    notes(page).click()
    page.keyboard.press("Tab")

    assert page.locator(NOTES).input_value() == ""


def test_tab_leaves_the_editor_from_a_table(page: Page) -> None:
    write_table(page)

    page.keyboard.press("Tab")

    assert page.evaluate("!document.activeElement.closest('.rich-text-editor')")


def test_tab_leaves_the_editor_from_a_list(page: Page) -> None:
    notes(page).click()
    button(page, "List").click()
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")

    page.keyboard.press("Tab")

    assert page.evaluate("!document.activeElement.closest('.rich-text-editor')")
    assert page.locator(NOTES).input_value().count("<li>") == 2


def test_toolbar_is_one_stop_and_arrows_walk_through_it(page: Page) -> None:
    notes(page).click()

    page.keyboard.press("Shift+Tab")
    first = focused(page)
    page.keyboard.press("ArrowRight")
    second = focused(page)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")

    assert (first, second, focused(page)) == ("Heading", "Smaller heading", "Redo")


def test_button_says_whether_it_is_on(page: Page) -> None:
    notes(page).click()
    page.keyboard.type("Minutes")

    button(page, "Heading").click()

    assert button(page, "Heading").get_attribute("aria-pressed") == "true"
    assert page.locator(NOTES).input_value() == "<h2>Minutes</h2>"


def test_link_is_asked_for_in_a_box_with_a_name(page: Page) -> None:
    notes(page).click()
    page.keyboard.type("Paper")
    page.keyboard.press("Control+a")
    button(page, "Link").click()
    page.get_by_label("Address of the link").fill("https://vale.example/a")

    found = faults(page)
    page.get_by_role("button", name="Set the link").click()
    page.wait_for_function(f"document.querySelector('{NOTES}').value.includes('<a')")

    assert found == []
    assert 'href="https://vale.example/a"' in page.locator(NOTES).input_value()


def test_advice_comes_while_somebody_types(page: Page) -> None:
    notes(page).click()
    page.keyboard.type("We tackle it.")

    page.locator("#actions-0 .advice").get_by_text("Instead of “tackle”").wait_for()

    assert page.locator("#actions-0 .advice").get_attribute("aria-live") == "polite"


def test_without_scripts_the_field_is_a_text_area(
    browser: Browser, session: dict[str, Any], portal_address: str
) -> None:
    context = browser.new_context(storage_state=session, java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{portal_address}/admin/snb/meeting/add/")

    assert page.get_by_label("How to take part").is_visible()
    assert page.get_by_label("How to take part").is_editable()
    context.close()
