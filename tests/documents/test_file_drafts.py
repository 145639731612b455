"""A new file of a public document waits in its draft; nothing that was published is lost."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from csp_portal.documents.models import Document, DocumentFile
from csp_portal.publishing.drafts import draft_of
from csp_portal.publishing.models import ApprovalRule, Draft, Version
from csp_portal.publishing.preview import preview_address
from csp_portal.publishing.scheduling import carry_out_due
from priorities.models import Plan
from tests.back_office import address, edit, move, open_form, page_of, publish, save_form
from tests.factories.documents import accessible_pdf, make_document, make_file
from tests.factories.priorities import make_plan
from tests.project.crawl import PageReader

pytestmark = pytest.mark.django_db
DAY = {"due_at_0": "2099-06-10", "due_at_1": "06:00"}
DUE = datetime(2099, 6, 10, 5, tzinfo=UTC)


def shown_document(**fields: Any) -> Document:
    """A public document with one file, on a public plan."""
    document = make_document(**fields)
    make_plan().documents.add(document)
    make_file(document, name="First.pdf")
    return document


def add_file(client: Client, document: Document, name: str = "Second.pdf", **typed: Any) -> None:
    """Choose a new file in the document's form and save it."""
    content = accessible_pdf(words=f"Words of {name}")
    edit(client, document, **typed, upload=SimpleUploadedFile(name, content))


def drafted(document: Document, number: int = 0) -> dict[str, Any]:
    """What the draft holds of one of its files, the newest first."""
    return draft_of(document).data["children"]["files"][number]["fields"]  # type: ignore[union-attr]


def address_of(document: Document, fields: dict[str, Any]) -> str:
    names = [document.slug, fields["key"], fields["name"]]
    return reverse("documents:document_file", args=names)


def take_down(client: Client, document: Document, place: int, **typed: Any) -> Any:
    """Tick that the file at a place in the form is taken down, and save."""
    ticked = {f"files-{place}-is_withdrawn": "on"}
    return save_form(client, document, open_form(client, document) | ticked | typed)


def names(files: Any) -> list[str]:
    return sorted(files.values_list("name", flat=True))


def stored() -> set[str]:
    return set(storages["documents"].listdir("")[1])


def links_of(html: str) -> list[str]:
    reader = PageReader()
    reader.feed(html)
    return reader.links


def bring_back(client: Client, document: Document, number: int) -> Any:
    return client.post(page_of(document, "bring-back"), {"version": number})


# --- Nothing public changes ----------------------------------------------------------------


def test_file_of_a_draft_is_in_no_table(officer: Client) -> None:
    document = shown_document()

    add_file(officer, document)

    assert names(document.files) == ["first.pdf"]
    assert drafted(document)["name"] == "second.pdf"
    assert drafted(document)["number"] == 2


def test_file_of_a_draft_is_not_found_at_its_address(officer: Client, client: Client) -> None:
    document = shown_document()

    add_file(officer, document)

    assert client.get(address_of(document, drafted(document))).status_code == 404


@pytest.mark.parametrize("page", ["document", "plan", "sitemap"])
def test_no_public_page_changes_for_a_draft(officer: Client, client: Client, page: str) -> None:
    document = shown_document()
    path = {
        "document": document.get_absolute_url(),
        "plan": Plan.objects.get().get_absolute_url(),
        "sitemap": "/sitemap-documents.xml",
    }[page]
    before = client.get(path)

    add_file(officer, document, title="Better")

    after = client.get(path)
    assert after.content == before.content
    assert after["ETag"] == before["ETag"]


@pytest.mark.parametrize("variant", ["original", "easy_read"])
def test_file_is_public_once_the_draft_is_published(
    officer: Client, client: Client, variant: str
) -> None:
    document = shown_document()
    add_file(officer, document, variant=variant)
    path = address_of(document, drafted(document))

    publish(officer, document)

    assert client.get(path).getvalue().startswith(b"%PDF-")
    assert path in client.get(document.get_absolute_url()).content.decode()
    assert not Draft.objects.exists()


def test_two_files_of_one_draft_are_numbered_in_turn(officer: Client) -> None:
    document = shown_document()

    add_file(officer, document)
    add_file(officer, document, "Third.pdf")
    publish(officer, document)

    numbers = document.files.order_by("number").values_list("number", "name")
    assert list(numbers) == [(1, "first.pdf"), (2, "second.pdf"), (3, "third.pdf")]


def test_published_file_is_the_same_row_afterwards(officer: Client) -> None:
    document = shown_document()
    before = document.files.values().get()

    add_file(officer, document)
    publish(officer, document)

    assert document.files.filter(number=1).values().get() == before


def test_refused_file_leaves_no_draft(officer: Client) -> None:
    document, before = shown_document(), stored()
    script = {"upload": SimpleUploadedFile("plan.pdf", b"<script>alert(1)</script>")}

    response = save_form(officer, document, open_form(officer, document) | script)

    assert "something else" in response.context["adminform"].form.errors["upload"][0]
    assert not Draft.objects.exists()
    assert stored() >= before


@pytest.mark.parametrize(
    "forged",
    [
        {"files-0-sha256": "0", "files-0-name": "other.pdf", "files-0-stored": "other.pdf"},
        {"files-0-DELETE": "on"},
        {"files-TOTAL_FORMS": "2", "files-1-variant": "original", "files-1-is_withdrawn": "on"},
    ],
    ids=["change", "delete", "add"],
)
def test_no_forged_form_passes_by_the_check(officer: Client, forged: dict[str, str]) -> None:
    document = shown_document()

    save_form(officer, document, open_form(officer, document) | forged)

    assert not Draft.objects.exists()
    assert names(document.files) == ["first.pdf"]


def test_second_of_two_people_is_told_and_overwrites_nothing(officer: Client) -> None:
    document = shown_document()
    opened = open_form(officer, document)
    add_file(officer, document)
    late = {"upload": SimpleUploadedFile("Late.pdf", accessible_pdf(words="Late"))}

    response = save_form(officer, document, opened | late)

    assert "Nothing was overwritten" in str(response.context["adminform"].form.errors)
    assert drafted(document)["name"] == "second.pdf"


# --- Looking at a draft --------------------------------------------------------------------


@pytest.mark.parametrize("is_for_partner", [True, False], ids=["partner", "colleague"])
def test_file_of_a_draft_is_had_through_the_preview(
    officer: Client, client: Client, is_for_partner: bool
) -> None:
    document = shown_document()
    add_file(officer, document)
    page = client.get(preview_address(document, is_for_partner=is_for_partner))
    path = next(link for link in links_of(page.content.decode()) if link.endswith("second.pdf"))

    response = client.get(path)

    assert response.getvalue() == storages["documents"].open(drafted(document)["stored"]).read()
    assert response["Content-Disposition"] == 'attachment; filename="second.pdf"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_file_in_a_preview_is_never_kept(officer: Client, client: Client) -> None:
    document = shown_document()
    add_file(officer, document)
    inside = preview_address(document, is_for_partner=True).partition("documents/")[0]
    path = f"{inside}{address_of(document, drafted(document)).lstrip('/')}"

    response = client.get(path, headers={"If-None-Match": f'"{drafted(document)["sha256"]}"'})

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "ETag" not in response


def test_document_that_no_record_names_has_a_preview(client: Client, portal: object) -> None:
    file = make_file(make_document(title="Not named yet"))
    address = preview_address(file.document, is_for_partner=False)

    page = client.get(address).content.decode()

    assert "Not named yet" in page
    path = next(link for link in links_of(page) if link.endswith(file.name))
    assert client.get(path).status_code == 200


def test_preview_of_one_document_opens_no_file_of_another(client: Client, portal: object) -> None:
    file, other = make_file(), make_file()
    inside = preview_address(file.document, is_for_partner=True).partition("documents/")[0]

    response = client.get(f"{inside}{other.get_absolute_url().lstrip('/')}")

    assert response.status_code == 404


def test_colleague_opens_a_file_of_the_draft_from_the_form(
    officer: Client, approver: Client, client: Client
) -> None:
    document = shown_document()
    add_file(officer, document)
    path = reverse("admin:documents_document_file", args=[document.pk, drafted(document)["key"]])

    page = officer.get(address(document)).content.decode()
    assert path in page
    assert page.count("Only this draft has it.") == 1
    assert approver.get(path).getvalue().startswith(b"%PDF-")
    assert client.get(path).status_code == 302


def test_draft_is_compared_in_words(officer: Client) -> None:
    document = shown_document()
    add_file(officer, document)

    page = officer.get(page_of(document, "compare")).content.decode()

    assert "File “second.pdf”: Added" in page
    assert "What the file is: The document itself" in page
    assert "Version: 2" in page
    assert f"Size: {drafted(document)['size']} bytes" in page.replace("1 KB", "")
    assert f"Checksum (SHA-256): {drafted(document)['sha256']}" in page
    assert drafted(document)["stored"] not in page


def test_form_says_when_no_public_page_names_the_document(officer: Client) -> None:
    document = make_file().document
    words = "No public page names it, so residents do not see it."

    hidden = officer.get(address(document)).content.decode()
    make_plan().documents.add(document)
    shown = officer.get(address(document)).content.decode()

    assert (words in hidden, words in shown) == (True, False)


# --- The second person and the clock -------------------------------------------------------


def test_second_person_approves_a_file(officer: Client, approver: Client, client: Client) -> None:
    document = shown_document()
    ApprovalRule.objects.filter(kind="documents.document").update(is_required=True)
    add_file(officer, document)
    path = address_of(document, drafted(document))

    alone = move(officer, document, "publish")
    move(officer, document, "send")
    waiting = client.get(path).status_code
    move(approver, document, "approve")

    assert "Your role does not allow this" in str(alone.context["form"].errors)
    assert (waiting, client.get(path).status_code) == (404, 200)


def test_nobody_adds_a_file_while_an_approver_reads(officer: Client) -> None:
    document = shown_document()
    add_file(officer, document)
    move(officer, document, "send")

    third = {"upload": SimpleUploadedFile("Third.pdf", accessible_pdf(words="Third"))}

    assert save_form(officer, document, third).status_code == 403
    assert drafted(document)["name"] == "second.pdf"


def test_new_document_waits_for_the_second_person_where_there_is_one(officer: Client) -> None:
    ApprovalRule.objects.filter(kind="documents.document").update(is_required=True)
    typed = {
        "title": "The plan",
        "slug": "the-plan",
        "kind": "plan",
        "description": "All of it.",
        "upload": SimpleUploadedFile("Plan.pdf", accessible_pdf()),
    }

    save_form(officer, Document, open_form(officer, Document) | typed)

    assert Document.objects.get().state == "draft"


def test_new_document_follows_its_records_where_one_person_is_enough(officer: Client) -> None:
    typed = {
        "title": "The plan",
        "slug": "the-plan",
        "kind": "plan",
        "description": "All of it.",
        "upload": SimpleUploadedFile("Plan.pdf", accessible_pdf()),
    }

    save_form(officer, Document, open_form(officer, Document) | typed)

    assert Document.objects.get().state == "published"
    assert not Draft.objects.exists()


def test_file_is_published_at_its_time(officer: Client, client: Client) -> None:
    document = shown_document()
    add_file(officer, document)
    path = address_of(document, drafted(document))
    move(officer, document, "schedule", **DAY)

    before = client.get(path).status_code
    carry_out_due(at=DUE)

    assert (before, client.get(path).status_code) == (404, 200)


# --- Setting aside, bringing back ----------------------------------------------------------


def test_discarded_draft_keeps_its_file_on_disk(officer: Client, client: Client) -> None:
    document = shown_document()
    add_file(officer, document)
    fields = drafted(document)

    officer.post(page_of(document, "discard"))

    assert fields["stored"] in stored()
    assert client.get(address_of(document, fields)).status_code == 404
    assert not Draft.objects.exists()


def test_discarded_draft_is_brought_back_with_its_file(officer: Client, client: Client) -> None:
    document = shown_document()
    add_file(officer, document)
    path = address_of(document, drafted(document))
    officer.post(page_of(document, "discard"))

    bring_back(officer, document, 1)
    publish(officer, document)

    assert client.get(path).getvalue().startswith(b"%PDF-")


def test_discarded_file_takes_the_next_free_number(officer: Client) -> None:
    document = shown_document()
    add_file(officer, document, "Set aside.pdf")
    officer.post(page_of(document, "discard"))
    add_file(officer, document)
    publish(officer, document)

    bring_back(officer, document, 1)
    publish(officer, document)

    numbers = document.files.order_by("number").values_list("number", "name")
    assert list(numbers) == [(1, "first.pdf"), (2, "second.pdf"), (3, "set-aside.pdf")]


def test_same_draft_is_brought_back_twice(officer: Client) -> None:
    document = shown_document()
    add_file(officer, document)
    officer.post(page_of(document, "discard"))
    bring_back(officer, document, 1)
    publish(officer, document)

    bring_back(officer, document, 1)

    assert names(document.files) == ["first.pdf", "second.pdf"]
    assert not Draft.objects.filter(data__isnull=True).exists()


def test_earlier_version_takes_the_newer_file_down_and_loses_nothing(
    officer: Client, client: Client
) -> None:
    document = shown_document()
    add_file(officer, document)
    publish(officer, document)
    old, new = document.files.order_by("number")

    bring_back(officer, document, 1)
    still = client.get(new.get_absolute_url()).status_code
    publish(officer, document)

    assert (still, client.get(new.get_absolute_url()).status_code) == (200, 404)
    card = client.get(document.get_absolute_url()).context["cards"][0]
    assert (card.newest.url, card.earlier) == (old.get_absolute_url(), [])
    assert {old.stored.name, new.stored.name} <= stored()


def test_newer_file_is_shown_again(officer: Client, client: Client) -> None:
    document = shown_document()
    add_file(officer, document)
    publish(officer, document)
    new = document.files.get(number=2)
    bring_back(officer, document, 1)
    publish(officer, document)

    bring_back(officer, document, 2)
    publish(officer, document)

    assert client.get(new.get_absolute_url()).status_code == 200


# --- Taking a file down --------------------------------------------------------------------


def test_file_is_taken_down_once_the_draft_is_published(officer: Client, client: Client) -> None:
    document = shown_document()
    easy = make_file(document, variant="easy_read", name="Easy.pdf")
    place = list(document.files.all()).index(easy)

    take_down(officer, document, place)
    still = client.get(easy.get_absolute_url()).status_code
    publish(officer, document)

    assert (still, client.get(easy.get_absolute_url()).status_code) == (200, 404)
    page = client.get(Plan.objects.get().get_absolute_url()).content.decode()
    assert "easy.pdf" not in page
    assert "first.pdf" in page
    assert easy.stored.name in stored()


def test_last_file_of_the_document_itself_stays(officer: Client) -> None:
    document = shown_document()

    response = take_down(officer, document, 0)

    assert "Leave one of its files" in str(response.context["errors"])
    assert not Draft.objects.exists()


def test_last_file_is_replaced_and_taken_down_in_one_draft(officer: Client, client: Client) -> None:
    document = shown_document()
    old = document.files.get()
    new = {"upload": SimpleUploadedFile("Second.pdf", accessible_pdf(words="Second"))}

    take_down(officer, document, 0, **new)
    publish(officer, document)

    assert client.get(old.get_absolute_url()).status_code == 404
    assert names(DocumentFile.objects.filter(is_withdrawn=False)) == ["second.pdf"]


def test_file_that_only_the_draft_has_is_removed_and_cleaned_up(
    officer: Client, django_capture_on_commit_callbacks: Any
) -> None:
    document = shown_document()
    add_file(officer, document)
    name = drafted(document)["stored"]

    with django_capture_on_commit_callbacks(execute=True):
        take_down(officer, document, 0)

    assert not Draft.objects.exists()
    assert name not in stored()


def test_file_that_a_discarded_draft_names_is_not_cleaned_up(
    officer: Client, django_capture_on_commit_callbacks: Any
) -> None:
    document = shown_document()
    add_file(officer, document)
    name = drafted(document)["stored"]
    officer.post(page_of(document, "discard"))
    bring_back(officer, document, 1)

    with django_capture_on_commit_callbacks(execute=True):
        take_down(officer, document, 0)

    assert name in stored()


# --- Withdrawing the whole -----------------------------------------------------------------


def test_withdrawn_document_is_hidden_on_every_page(officer: Client, client: Client) -> None:
    document = shown_document(title="The plan in full")

    move(officer, document, "withdraw")

    page = client.get(Plan.objects.get().get_absolute_url()).content.decode()
    assert "The plan in full" not in page
    assert client.get(document.get_absolute_url()).status_code == 404
    assert client.get(document.files.get().get_absolute_url()).status_code == 404


def test_deleted_document_takes_its_files_with_it(
    officer: Client, django_capture_on_commit_callbacks: Any
) -> None:
    document = make_file().document
    add_file(officer, document)
    kept = {drafted(document)["stored"], document.files.get().stored.name}
    officer.post(page_of(document, "discard"))
    move(officer, document, "withdraw")

    with django_capture_on_commit_callbacks(execute=True):
        officer.post(page_of(document, "delete"), {"post": "yes"})

    assert not Document.objects.exists()
    assert stored().isdisjoint(kept)
    assert Version.objects.exists()


def test_publishing_a_record_remarks_on_a_document_that_is_not_public(officer: Client) -> None:
    plan = make_plan(state="draft", published_at=None)
    plan.documents.add(make_document(title="Still a draft", state="draft", published_at=None))

    page = officer.get(page_of(plan, "publish")).content.decode()

    assert "“Still a draft” is not published, so residents will not see it here." in page
