"""Which files of text and spreadsheet programs are refused, and which tables."""

import io
import random
import zipfile
from typing import Any

import pytest

from csp_portal.documents.rules.gate import examine
from csp_portal.documents.rules.reports import RefusedFileError, Report
from tests.factories.documents import EXCEL, ODT, WORD, accessible_pdf, archive

MACROS = WORD["[Content_Types].xml"].replace("/>", ' x="vnd.ms-word.document.macroEnabled.main"/>')
TEMPLATE = (
    '<Relationship Type="http://x/relationships/attachedTemplate" Target="http://evil.example/t" '
    'TargetMode="External"/>'
)


def check(content: bytes, *, name: str = "plan.docx") -> Report:
    return examine(io.BytesIO(content), name=name, size=len(content), limit=1_000_000)


def with_member(name: str, content: Any = b"x") -> bytes:
    return archive(WORD | {name: content})


def with_comment() -> bytes:
    out = io.BytesIO(archive(WORD))
    with zipfile.ZipFile(out, "a") as made:
        made.comment = b"<script>alert(1)</script>"
    return out.getvalue()


@pytest.mark.parametrize(
    ("members", "name"),
    [(WORD, "plan.docx"), (EXCEL, "figures.xlsx"), (ODT, "plan.odt")],
    ids=["word", "excel", "open-document"],
)
def test_office_file_is_taken_and_said_not_to_be_checked(members: Any, name: str) -> None:
    report = check(archive(members), name=name)

    assert "not_checked" in report.findings
    assert not report.has_barrier


def test_office_file_without_a_title_is_told_so() -> None:
    assert check(archive(WORD | {"docProps/core.xml": "<x/>"})).findings[0] == "no_title"


@pytest.mark.parametrize(
    "content",
    [
        with_member("word/vbaProject.bin"),
        with_member("word/vbaData.xml"),
        with_member("word/embeddings/oleObject1.bin"),
        with_member("word/activeX/activeX1.xml"),
        with_member("xl/macrosheets/sheet1.xml"),
        with_member("word/setup.exe"),
        with_member("[Content_Types].xml", MACROS),
        with_member("word/_rels/settings.xml.rels", TEMPLATE),
    ],
    ids=["vba", "vba-data", "ole", "activex", "macrosheet", "exe", "renamed", "template"],
)
def test_office_file_in_which_something_could_run_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedFileError, match="holds a macro, a script or another file"):
        check(content)


def test_office_file_whose_relations_unpack_to_a_mountain_is_refused_at_once() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as content:
        content.writestr("word/document.xml", "<x/>")
        content.writestr("word/_rels/document.xml.rels", "<relationship " * 1_000_000)
        content.writestr("word/media/picture.png", random.Random(1).randbytes(500_000))

    with pytest.raises(RefusedFileError, match="unpacks to far more"):
        check(made.getvalue())


def test_open_document_with_a_macro_is_refused() -> None:
    with pytest.raises(RefusedFileError, match="holds a macro"):
        check(archive(ODT | {"Basic/Standard/Module1.xml": "x"}), name="plan.odt")


def test_link_to_another_website_is_no_danger() -> None:
    link = TEMPLATE.replace("attachedTemplate", "hyperlink")

    assert check(with_member("word/_rels/document.xml.rels", link)).format == "docx"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html></html>", "plan.docx"),
        (accessible_pdf(), "plan.docx"),
        (archive(EXCEL), "plan.docx"),
        (archive(WORD), "plan.odt"),
        (archive({"index.html": "x"}), "plan.docx"),
        (archive({}), "plan.docx"),
        (archive(WORD)[:-30], "plan.docx"),
        (b"<script></script>" + archive(WORD), "plan.docx"),
        (archive(WORD) + b"<script></script>", "plan.docx"),
        (with_comment(), "plan.docx"),
        (archive(WORD).replace(b"<w/>", b"<v/>"), "plan.docx"),
        (b"PK\x03\x04" + bytes(64), "plan.docx"),
    ],
    ids=[
        "html",
        "pdf",
        "excel",
        "word-as-odt",
        "zip",
        "empty-zip",
        "cut",
        "before",
        "after",
        "comment",
        "damaged",
        "head",
    ],
)
def test_broken_or_other_file_is_refused_in_plain_words(content: bytes, name: str) -> None:
    with pytest.raises(RefusedFileError, match="broken or cut off, or is not what its name says"):
        check(content, name=name)


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = archive(WORD | {"word/media/a.bin": bytes(50_000_000)}, compressed=True)

    with pytest.raises(RefusedFileError, match="unpacks to far more"):
        check(bomb)


# --- Tables ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Ward,Count\nAbbey,-5\n", "\ufeffa;b\n1;+44 20 7946 0000\n", "Change\n-7.2%\n-\n", "£\n-£1\n"],
    ids=["minus", "telephone", "dash", "money"],
)
def test_table_is_taken(text: str) -> None:
    report = check(text.encode(), name="figures.csv")

    assert (report.format, report.findings) == ("csv", ())


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|'/C calc'!A0",
        '"=a"',
        '"\t=1"',
        "5;=1+1",
        "5\t=1+1",
        "＝1+1",
    ],
)
def test_table_with_a_live_cell_is_refused(cell: str) -> None:
    with pytest.raises(RefusedFileError, match="a spreadsheet would run"):
        check(f"Ward,Count\nAbbey,{cell}\n".encode(), name="figures.csv")


@pytest.mark.parametrize(
    "content",
    [b"<script>alert(1)</script>", b" \n<html>", b"MZ\0\0", b"#!/bin/sh\nrm", accessible_pdf()],
    ids=["script", "html", "exe", "shell", "pdf"],
)
def test_other_file_named_csv_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedFileError):
        check(content, name="figures.csv")


def test_table_of_more_rows_than_can_be_shown_is_refused() -> None:
    content = b"\n" * 1_100_000

    with pytest.raises(RefusedFileError, match="more rows than a spreadsheet can show"):
        examine(io.BytesIO(content), name="figures.csv", size=len(content), limit=2_000_000)


def test_table_in_unknown_letters_is_refused_with_the_way_out() -> None:
    with pytest.raises(RefusedFileError, match="Save it as “CSV UTF-8”"):
        check("Abbey,£5\n".encode("cp1252"), name="figures.csv")


def test_table_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(RefusedFileError, match="cannot be read"):
        check(b'"' + b"a" * 200_000 + b'"', name="figures.csv")
