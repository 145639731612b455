"""Whatever is uploaded, the answer is a clear message and never an error page."""

import pytest
from django.test import Client

from csp_portal.sheets.models import Upload
from csp_portal.sheets.reading import MOST_BYTES
from partnership.models import PartnerBody
from priorities.models import Figure
from tests.factories.partnership import make_body
from tests.files import counts_of, fault_of_form, faults_of, upload

HEAD = "Words in the web address,Name"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "empty"),
        (b"\n\n", "must hold the headings"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "UTF-8"),
        (b"Words in the web address,Name\nx,\x00\n", "UTF-8"),
        ("Words in the web address,Name\nx,Café\n".encode("latin-1"), "UTF-8"),
        ("Words in the web address,Name\nx,y\n".encode("utf-16"), "UTF-8"),
        (b"a" * (MOST_BYTES + 1), "too big"),
        (f"{HEAD}\n".encode() + b"x,y\n" * 20_000, "more than 10,000 rows"),
        (f'{HEAD}\nx,"{"y" * 200_000}"\n'.encode(), "a cell too long"),
        (f'{HEAD}\nx,"y\n'.encode(), "quotation mark"),
        (f"{HEAD},Nmae\nx,y,z\n".encode(), "“Nmae” (did you mean “Name”?)"),
        (f"{HEAD},Name\nx,y,z\n".encode(), "stands twice"),
        (f"{HEAD},,Source\nx,y,,z\n".encode(), "no heading"),
        (b"Name,Source\ny,z\n", "“Words in the web address” is missing"),
        (b"x,y\n1,2\n", "first row must hold the headings"),
    ],
    ids=[
        "nothing", "blank", "picture", "nul", "latin-1", "utf-16", "big", "long", "giant-cell",
        "open-quote", "unknown-column", "column-twice", "no-heading", "column-missing", "no-head",
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_is_refused_in_words(
    officer: Client, raw: bytes, message: str
) -> None:
    page = upload(officer, PartnerBody, raw)

    assert page.status_code == 200
    assert message in fault_of_form(page)
    assert not Upload.objects.exists()


def test_no_file_at_all_is_refused_in_words(officer: Client) -> None:
    page = officer.post("/admin/partnership/partnerbody/upload/")

    assert fault_of_form(page) == "Choose a file first."


@pytest.mark.parametrize("text", ["{}", "\ufeff{}"], ids=["plain", "marked"])
@pytest.mark.parametrize("sign", [",", ";"], ids=["comma", "semicolon"])
def test_columns_are_known_by_heading_in_any_order(officer: Client, text: str, sign: str) -> None:
    lines = f"NAME{sign} words in the  web address{sign}\r\nAn, b; c{sign}abc{sign}\r\n"
    raw = text.format(lines.replace("An, b; c", '"An, b; c"')).encode()

    page = upload(officer, PartnerBody, raw)

    assert counts_of(page) == {"refused": 0, "added": 1, "changed": 0, "same": 0}


def test_columns_that_are_left_out_are_named(officer: Client) -> None:
    make_body(slug="police", name="Police")

    page = upload(officer, PartnerBody, f"{HEAD}\npolice,Met Police\n".encode())

    assert "Not in the file, so left as they are: Abbreviation, What it does" in page.text


@pytest.mark.parametrize(
    ("row", "heading", "message"),
    [
        ("police", "", "fewer cells"),
        ("police,Police,,more", "", "more cells"),
        (",Police", "Words in the web address", "must not be empty"),
        ("not a slug,Police", "Words in the web address", "valid “slug”"),
        ("police,", "Name", "must not be empty"),
        ("police,Bell \x07", "Name", "cannot be shown"),
        ("police," + "x" * 300, "Name", "at most 200 characters"),
    ],
    ids=["short", "long", "no-key", "bad-key", "empty", "control", "too-long"],
)
def test_row_is_refused_with_its_column(
    officer: Client, row: str, heading: str, message: str
) -> None:
    page = upload(officer, PartnerBody, f"{HEAD}\n{row}\n".encode())

    ((where, what),) = faults_of(page)
    assert where == heading
    assert message in what
    assert "Store all of it" not in page.text


def test_row_that_stands_twice_is_refused_with_the_first(officer: Client) -> None:
    page = upload(officer, PartnerBody, f"{HEAD}\npolice,A\n\npolice,B\n".encode())

    assert faults_of(page) == [["", "The same row stands already as row 2."]]
    assert "Row 4" in page.text


def test_word_that_is_not_known_is_refused_with_the_nearest(officer: Client) -> None:
    make_body(slug="council")

    page = upload(officer, PartnerBody, f"{HEAD},Successor\nold,Old,counsil\n".encode())

    assert faults_of(page) == [
        ["Successor", "There is no partner body “counsil” (did you mean “council”?)."]
    ]


def test_period_that_a_spreadsheet_made_a_date_is_refused(officer: Client) -> None:
    page = upload(
        officer, Figure, b"Measure,Source,Period,First day,First day after\na,b,Dec-11,x,y\n"
    )

    assert "Format the column as text" in str(faults_of(page))


def test_constraint_is_told_in_words(officer: Client) -> None:
    head = f"{HEAD},Began on,First day it was gone"

    page = upload(officer, PartnerBody, f"{head}\nold,Old,1/1/2002,1/1/2001\n".encode())

    assert faults_of(page) == [["", "It must begin before the first day it was gone."]]


def test_name_that_another_record_has_is_refused(officer: Client) -> None:
    make_body(name="Police")

    page = upload(officer, PartnerBody, f"{HEAD}\nnew,Police\n".encode())

    assert faults_of(page) == [["", "Partner body with this Name already exists."]]


def test_file_about_too_many_records_is_refused(officer: Client) -> None:
    rows = "\n".join(map("body-{0},Body {0}".format, range(2001)))

    page = upload(officer, PartnerBody, f"{HEAD}\n{rows}\n".encode())

    assert "more than 2,000 records" in fault_of_form(page)
