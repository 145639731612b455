"""What residents see of documents, and how files are handed out."""

from datetime import date

import pytest
from django.core.files.storage import storages
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.documents import (
    WORD,
    accessible_pdf,
    archive,
    make_document,
    make_file,
    plain_pdf,
)
from tests.factories.priorities import make_assessment, make_plan, make_report

pytestmark = pytest.mark.usefixtures("portal")


def shown_file(*, plan=None, content=None, name="The plan.pdf", **fields):
    """Return a file of a document that a public plan names."""
    document = make_document(**fields)
    (plan or make_plan()).documents.add(document)
    return make_file(document, content=content, name=name)


def fill(record, *, count):
    """Give the record ``count`` documents, each with an old version and another form."""
    for _ in range(count):
        document = make_document()
        record.documents.add(document)
        make_file(document)
        make_file(document)
        make_file(document, variant="easy_read")


# --- Files -------------------------------------------------------------------------------


def test_file_is_handed_out_as_it_was_stored(client):
    content = accessible_pdf()
    file = shown_file(content=content)

    response = client.get(file.get_absolute_url())

    assert response.getvalue() == content
    assert response["Content-Length"] == str(len(content))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="the-plan.pdf"'


def test_file_can_do_nothing_in_a_browser(client):
    response = client.get(shown_file().get_absolute_url())

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_file_may_be_kept_but_is_asked_for_each_time(client):
    file = shown_file()

    response = client.get(file.get_absolute_url())

    assert response["ETag"] == f'"{file.sha256}"'
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["X-Accel-Expires"] == "0"


@pytest.mark.parametrize("mark", ["", "W/"])
def test_file_that_is_held_is_not_sent_again(client, django_assert_num_queries, mark):
    file = shown_file()

    with django_assert_num_queries(2):
        held = {"If-None-Match": f'{mark}"{file.sha256}"'}
        response = client.get(file.get_absolute_url(), headers=held)

    assert (response.status_code, response.content) == (304, b"")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_head_of_a_file_has_its_length(client):
    file = shown_file()

    response = client.head(file.get_absolute_url())

    assert response["Content-Length"] == str(file.size)
    assert response.getvalue() == b""


def test_word_file_is_handed_out_with_its_own_type(client):
    file = shown_file(content=archive(WORD), name="plan.docx")

    response = client.get(file.get_absolute_url())

    assert response["Content-Type"].endswith("wordprocessingml.document")


def test_file_is_not_sent_to_a_form(client):
    assert client.post(shown_file().get_absolute_url()).status_code == 405


@pytest.mark.parametrize(
    "change",
    [("the-plan", "the-plam"), (".pdf", ".html"), ("/documents/document-", "/documents/x-")],
    ids=["name", "ending", "document"],
)
def test_file_has_one_address(client, change):
    address = shown_file().get_absolute_url()

    assert client.get(address).status_code == 200
    assert client.get(address.replace(*change)).status_code == 404


def test_file_of_a_draft_is_not_found(client):
    file = shown_file(plan=make_plan(state="draft"))

    assert client.get(file.get_absolute_url()).status_code == 404
    assert client.get(file.document.get_absolute_url()).status_code == 404


def test_file_has_no_other_address(client):
    file = shown_file()

    paths = [f"/{file.stored.name}", f"/static/{file.stored.name}", f"/documents/{file.key}.pdf"]

    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_file_that_is_lost_is_not_found_and_told_to_the_log(client, caplog):
    file = shown_file()
    storages["documents"].delete(file.stored.name)

    assert client.get(file.get_absolute_url()).status_code == 404
    assert "is missing" in caplog.text


def test_older_version_can_still_be_had(client):
    old = shown_file()
    make_file(old.document)

    assert client.get(old.get_absolute_url()).status_code == 200


# --- Pages -------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [make_plan, make_assessment, make_report])
def test_record_shows_its_documents(client, make):
    record = make()
    file = shown_file(plan=record, title="The plan in full", description="All 24 pages.")

    response = client.get(record.get_absolute_url())

    assertContains(response, f'href="{file.get_absolute_url()}"')
    assertContains(response, "The plan in full")
    assertContains(response, "All 24 pages.")
    assertContains(response, "1 page, added on 1 January 2020")


@pytest.mark.parametrize("make", [make_plan, make_assessment, make_report])
def test_record_without_documents_says_nothing_of_them(client, make):
    record = make()
    shown_file(title="Of another record")

    assertNotContains(client.get(record.get_absolute_url()), "Documents</h2>")


def test_file_with_a_barrier_says_so_and_whom_to_ask(client):
    plan = make_plan()
    said = {"why_inaccessible": "It is a scan from 2011.", "ask_for_format": "Write to us."}
    shown_file(plan=plan, content=plain_pdf(), **said)

    response = client.get(plan.get_absolute_url())

    assertContains(response, "This file may not work with a screen reader.")
    assertContains(response, "It is a scan from 2011.")
    assertContains(response, "If you need it in another format: Write to us.")


def test_warning_goes_when_a_better_file_takes_the_place(client):
    plan = make_plan()
    said = {"why_inaccessible": "It is a scan.", "ask_for_format": "Write to us."}
    old = shown_file(plan=plan, content=plain_pdf(), **said)
    make_file(old.document)

    assertNotContains(client.get(plan.get_absolute_url()), "may not work with a screen reader")


def test_document_in_another_language_says_so(client):
    plan = make_plan()
    shown_file(plan=plan, title="Y cynllun", language="cy")

    response = client.get(plan.get_absolute_url())

    assertContains(response, "in Welsh")
    assertContains(response, 'lang="cy" hreflang="cy">Y cynllun</a>')


def test_other_forms_and_earlier_versions_are_listed_apart(client):
    plan = make_plan()
    old = shown_file(plan=plan)
    new = make_file(old.document)
    easy = make_file(old.document, variant="easy_read")

    card = client.get(plan.get_absolute_url()).context["documents"][0]

    assert card.newest.url == new.get_absolute_url()
    assert [link.url for link in card.other_forms] == [easy.get_absolute_url()]
    assert [(link.title, link.url) for link in card.earlier] == [
        ("Version 1", old.get_absolute_url())
    ]


def test_page_of_a_document_stays_and_names_its_public_records(client):
    plan, draft = make_plan(title="The public plan"), make_plan(state="draft", title="Secret plan")
    file = shown_file(plan=plan, title="The plan in full")
    draft.documents.add(file.document)

    response = client.get(file.document.get_absolute_url())

    assertContains(response, "<h1")
    assertContains(response, file.get_absolute_url())
    assertContains(response, "The public plan")
    assertNotContains(response, "Secret plan")


def test_page_of_a_document_says_when_it_was_checked(client):
    file = shown_file(reviewed_on=date(2026, 11, 3))

    response = client.get(file.document.get_absolute_url())

    assertContains(response, "3 November 2026")


def test_page_moves_on_when_a_document_changes(client):
    file = shown_file()
    address = file.document.get_absolute_url()
    etag = client.get(address)["ETag"]

    make_file(file.document)

    assert client.get(address)["ETag"] != etag


def test_sitemap_lists_public_documents_only(client):
    file = shown_file(slug="the-plan")
    make_document(slug="secret-document")

    response = client.get("/sitemap-documents.xml")

    assertContains(response, file.document.get_absolute_url())
    assertNotContains(response, "secret-document")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("make", "queries"), [(make_plan, 7), (make_assessment, 5), (make_report, 8)]
)
def test_documents_of_a_record_cost_one_query(
    client, django_assert_num_queries, make, queries, count
):
    record = make()
    fill(record, count=count)

    with django_assert_num_queries(queries):
        client.get(record.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_document_needs_six_queries(client, django_assert_num_queries, count):
    file = shown_file()
    for _ in range(count):
        make_plan().documents.add(file.document)
        make_file(file.document)

    with django_assert_num_queries(6):
        client.get(file.document.get_absolute_url())
