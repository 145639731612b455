"""Pages of meetings in the states that the examples do not have, public and in the back office.

Nothing here is published, but for a paper: what residents would read is looked at as a preview.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import locked
from tests.browser.faults import faults, open_on_a_phone
from tests.browser.markup import markup_faults
from tests.browser.staff import run_in_portal

pytestmark = pytest.mark.browser
EXAMPLE = "/snb/meetings/example-open-meeting/"
# Three drafts: one that was moved, with papers; one that is over, with minutes; one announced late.
PREPARE = """
from datetime import timedelta
from django.utils import timezone
from csp_portal.publishing.models import State
from partnership.models import PartnerBody
from tests.factories.documents import make_document, make_file, plain_pdf
from tests.factories.snb import (
    make_agenda_item, make_agenda_link, make_attendance, make_correction, make_meeting,
    make_meeting_action, make_notice, make_venue,
)
now = timezone.now()
word = "Donaudampfschifffahrtsgesellschaft" * 2
hall = make_venue(slug="state-hall", name="State Hall", access_note="Ring the bell.\\nWait.")

def draft(slug, days, **fields):
    starts = now + timedelta(days=days)
    return make_meeting(
        slug=slug, title=f"Open meeting {word}", starts_at=starts, venue=hall,
        state=State.DRAFT, published_at=None, summary="What we do.", **fields,
    )

moved = draft("state-moved", 30, how_to_take_part="<h2>Ask</h2><ul><li>Write to us.</li></ul>")
notes = "<h2>Look at</h2><ol><li>One</li></ol>"
item = make_agenda_item(meeting=moved, asked="discuss", minutes_allotted=5, notes=notes)
make_agenda_item(meeting=moved, is_restricted=True, restricted_reason="It names a child.")
paper = make_document(slug="state-paper", title="Paper", why_inaccessible="A picture.",
                      ask_for_format="Write to us.")
make_file(paper)
make_file(paper, content=plain_pdf(words=""))
item.papers.add(paper)
make_agenda_link(item=item, label="Figures", url="https://figures.example/" + "a" * 90)
make_notice(moved, issued_at=now - timedelta(days=3))
type(moved).objects.filter(pk=moved.pk).update(starts_at=now + timedelta(days=25))
moved.refresh_from_db()
make_notice(moved, issued_at=now, kind="change", short_notice_reason="The hall was flooded.")

held = draft("state-held", -30, state_of_meeting="held", minutes_state="draft",
             discussed="<p>Lamps.</p>", public_present=0)
point = make_agenda_item(meeting=held, title=f"Lamps {word}", minutes="<p>Said.</p>")
days = {"due_on": now.date() - timedelta(days=2)}
make_meeting_action(item=point, text=f"Write.\\n{word}", **days)
make_meeting_action(item=point, done_on=now.date(), done_text="Done.", **days)
make_correction(meeting=held, item=point)
make_correction(meeting=held)
make_attendance(meeting=held, body=PartnerBody.objects.first(), presence="apologies")

late = draft("state-late", 3)
for one in (moved, held, late, hall, item):
    print(f"/admin/snb/{one._meta.model_name}/{one.pk}/")
"""
# What the HTML checker reads, besides the pages of the records made here.
OTHERS = (
    "/admin/", "/admin/snb/", "/admin/snb/meeting/", "/admin/snb/meeting/add/",
    "/admin/snb/meeting/plan-year/", "/admin/snb/notice/", "/admin/snb/meetingaction/",
    "/admin/snb/agendaitem/", "/admin/snb/venue/add/", "/admin/documents/document/add/",
    "/admin/partnership/source/add/",
)  # fmt: skip


@pytest.fixture(scope="module")
def records(shared: Path, state: Path, portal_address: str) -> dict[str, str]:
    """Where the back office keeps each record; whichever process is first makes them."""
    names = ("moved", "held", "late", "hall", "item")
    kept = shared / "meeting-states"
    with locked(shared / "making-meeting-states"):
        if not kept.exists():
            made = run_in_portal(state, PREPARE, address=portal_address)
            kept.write_text("\n".join(made), encoding="utf-8")
    paths = kept.read_text(encoding="utf-8").splitlines()
    return {name: portal_address + path for name, path in zip(names, paths, strict=True)}


@pytest.fixture
def paper(browser: Browser, portal_address: str) -> Iterator[Page]:
    """The example meeting as it is printed."""
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"{portal_address}{EXAMPLE}")
    yield page
    page.close()


def preview(page: Page, record: str) -> None:
    """Open the page of a draft as residents would see it."""
    open_on_a_phone(page, f"{record}publish/")
    page.get_by_role("link", name="Preview", exact=True).click()
    expect(page.get_by_text("This is a draft.")).to_be_visible()


def test_meeting_that_was_moved_has_no_fault(office: Page, records: dict[str, str]) -> None:
    preview(office, records["moved"])

    expect(office.get_by_text("This meeting was moved.")).to_be_visible()
    expect(office.get_by_text("Earlier version:")).to_be_visible()
    expect(office.get_by_text("Not for the public.")).to_be_visible()
    assert faults(office) == []


def test_meeting_with_minutes_has_no_fault(office: Page, records: dict[str, str]) -> None:
    preview(office, records["held"])

    expect(office.get_by_text("Overdue")).to_be_visible()
    expect(office.get_by_text("They should have said:").first).to_be_visible()
    assert faults(office) == []


def test_notice_that_is_refused_leads_to_each_remark(office: Page, records: dict[str, str]) -> None:
    open_on_a_phone(office, f"{records['late']}notice/")
    for drawer in office.locator(".notice-outlet summary").all():
        drawer.click()
    assert faults(office) == []

    office.get_by_role("button", name="Issue the notice").click()

    expect(office.get_by_role("alert")).to_be_focused()
    assert faults(office) == []
    office.keyboard.press("Tab")
    office.keyboard.press("Enter")
    expect(office.get_by_role("checkbox").first).to_be_focused()


def test_forms_with_all_their_rows_have_no_fault(office: Page, records: dict[str, str]) -> None:
    open_on_a_phone(office, f"{records['held']}change/")
    for group in office.locator(".inline-group summary").all():
        group.click()
    assert faults(office) == []

    open_on_a_phone(office, f"{records['item']}change/")
    for button in office.locator(".add-row a").all():
        button.click()
    assert faults(office) == []


def test_form_that_is_refused_has_no_fault(office: Page, portal_address: str) -> None:
    open_on_a_phone(office, f"{portal_address}/admin/snb/meeting/add/")

    office.get_by_role("button", name="Save draft", exact=True).click()

    expect(office.get_by_text("Give the day and time.")).to_be_visible()
    assert faults(office) == []


def test_venue_is_compared_by_what_was_typed_only(office: Page, records: dict[str, str]) -> None:
    open_on_a_phone(office, f"{records['hall']}change/")
    office.locator("#id_transport").fill("Buses stop outside.")
    office.get_by_role("button", name="Save draft and go on to publish").click()
    assert faults(office) == []

    office.get_by_role("link", name="Compare with what is public").click()

    assert office.locator(".changes dt").all_inner_texts() == ["Transport"]
    assert faults(office) == []


def test_pages_are_valid(office: Page, records: dict[str, str], portal_address: str) -> None:
    own = [
        records[name] + page
        for name, page in (
            ("moved", "change/"), ("moved", "notice/"), ("moved", "copy/"), ("late", "notice/"),
            ("held", "change/"), ("item", "change/"), ("hall", "publish/"), ("hall", "compare/"),
        )
    ]  # fmt: skip
    addresses = [*own, *(portal_address + path for path in OTHERS)]

    pages = {address: office.request.get(address).text() for address in addresses}

    assert markup_faults(pages) == []


def test_printed_meeting_has_nothing_to_press(paper: Page) -> None:
    expect(paper.get_by_role("heading", name="Example: open meeting")).to_be_visible()
    expect(paper.get_by_text("You can find this page at http")).to_be_visible()

    assert paper.get_by_role("navigation").all() == []
    assert paper.get_by_role("link", name="Poster (PDF, A4)").all() == []
