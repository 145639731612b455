"""A draft on its page, for those who hold the address, and for nobody else."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from csp_portal.publishing.drafts import open_draft
from csp_portal.publishing.models import ContentVersion, Draft, Publishable
from csp_portal.publishing.preview import FOR_PARTNERS, FOR_STAFF, SALT, Preview, preview_address
from partnership.models import PartnerBody
from priorities.models import Priority
from tests.back_office import open_form, page_of, save_form
from tests.factories.partnership import make_body, make_glossary_entry, make_helpline
from tests.factories.priorities import make_plan, make_priority
from tests.project.crawl import PageReader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal")]


def with_draft(**fields: Any) -> PartnerBody:
    """A public member with a draft in which it has a new summary."""
    body = make_body(summary="Old words.", **fields)
    with open_draft(body, by=None, at=timezone.now()) as session:
        PartnerBody.objects.filter(pk=body.pk).update(summary="New words.")
        session.is_saved = True
    return body


def address_of(record: Publishable) -> str:
    return preview_address(record, is_for_partner=False)


def links_of(html: str) -> list[str]:
    reader = PageReader()
    reader.feed(html)
    return [link for link in reader.links if link.startswith("/")]


def test_preview_shows_the_draft_and_says_that_it_is_one(client: Client) -> None:
    page = client.get(address_of(with_draft())).content.decode()

    assert "New words." in page
    assert "Old words." not in page
    assert "Preview." in page


def test_preview_of_a_word_leads_to_its_place_on_the_page(client: Client) -> None:
    entry = make_glossary_entry(slug="hotspot", term="Hotspot", state="draft", published_at=None)

    address = address_of(entry)

    assert address.endswith("/glossary/#hotspot")
    assert "Hotspot" in client.get(address).content.decode()


def test_preview_of_a_helpline_is_the_page_with_all_of_them(client: Client) -> None:
    helpline = make_helpline(name="Night line", state="draft", published_at=None)

    page = client.get(address_of(helpline)).content.decode()

    assert "Night line" in page


def test_preview_changes_nothing_public(client: Client) -> None:
    body = with_draft()
    token = ContentVersion.objects.get().token

    client.get(address_of(body))

    public = client.get(body.get_absolute_url()).content.decode()
    assert "Old words." in public
    assert "Preview." not in public
    assert ContentVersion.objects.get().token == token
    assert Draft.objects.get().data["fields"]["summary"] == "New words."


@pytest.mark.parametrize("state", ["draft", "awaiting_approval", "scheduled", "withdrawn"])
def test_preview_shows_what_is_not_public(client: Client, state: str) -> None:
    body = make_body(name="Hidden Trust", state=state, published_at=None)

    response = client.get(address_of(body))

    assert "Hidden Trust" in response.content.decode()
    assert client.get(body.get_absolute_url()).status_code == 404


def test_preview_shows_a_record_of_a_draft_plan(client: Client) -> None:
    plan = make_plan(state="draft", published_at=None, title="Hidden plan")
    priority = make_priority(plan=plan, title="Hidden priority")

    page = client.get(address_of(priority)).content.decode()

    plan.refresh_from_db()
    assert "Hidden priority" in page
    assert plan.state == "draft"
    assert not Priority.objects.public(at=timezone.now()).exists()


def test_preview_reads_no_session_and_is_never_kept(client: Client) -> None:
    response = client.get(address_of(with_draft()))

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert {"no-store", "private"} <= set(response["Cache-Control"].replace(" ", "").split(","))
    assert "ETag" not in response
    assert response["X-Robots-Tag"] == "noindex"


def test_links_of_a_preview_stay_in_it(client: Client) -> None:
    address = address_of(with_draft())
    prefix = "/".join(address.split("/")[:3]) + "/"

    links = links_of(client.get(address).content.decode())

    assert len(links) > 10
    assert list(filter(lambda link: not link.startswith(prefix), links)) == []


def test_list_in_a_preview_shows_the_draft_too(client: Client) -> None:
    address = address_of(make_body(name="Hidden Trust", state="draft", published_at=None))
    prefix = "/".join(address.split("/")[:3])

    page = client.get(f"{prefix}/partnership/members/").content.decode()

    assert "Hidden Trust" in page


def test_addresses_after_a_preview_lead_to_the_portal_again(client: Client) -> None:
    body = with_draft()
    client.get(address_of(body))

    links = links_of(client.get("/").content.decode())

    assert list(filter(lambda link: link.startswith("/preview/"), links)) == []


@pytest.mark.parametrize(
    ("is_for_partner", "lasts"),
    [(False, FOR_STAFF), (True, FOR_PARTNERS)],
    ids=["staff", "partner"],
)
def test_preview_ends(client: Client, time_machine: Any, is_for_partner: bool, lasts: Any) -> None:
    begun = timezone.now().replace(microsecond=0)
    time_machine.move_to(begun, tick=False)
    address = preview_address(with_draft(), is_for_partner=is_for_partner)
    time_machine.move_to(begun + lasts - timedelta(seconds=1), tick=False)
    before = client.get(address).status_code
    time_machine.move_to(begun + lasts, tick=False)

    assert (before, client.get(address).status_code) == (200, 404)


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "a:b:c",
        signing.dumps(["partnership.partnerbody", 1, 99999999999], salt="another"),
        signing.dumps(["partnership.partnerbody", 1, 99999999999], salt=SALT)[:-1],
    ],
    ids=["word", "parts", "another purpose", "cut off"],
)
def test_forged_address_shows_nothing(client: Client, token: str) -> None:
    body = with_draft()

    response = client.get(f"/preview/{token}{body.get_absolute_url()}")

    assert response.status_code == 404
    assert "New words." not in response.content.decode()


@pytest.mark.parametrize(
    "path", ["admin/", "admin/login/", "accounts/login/", "-/ready", "nowhere/", "preview/x/"]
)
def test_preview_shows_no_page_that_is_not_public(client: Client, path: str) -> None:
    prefix = "/".join(address_of(with_draft()).split("/")[:3])

    assert client.get(f"{prefix}/{path}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_preview_is_only_read(client: Client, method: str) -> None:
    response = getattr(client, method)(address_of(with_draft()))

    assert response.status_code == 405


def test_preview_of_a_deleted_record_is_gone(client: Client) -> None:
    body = make_body(state="draft", published_at=None)
    address = address_of(body)
    body.delete()

    ended = client.get(address)

    assert ended.status_code == 404
    assert "This preview has ended" in ended.content.decode()
    assert "no-store" in ended["Cache-Control"]


def test_officer_is_led_to_the_preview(officer: Client) -> None:
    body = make_body(summary="Old words.")
    fields = open_form(officer, body) | {"summary": "New words.", "_preview": "Preview"}
    saved = officer.post(page_of(body, "change"), fields)

    page = officer.get(saved["Location"], follow=True).content.decode()

    assert "New words." in page


def test_partner_opens_the_link_without_an_account(officer: Client) -> None:
    body = make_body(summary="Old words.")
    save_form(officer, body, open_form(officer, body) | {"summary": "New words."})
    link = officer.get(page_of(body, "publish")).context["partner_link"]

    page = Client().get(link.removeprefix("http://testserver")).content.decode()

    assert "New words." in page


def test_stranger_is_not_led_to_the_preview(client: Client) -> None:
    response = client.get(page_of(with_draft(), "preview"))

    assert response["Location"].startswith("/admin/login/")


def test_word_of_an_address_names_record_and_end() -> None:
    ends_at = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    preview = Preview("partnership.partnerbody", 7, ends_at)

    read = Preview.from_token(preview.token(), at=datetime.now(tz=ends_at.tzinfo))

    assert read == preview
