import pytest

from csp_portal.documents.rules.formats import size_in_words
from csp_portal.documents.rules.names import clean_name, ending_of
from csp_portal.documents.rules.reports import RefusedFileError


@pytest.mark.parametrize(
    ("name", "served"),
    [
        ("Community Safety Plan 2026.PDF", "community-safety-plan-2026.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ann\\plan.pdf", "plan.pdf"),
        ("Bödïes & boards.pdf", "bodies-boards.pdf"),
        ("পরিকল্পনা.pdf", "document.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aset-cookie-x.pdf"),
        ("plan\u202efdp.csv", "planfdp.csv"),
        ('plan"; filename="x.exe.pdf', "plan-filename-x-exe.pdf"),
        ("v" * 300 + ".pdf", "v" * 80 + ".pdf"),
    ],
    ids=[
        "spaces",
        "folders",
        "windows",
        "accents",
        "bengali",
        "header",
        "direction",
        "quotes",
        "long",
    ],
)
def test_file_is_served_under_a_plain_name(name: str, served: str) -> None:
    assert clean_name(name) == served


@pytest.mark.parametrize(
    "name",
    ["page.html", "icon.svg", "setup.exe", "plan", ".pdf", "plan.", "", "plan.docm", "a.pdf/b.js"],
    ids=["html", "svg", "exe", "none", "hidden", "empty", "nothing", "macros", "folder"],
)
def test_ending_of_another_kind_is_refused(name: str) -> None:
    with pytest.raises(RefusedFileError, match=r"cannot be published\. Use PDF"):
        ending_of(name)


def test_name_whose_direction_is_turned_shows_its_real_ending() -> None:
    with pytest.raises(RefusedFileError, match="cannot be published"):
        ending_of("plan\u202efdp.exe")


@pytest.mark.parametrize("name", ["a.exe.pdf", "plan.html.pdf", "plan.pdf.docx", "a.SVG .csv"])
def test_name_with_two_endings_is_refused(name: str) -> None:
    with pytest.raises(RefusedFileError, match="two endings"):
        ending_of(name)


@pytest.mark.parametrize("name", ["Plan v1.2.pdf", "Minutes 10.12.2026.pdf", "St. Mary.pdf"])
def test_name_with_a_dot_is_no_second_ending(name: str) -> None:
    assert ending_of(name) == "pdf"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1 KB"),
        (999_499, "999 KB"),
        (999_500, "1 MB"),
        (1_240_000, "1.2 MB"),
        (20_000_000, "20 MB"),
    ],
    ids=str,
)
def test_size_is_told_as_people_read_it(size: int, words: str) -> None:
    assert size_in_words(size) == words
