"""A document is seen while, and only while, a public record names it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError

from csp_portal.documents import services
from csp_portal.documents.checks import can_decide
from csp_portal.documents.models import Document, DocumentFile
from csp_portal.documents.rules.reports import Report
from csp_portal.documents.uses import shown_on, used_on, uses
from csp_portal.publishing import services as publishing
from csp_portal.publishing.references import resolve
from partnership.models import Source
from tests.back_office import open_form, save_form
from tests.factories import LONG_AGO
from tests.factories.documents import make_document, make_file, plain_pdf
from tests.factories.partnership import make_duty, make_evidence
from tests.factories.priorities import make_assessment, make_plan, make_report

pytestmark = pytest.mark.django_db


def attach(document, *records):
    for record in records:
        record.documents.add(document)
    return document


def test_every_kind_of_record_that_names_documents_is_found():
    labels = {use.model._meta.label for use in uses()}

    assert labels >= {
        "priorities.Plan",
        "priorities.StrategicAssessment",
        "priorities.AnnualReport",
    }


def test_record_that_names_documents_must_know_who_may_see_it():
    assert all(can_decide(use.model) for use in uses())
    assert not can_decide(Source)


@pytest.mark.parametrize("make", [make_plan, make_assessment, make_report])
def test_document_of_a_public_record_is_public(make, now):
    document = attach(make_document(), make())

    assert list(Document.objects.public(at=now)) == [document]


@pytest.mark.parametrize(
    "hidden",
    [
        lambda now: make_plan(state="draft", published_at=None),
        lambda now: make_plan(state="withdrawn"),
        lambda now: make_plan(published_at=now + timedelta(seconds=1)),
        lambda now: make_report(plan=make_plan(state="draft")),
    ],
    ids=["draft", "withdrawn", "to-come", "of-a-draft"],
)
def test_document_that_only_hidden_records_name_is_not_public(hidden, now):
    attach(make_document(), hidden(now))
    make_document()

    assert not Document.objects.public(at=now).exists()
    assert not DocumentFile.objects.public(at=now).exists()


def test_one_public_record_is_enough(now):
    document = attach(make_document(), make_plan(state="draft"), make_report(), make_assessment())

    assert Document.objects.public(at=now).get() == document


def test_records_that_name_a_document_are_told_apart_by_who_sees_them(now):
    draft, public = make_plan(state="draft"), make_plan()
    document = attach(make_document(), draft, public)

    assert set(used_on(document)) == {draft, public}
    assert shown_on(document, at=now) == [public]


def test_withdrawing_the_record_hides_the_file_at_once(portal, client):
    plan = make_plan()
    file = make_file(attach(make_document(), plan))
    address = file.get_absolute_url()
    etag = client.get(address)["ETag"]

    publishing.withdraw(plan, by=None, at=plan.published_at)

    assert client.get(address).status_code == 404
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 404


def test_new_file_takes_the_next_number_and_the_old_one_stays(now):
    old = make_file()

    new = make_file(old.document, at=now)

    assert (old.number, new.number) == (1, 2)
    assert old.stored.name != new.stored.name
    assert old.stored.open().read() != new.stored.open().read()


def test_each_form_counts_its_own_versions():
    original = make_file()

    easy = make_file(original.document, variant="easy_read")

    assert (original.number, easy.number) == (1, 1)


def test_stored_name_is_random_and_tells_nothing():
    file = make_file(name="Secret plan.pdf")

    assert file.stored.name == f"{file.key}.pdf"
    assert len(file.key) == 12


def test_file_is_not_kept_when_its_row_cannot_be_written():
    document = make_file().document
    before = storages["documents"].listdir("")[1]
    wrong = Report("pdf", sha256="0", page_count=-1)

    with pytest.raises(IntegrityError):
        services.add_file(
            document, ContentFile(b"x", name="a.pdf"), report=wrong, by=None, at=LONG_AGO
        )

    assert storages["documents"].listdir("")[1] == before


def test_document_in_use_is_not_removed():
    document = attach(make_document(), make_plan(state="draft"))
    file = make_file(document)

    with pytest.raises(services.DocumentInUseError):
        services.remove(document)

    assert storages["documents"].exists(file.stored.name)


def test_document_that_only_a_draft_names_is_not_removed(officer):
    plan, document = make_plan(), make_document()
    save_form(officer, plan, open_form(officer, plan) | {"documents": [document.pk]})

    with pytest.raises(services.DocumentInUseError):
        services.remove(document)

    assert [str(use) for use in used_on(document)] == [f"The draft of {plan}"]


def test_document_that_an_earlier_version_names_is_not_removed(now):
    plan, document = make_plan(), make_document()
    plan.documents.add(document)
    publishing.publish(plan, by=None, at=now)
    plan.documents.clear()

    with pytest.raises(services.DocumentInUseError):
        services.remove(document)

    assert f"Version 1 of {plan}" in [str(use) for use in used_on(document)]


def test_removing_an_unused_document_removes_its_files(django_capture_on_commit_callbacks):
    file = make_file()

    with django_capture_on_commit_callbacks(execute=True):
        services.remove(file.document)

    assert not Document.objects.exists()
    assert not storages["documents"].exists(file.stored.name)


def test_documents_with_a_barrier_are_those_whose_newest_file_has_one():
    barrier, mended = make_file(content=plain_pdf()), make_file(content=plain_pdf())
    make_file(mended.document)

    assert list(Document.objects.with_barrier()) == [barrier.document]


def test_unused_documents_are_those_no_record_names():
    attach(make_document(), make_plan(state="draft"))
    unused = make_document()

    assert list(Document.objects.unused()) == [unused]


def test_reference_leads_to_a_public_document_only(now):
    shown, hidden = attach(make_document(), make_plan()), make_document()
    pairs = [("document", shown.slug), ("document", hidden.slug)]

    found = resolve(pairs, at=now)

    assert found[("document", shown.slug)].url == shown.get_absolute_url()
    assert ("document", hidden.slug) not in found


def test_duty_shows_a_document_as_evidence(portal, client):
    document = attach(make_document(title="The 2026 plan"), make_plan())
    duty = make_duty()
    make_evidence(duty=duty, reference_kind="document", reference_key=document.slug)

    page = client.get(duty.get_absolute_url()).content.decode()

    assert f'href="{document.get_absolute_url()}"' in page
