"""Which PDFs are refused, and what the check finds in the others."""

import io
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from csp_portal.documents.rules.gate import examine
from csp_portal.documents.rules.reports import RefusedFileError, Report
from tests.factories.documents import (
    WORD,
    accessible_pdf,
    archive,
    make_accessible,
    pdf_writer,
    plain_pdf,
    written,
)


def check(content: bytes, *, name: str = "plan.pdf", limit: int = 1_000_000) -> Report:
    return examine(io.BytesIO(content), name=name, size=len(content), limit=limit)


def names(*pairs: str) -> DictionaryObject:
    """Return a dictionary of these keys, each with the name that follows."""
    keys = map(NameObject, pairs)
    return DictionaryObject(dict(zip(keys, keys, strict=True)))


def with_entry(key: str, value: Any) -> bytes:
    writer = make_accessible(pdf_writer())
    writer.root_object[NameObject(key)] = value
    return written(writer)


def with_hidden_object(value: Any) -> bytes:
    """Return a PDF that holds an object to which nothing leads."""
    writer = make_accessible(pdf_writer())
    writer._add_object(value)
    return written(writer)


def with_name_elsewhere() -> bytes:
    """Return a PDF whose kind of action stands in an object of its own."""
    writer = make_accessible(pdf_writer())
    kind = writer._add_object(NameObject("/SubmitForm"))
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject({NameObject("/S"): kind})
    return written(writer)


def with_attachment() -> bytes:
    writer = make_accessible(pdf_writer())
    writer.add_attachment("setup.txt", b"Hello")
    return written(writer)


def locked(password: str) -> bytes:
    writer = make_accessible(pdf_writer())
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    return written(writer)


def without(writer: PdfWriter, key: str) -> bytes:
    del writer.root_object[NameObject(key)]
    return written(writer)


def test_accessible_pdf_has_no_finding() -> None:
    report = check(accessible_pdf(pages=3))

    assert (report.format, report.page_count, report.findings) == ("pdf", 3, ())
    assert not report.has_barrier


def test_printed_pdf_has_barriers_and_is_not_refused() -> None:
    report = check(plain_pdf())

    assert report.findings == ("not_tagged", "no_language", "no_title")
    assert report.has_barrier


def test_scanned_pdf_has_no_text() -> None:
    assert "no_text" in check(plain_pdf(words="")).findings


@pytest.mark.parametrize(
    ("key", "finding"),
    [("/MarkInfo", "not_tagged"), ("/StructTreeRoot", "not_tagged"), ("/Lang", "no_language")],
)
def test_pdf_that_lacks_one_thing_is_told_so(key: str, finding: str) -> None:
    assert check(without(make_accessible(pdf_writer()), key)).findings == (finding,)


def test_pdf_that_says_it_is_not_tagged_is_believed() -> None:
    marks = DictionaryObject({NameObject("/Marked"): BooleanObject(False)})

    assert check(with_entry("/MarkInfo", marks)).findings == ("not_tagged",)


@pytest.mark.parametrize(
    "content",
    [
        with_entry("/OpenAction", names("/S", "/JavaScript")),
        with_entry("/AA", DictionaryObject({NameObject("/WC"): names("/JS", "/Nothing")})),
        with_entry("/OpenAction", names("/S", "/Launch")),
        with_entry("/Names", DictionaryObject({NameObject("/JavaScript"): ArrayObject()})),
        with_entry("/AcroForm", DictionaryObject({NameObject("/XFA"): ArrayObject()})),
        with_entry("/Pieces", ArrayObject([ArrayObject([names("/S", "/ImportData")])])),
        with_hidden_object(names("/S", "/RichMedia")),
        with_name_elsewhere(),
        with_attachment(),
    ],
    ids=["script", "key", "launch", "names", "form", "nested", "hidden", "elsewhere", "attached"],
)
def test_pdf_in_which_something_could_run_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedFileError, match="script, an attached file"):
        check(content)


def test_word_for_a_script_in_the_text_is_no_script() -> None:
    content = with_entry("/Note", TextStringObject("How to write (JavaScript), or Launch"))

    assert check(content).findings == ()


def test_script_in_an_older_state_of_the_file_is_refused() -> None:
    whole = accessible_pdf()
    end = whole[whole.rindex(b"startxref") :]
    content = whole + b"8 0 obj << /S /JavaScript >> endobj\n" + end

    with pytest.raises(RefusedFileError, match="script, an attached file"):
        check(content)


@pytest.mark.parametrize("password", ["secret", ""], ids=["to-open", "to-change"])
def test_pdf_with_a_password_is_refused(password: str) -> None:
    with pytest.raises(RefusedFileError, match="has a password, or forbids copying"):
        check(locked(password))


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        b"MZ" + bytes(64),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<script>alert(1)</script>" + accessible_pdf(),
        archive(WORD),
    ],
    ids=["html", "png", "exe", "svg", "html-before", "word"],
)
def test_other_file_named_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedFileError, match=r"named \.pdf, but what is in it"):
        check(content)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n%%EOF",
        accessible_pdf()[:-200],
        accessible_pdf()[:200] + b"%%EOF",
        accessible_pdf(pages=0),
        accessible_pdf() + archive(WORD),
        accessible_pdf() + b"<script>alert(1)</script>",
    ],
    ids=["head", "shell", "cut", "cut-inside", "pageless", "zip-after", "html-after"],
)
def test_broken_pdf_is_refused_in_plain_words(content: bytes) -> None:
    with pytest.raises(RefusedFileError, match="broken or cut off"):
        check(content)


@pytest.mark.parametrize("place", range(0, 600, 25))
def test_damage_anywhere_is_a_report_or_a_plain_refusal(place: int) -> None:
    whole = accessible_pdf()
    damaged = whole[:place] + b"\xff[<<\x00" + whole[place + 5 :]

    verdict = "found"
    try:
        check(damaged)
    except RefusedFileError as error:
        verdict = str(error)

    assert verdict


def test_size_is_looked_at_before_the_content() -> None:
    class Unreadable(io.BytesIO):
        def read(self, *_args: Any) -> bytes:
            raise AssertionError("The file was read.")

    with pytest.raises(RefusedFileError, match=r"has 2 MB\. The most we can publish is 1 MB"):
        examine(Unreadable(), name="plan.pdf", size=2_000_000, limit=1_000_000)


def test_empty_file_is_refused() -> None:
    with pytest.raises(RefusedFileError, match="The file is empty"):
        check(b"")
