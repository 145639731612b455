"""Officers add and replace files; what is wrong with one is said beside it."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from csp_portal.documents.models import Document, DocumentFile
from priorities.models import Plan
from tests.back_office import (
    address,
    found,
    list_address,
    move,
    open_form,
    publish,
    queries_of_list,
    save_form,
)
from tests.factories.documents import (
    WORD,
    accessible_pdf,
    archive,
    make_document,
    make_file,
    plain_pdf,
)
from tests.factories.priorities import make_plan

TYPED = {
    "title": "The plan in full",
    "slug": "the-plan",
    "kind": "plan",
    "description": "What we will do.",
    "language": "en",
    "variant": "original",
}
SAID = {"why_inaccessible": "It is a scan.", "ask_for_format": "Write to us."}


def upload(content: bytes, name: str = "The plan.pdf") -> SimpleUploadedFile:
    # A browser says what it likes about the type, so nothing may hang on it.
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def add(client: Client, content: bytes, name: str = "The plan.pdf", **typed: str) -> Any:
    fields = open_form(client, Document) | TYPED | typed | {"upload": upload(content, name)}
    return save_form(client, Document, fields)


def replace(client: Client, document: Document, content: bytes, **typed: str) -> Any:
    fields = open_form(client, document) | typed | {"upload": upload(content)}
    return save_form(client, document, fields)


def errors(response: Any) -> Any:
    assert response.status_code == 200
    return response.context["adminform"].form.errors


@pytest.mark.parametrize(("role", "user"), [("officer", "officer"), ("secretary", "snb-secretary")])
def test_file_is_added_and_checked(role: str, user: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(role)

    response = add(client, accessible_pdf(pages=2))

    file = DocumentFile.objects.get()
    assert response.status_code == 302
    assert (file.document.slug, file.number, file.page_count) == ("the-plan", 1, 2)
    assert (file.name, file.uploaded_by.username) == ("the-plan.pdf", user)


def test_officer_attaches_a_document_to_a_plan(officer: Client) -> None:
    plan, file = make_plan(state="draft", published_at=None), make_file()
    fields = open_form(officer, plan) | {"documents": [str(file.document.pk)]}

    save_form(officer, plan, fields)

    assert plan.documents.get() == file.document


@pytest.mark.parametrize("key", ["x", "9" * 30, "-1"])
def test_document_that_cannot_exist_is_refused(officer: Client, key: str) -> None:
    plan = make_plan()

    response = save_form(officer, plan, open_form(officer, plan) | {"documents": [key]})

    assert "documents" in errors(response)


def test_document_is_found_by_a_part_of_its_name(officer: Client) -> None:
    make_document(title="Minutes"), make_document(title="The plan in full")
    asked = {"app_label": "priorities", "model_name": "plan", "field_name": "documents"}

    response = officer.get("/admin/autocomplete/", asked | {"term": "in full"})

    assert [row["text"] for row in response.json()["results"]] == ["The plan in full"]


# --- What is refused ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<script>alert(1)</script>", "plan.pdf", "something else"),
        (b"<html></html>", "plan.html", "cannot be published"),
        (b"<svg/>", "plan.svg", "cannot be published"),
        (b"MZ\0", "plan.exe", "cannot be published"),
        (accessible_pdf(), "plan.html.pdf", "two endings"),
        (accessible_pdf(), "plan\u202efdp.exe", "cannot be published"),
        (accessible_pdf()[:400], "plan.pdf", "broken or cut off"),
        (accessible_pdf() + archive(WORD), "plan.pdf", "broken or cut off"),
        (b"", "plan.pdf", "empty"),
        (archive(WORD | {"word/vbaProject.bin": "x"}), "plan.docx", "macro"),
    ],
    ids=[
        "html-as-pdf",
        "html",
        "svg",
        "exe",
        "two-endings",
        "direction",
        "cut",
        "polyglot",
        "empty",
        "macro",
    ],
)
def test_hostile_file_is_refused_beside_the_field_and_what_was_typed_stays(
    officer: Client, content: bytes, name: str, words: str
) -> None:
    before = storages["documents"].listdir("")[1]

    response = add(officer, content, name)

    assert words in errors(response)["upload"][0]
    assert "What we will do." in response.content.decode()
    assert not Document.objects.exists()
    assert storages["documents"].listdir("")[1] == before


@pytest.mark.parametrize(
    ("name", "served"),
    [
        ("../../../etc/cron.d/plan.pdf", "plan.pdf"),
        ("..\\..\\plan.pdf", "plan.pdf"),
        ("plan\tof\x85us.pdf", "planofus.pdf"),
        ("\x07plan\x1b.pdf", "plan.pdf"),
        ("plan\u202e.pdf", "plan.pdf"),
        ("p" * 300 + ".pdf", "p" * 80 + ".pdf"),
        ("<b>plan</b>.pdf", "b.pdf"),
        ("💥.pdf", "document.pdf"),
    ],
    ids=["folders", "windows", "tabs", "controls", "direction", "long", "markup", "emoji"],
)
def test_hostile_name_is_cleaned(officer: Client, name: str, served: str) -> None:
    add(officer, accessible_pdf(), name)

    file = DocumentFile.objects.get()
    assert file.name == served
    assert file.stored.name == f"{file.key}.pdf"


def test_file_that_is_too_large_is_refused_and_not_kept(officer: Client, settings: Any) -> None:
    settings.DOCUMENT_SIZE_LIMIT = 100_000

    response = add(officer, accessible_pdf() + bytes(300_000))

    assert "The most we can publish is 100 KB" in errors(response)["upload"][0]
    assert "What we will do." in response.content.decode()
    assert response.context["adminform"].form.files["upload"].size < 300_000


def test_proxy_lets_through_what_the_portal_takes() -> None:
    text = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()

    assert "location /admin/documents/ {\n        client_max_body_size 22m;" in text
    assert settings.DOCUMENT_SIZE_LIMIT < 22 * 1024 * 1024


def test_document_without_a_file_is_refused(officer: Client) -> None:
    response = save_form(officer, Document, open_form(officer, Document) | TYPED)

    assert errors(response)["upload"] == ["Choose a file."]


def test_same_file_again_is_refused(officer: Client) -> None:
    content = accessible_pdf()
    file = make_file(content=content)

    response = replace(officer, file.document, content)

    assert "stored already" in errors(response)["upload"][0]


def test_other_form_comes_after_the_document_itself(officer: Client) -> None:
    response = add(officer, accessible_pdf(), variant="easy_read")

    assert "Add the document itself first" in errors(response)["upload"][0]


# --- What shuts people out ---------------------------------------------------------------


def test_file_with_a_barrier_needs_a_reason_and_somebody_to_ask(officer: Client) -> None:
    response = add(officer, plain_pdf())

    assert "has no tags" in errors(response)["why_inaccessible"][0]
    assert errors(response)["ask_for_format"] == ["Say who to ask for another format."]
    assert "Choose it again" in errors(response)["upload"][0]


def test_file_with_a_barrier_and_a_reason_is_stored_with_what_was_found(officer: Client) -> None:
    response = add(officer, plain_pdf(), **SAID)

    file = DocumentFile.objects.get()
    assert response.status_code == 302
    assert (file.findings, file.has_barrier) == ("not_tagged no_language no_title", True)
    page = officer.get(address(file.document)).content.decode()
    assert "The PDF has no tags." in page
    assert "Make it again from the text program" in page


def test_reason_may_not_be_taken_away_while_the_barrier_stands(officer: Client) -> None:
    file = make_file(make_document(**SAID), content=plain_pdf())

    response = replace(officer, file.document, plain_pdf(pages=2), why_inaccessible="")

    assert "why_inaccessible" in errors(response)


def test_accessible_file_takes_the_place_without_a_reason(officer: Client) -> None:
    file = make_file(make_document(**SAID), content=plain_pdf())

    replace(officer, file.document, accessible_pdf(), why_inaccessible="", ask_for_format="")
    publish(officer, file.document)

    assert DocumentFile.objects.get(number=2).has_barrier is False


# --- Replacing and removing --------------------------------------------------------------


def test_new_file_replaces_and_overwrites_nothing(officer: Client) -> None:
    old = make_file()

    response = replace(officer, old.document, accessible_pdf(pages=2))
    publish(officer, old.document)

    assert response.status_code == 302
    assert DocumentFile.objects.count() == 2
    assert old.stored.open().read()


def test_form_says_where_the_document_is_used_before_a_file_is_replaced(officer: Client) -> None:
    file = make_file()
    plan = make_plan(title="Plan 2023 to 2026", state="draft")
    plan.documents.add(file.document)

    page = officer.get(address(file.document)).content.decode()

    assert f'<a href="{address(plan)}">Plan 2023 to 2026</a>' in page
    assert page.index("Plan 2023 to 2026") < page.index('name="upload"')
    assert "the old one stays on the list" in page


def test_two_who_replace_the_same_file_are_told(officer: Client) -> None:
    file = make_file()
    opened = open_form(officer, file.document)
    make_file(file.document)

    response = save_form(officer, file.document, opened | {"upload": upload(accessible_pdf())})

    assert "Nothing was overwritten" in str(errors(response))
    assert DocumentFile.objects.count() == 2


def test_words_can_be_changed_without_a_file(officer: Client) -> None:
    file = make_file()

    save_form(officer, file.document, open_form(officer, file.document) | {"title": "Better"})
    publish(officer, file.document)

    assert Document.objects.get().title == "Better"
    assert DocumentFile.objects.count() == 1


def test_address_of_a_document_cannot_be_typed_twice(officer: Client) -> None:
    assert "slug" not in open_form(officer, make_file().document)


def test_document_in_use_cannot_be_deleted(officer: Client) -> None:
    file = make_file()
    make_plan().documents.add(file.document)
    chosen = {"action": "delete_selected", "_selected_action": [file.document.pk], "post": "yes"}

    officer.post(address(file.document).replace("change", "delete"), {"post": "yes"})
    page = officer.post(list_address(Document), chosen).content.decode()

    assert Document.objects.exists()
    assert "take it off this record first" in page
    assert "Take it off the record first" in officer.get(address(file.document)).content.decode()


def test_unused_document_is_withdrawn_and_then_deleted_with_its_files(
    officer: Client, django_capture_on_commit_callbacks: Any
) -> None:
    file = make_file()
    path = address(file.document).replace("change", "delete")
    move(officer, file.document, "withdraw")

    with django_capture_on_commit_callbacks(execute=True):
        asked = officer.get(path)
        officer.post(path, {"post": "yes"})

    assert asked.status_code == 200
    assert not Document.objects.exists()
    assert not storages["documents"].exists(file.stored.name)


def test_officer_opens_a_file_before_residents_see_it(officer: Client, client: Client) -> None:
    file = make_file()
    path = f"/admin/documents/document/{file.document_id}/file/{file.key}/"

    response = officer.get(path)

    assert response.getvalue().startswith(b"%PDF-")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]
    assert client.get(path).status_code == 302


def test_approver_reads_and_changes_nothing(approver: Client) -> None:
    file = make_file()

    page = approver.get(address(file.document)).content.decode()

    assert file.name in page
    assert 'name="upload"' not in page
    assert save_form(approver, file.document, {"title": "x"}).status_code == 403


# --- Lists -------------------------------------------------------------------------------


def test_list_costs_the_same_with_one_row_and_with_three(officer: Client) -> None:
    assert queries_of_list(officer, Document, make_file, rows=1) == 10
    assert queries_of_list(officer, Document, make_file, rows=2) == 10


def test_list_finds_what_shuts_people_out_and_what_is_not_used(officer: Client) -> None:
    barrier = make_file(content=plain_pdf()).document
    used = make_file().document
    make_plan().documents.add(used)

    assert found(officer, Document, "barrier") == [barrier]
    assert found(officer, Document, "use") == [barrier]


@pytest.mark.django_db
def test_loading_a_content_set_again_leaves_the_documents_alone() -> None:
    call_command("load_content", "example_vale", verbosity=0)
    plan = Plan.objects.get(is_latest=True)
    plan.documents.add(make_document())

    call_command("load_content", "example_vale", verbosity=0)

    assert plan.documents.count() == 1
