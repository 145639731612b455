"""The secretary plans a year, announces a meeting, moves it, calls it off and dates it anew.

After each notice the page, the poster, the calendar, the feed and the home page agree.
"""

import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

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
YEAR = datetime.now(tz=UTC).year + 1
EMAIL = "secretary@desk.example"
# Two places where everything is known, and one person with one role.
PREPARE = f"""
from django.contrib.auth.models import Group
from csp_portal.accounts.models import User
from snb.models import Venue
known = dict(step_free="yes", accessible_toilet="yes", hearing_loop="yes", parking="no")
for name in ("Old Hall", "New Library"):
    Venue.objects.create(name=name, slug=name.lower().replace(" ", "-"), address="1 Road", **known)
person = User.objects.get(email="{EMAIL}")
person.is_superuser = False
person.save()
person.groups.set(Group.objects.filter(name="SNB secretary"))
"""
# The drafts of a year, in the order of time: the address of each form, and of each page.
DRAFTS = """
from snb.models import Meeting
from django.urls import reverse
planned = Meeting.objects.filter(starts_at__year=YEAR, access="open", is_example=False)
for one in planned.order_by("starts_at"):
    print(reverse("admin:snb_meeting_change", args=[one.pk]), one.get_absolute_url())
"""


@pytest.fixture(scope="module")
def link(desk_state: Path, desk_address: str) -> str:
    (found,) = make_links(desk_state, desk_address, EMAIL, then=PREPARE)
    return found


@pytest.fixture(scope="module")
def secretary(browser: Browser, link: str) -> Iterator[Page]:
    """A page of the secretary, who came in by a link and has a passkey."""
    context = browser.new_context()
    context.add_init_script(BROKEN)
    page = context.new_page()
    give_passkey(context, page)
    choose_password(page, link)
    add_passkey(page)
    yield page
    context.close()


@pytest.fixture
def resident(browser: Browser) -> Iterator[Page]:
    """A page on a small phone, on which no script runs."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    yield context.new_page()
    context.close()


# --- What the secretary does -------------------------------------------------------------------


def fill_day(page: Page, name: str, day: str, clock: str) -> None:
    page.locator(f"#id_{name}_0").fill(day)
    page.locator(f"#id_{name}_1").fill(clock)


def choose_venue(page: Page, name: str) -> None:
    """Choose a venue in the list that opens, with the keyboard."""
    page.locator(".field-venue .select2-selection").click()
    page.keyboard.type(name)
    expect(page.locator(".select2-results__option--highlighted")).to_have_text(name)
    page.keyboard.press("Enter")


def issue(page: Page) -> None:
    """Tick every remark on the page for a notice and issue it."""
    assert faults(page) == []
    for box in page.locator(".check input[type=checkbox]").all():
        box.check()
    for reason in page.get_by_label("Why the notice is short").all():
        reason.fill("We know of it only now.")
    page.get_by_role("button", name="Issue the notice").click()
    expect(page.get_by_text("is issued. Residents see it now")).to_be_visible()


def edit_and_issue(page: Page, form: str, edit: Any) -> None:
    """Open the form of a meeting, change it, and issue the notice of that."""
    page.goto(form)
    edit(page)
    page.get_by_role("button", name="Save draft and issue a notice").click()
    issue(page)


# --- What residents get --------------------------------------------------------------------------


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as response:
        content: bytes = response.read()
    return content


def poster_words(address: str) -> str:
    sheets = PdfReader(BytesIO(fetched(f"{address}poster.pdf"))).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


def event(address: str) -> Any:
    calendar: Any = icalendar.Calendar.from_ical(fetched(f"{address}calendar.ics"))
    return calendar.walk("VEVENT")[0]


def assert_everybody_says(resident: Page, page: str, portal: str, words: str) -> None:
    """Hold the page, the poster, the calendar, the feed and the list of meetings to ``words``."""
    resident.goto(page)
    said = {
        "page": resident.inner_text("main"),
        "poster": poster_words(page),
        "calendar": str(event(page)["location"]) + str(event(page)["summary"]),
        "feed": fetched(f"{portal}/snb/notices.atom").decode(),
    }
    assert [outlet for outlet, text in said.items() if words.lower() not in text.lower()] == []


def test_open_meeting_is_published_from_nothing_in_two_screens(
    secretary: Page, desk_address: str
) -> None:
    screens: list[str] = []
    secretary.goto(f"{desk_address}/admin/snb/meeting/add/")
    began = time.monotonic()
    secretary.on("framenavigated", lambda frame: screens.append(frame.url))

    secretary.locator("#id_title").fill("Talk about car crime")
    fill_day(secretary, "starts_at", f"{YEAR}-11-09", "18:30")
    fill_day(secretary, "ends_at", f"{YEAR}-11-09", "20:30")
    choose_venue(secretary, "Old Hall")
    secretary.get_by_role("button", name="Save draft and issue a notice").click()
    issue(secretary)

    # The form it began on, the page for the notice, and that page again to say that it is done.
    assert len({screen.partition("?")[0] for screen in screens}) == 1
    assert time.monotonic() - began < 120


def test_planned_meeting_is_announced_moved_called_off_and_dated_anew(
    secretary: Page, resident: Page, desk_state: Path, desk_address: str
) -> None:
    secretary.goto(f"{desk_address}/admin/snb/meeting/plan-year/")
    secretary.get_by_label("Year").select_option(str(YEAR))
    secretary.get_by_label("Venue").select_option(label="Old Hall")
    for month in ("March", "September"):
        secretary.get_by_role("checkbox", name=month).first.check()
    secretary.get_by_role("button", name="Show the days").click()
    secretary.get_by_role("button", name="Add").first.click()
    expect(secretary.get_by_text("Residents see nothing of it until you publish")).to_be_visible()
    code = DRAFTS.replace("YEAR", str(YEAR))
    form, page = (f"{desk_address}{path}" for path in run_in_portal(desk_state, code)[0].split())

    edit_and_issue(secretary, form, lambda page: page.locator("#id_summary").fill("Burglary."))
    first = event(page)
    assert_everybody_says(resident, page, desk_address, "Old Hall")

    edit_and_issue(secretary, form, lambda page: choose_venue(page, "New Library"))
    assert_everybody_says(resident, page, desk_address, "New Library")
    assert "The place has changed from Old Hall, 1 Road to New Library, 1 Road." in (
        resident.inner_text("main")
    )

    def call_off(page: Page) -> None:
        page.locator("#id_state_of_meeting").select_option("cancelled")
        page.locator("#id_called_off_reason").fill("The library has no heating.")

    edit_and_issue(secretary, form, call_off)
    assert_everybody_says(resident, page, desk_address, "cancelled")
    cancelled = event(page)
    assert (cancelled["status"], cancelled["uid"]) == ("CANCELLED", first["uid"])

    def date_anew(page: Page) -> None:
        page.locator("#id_state_of_meeting").select_option("planned")
        fill_day(page, "starts_at", f"{YEAR}-04-13", "18:30")
        fill_day(page, "ends_at", f"{YEAR}-04-13", "20:30")

    edit_and_issue(secretary, form, date_anew)
    again = event(page)
    assert (again["status"], again["uid"]) == ("CONFIRMED", first["uid"])
    assert [one["sequence"] for one in (first, cancelled, again)] == [1, 3, 4]
    assert again.decoded("dtstart").date() == date(YEAR, 4, 13)
    resident.goto(page)
    assert f"13 April {YEAR}" in resident.inner_text("main")
    assert f"13 April {YEAR}" in poster_words(page)


def test_resident_finds_the_meeting_on_a_phone_without_scripts(
    resident: Page, desk_address: str
) -> None:
    resident.goto(desk_address)
    resident.get_by_role("link", name="Meetings", exact=True).first.click()
    resident.get_by_role("link", name="Example: open meeting").first.click()

    expect(resident.get_by_role("heading", name="Agenda")).to_be_visible()
    with resident.expect_download() as download:
        resident.get_by_role("link", name="Add this meeting to your calendar").click()
    assert download.value.suggested_filename.endswith(".ics")
