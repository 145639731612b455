"""Posters: everyone can read them, nothing is cut, and the code leads to the page."""

import io
import re
from dataclasses import replace

import pytest
import segno
from pypdf import PdfReader

from csp_portal.documents.rules.gate import examine
from csp_portal.posters import keeping
from csp_portal.posters.codes import QUIET, qr_drawing
from csp_portal.posters.keeping import kept_poster
from csp_portal.posters.letters import MISSING, not_printable, printable
from csp_portal.posters.setting import render_png, render_poster
from csp_portal.posters.text import Line
from tests.factories.posters import URL, USUAL, cancelled_poster, make_poster

A4, A3 = (595, 842), (842, 1191)
MANY = (Line("A long paragraph about what is done about crime in the town. " * 8),) * 20
SIZES = pytest.mark.parametrize("large_print", [False, True], ids=["usual", "large print"])


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def words_of(pdf: bytes) -> str:
    """Return the words as one line, as they are read out."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def squeezed(words: str) -> str:
    """Return the words without spaces: a line may end anywhere."""
    return "".join(words.split())


def tags_of(node, found):
    """Collect every tagged part below a node of the structure, in the order of reading."""
    children = node.get("/K", [])
    parts = children if isinstance(children, list) else [children]
    inner = [part.get_object() for part in parts if hasattr(part.get_object(), "get")]
    found += [part for part in inner if "/S" in part]
    return [tags_of(part, found) for part in inner] and found


def told_by(text) -> set[str]:
    """Return every line that a poster has to show."""
    told = [*vars(text).values(), *text.place_lines, *text.getting_there, *text.contact]
    told += [words for pair in text.access for words in pair]
    told += [line.words for line in text.about + text.take_part]
    return {line for line in told if isinstance(line, str)} - {text.colour, text.page_url}


def missing_from(words: str, lines: set[str]) -> set[str]:
    """Return the lines that do not stand in the words, wherever these are broken."""
    return {line for line in lines if squeezed(line) not in squeezed(words)}


def dark_in(matrix) -> set[tuple[int, int]]:
    """Return column and row of each dark square of a code."""
    squares = [(x, y, dark) for y, row in enumerate(matrix) for x, dark in enumerate(row)]
    return {(x, y) for x, y, dark in squares if dark}


def page_texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in read(pdf).pages]


def struck_out(pdf: bytes):
    return [tag for tag in tags(pdf, "/Span") if "LineThrough" in str(tag.get("/A"))]


def tag_counts(pdf: bytes, *names: str) -> dict[str, int]:
    return {name: len(tags(pdf, f"/{name}")) for name in names}


def tags(pdf: bytes, name: str):
    found = tags_of(read(pdf).trailer["/Root"]["/StructTreeRoot"], [])
    return [part for part in found if part["/S"] == name]


def size_of(pdf: bytes) -> tuple[int, int]:
    box = read(pdf).pages[0].mediabox
    return round(box.width), round(box.height)


def smallest_type(pdf: bytes) -> float:
    """Return the size of the smallest words on any page."""
    sizes: list[float] = []

    def note(words, _matrix, text_matrix, _font, size):
        sizes.extend([abs(text_matrix[3]) * size] * bool(words.strip()))

    _read = [page.extract_text(visitor_text=note) for page in read(pdf).pages]
    return round(min(sizes), 1)


def dark_squares(drawing: str) -> set[tuple[float, float]]:
    """Return column and row of each dark square of a code's drawing, its edge left out."""
    strokes = re.search(r'stroke="#000" d="([^"]*)"', drawing)[1]
    return set(walked(re.findall(r"([Mmh])(-?[\d.]+) ?(-?[\d.]+)?", strokes)))


def walked(steps):
    """Yield the squares that the pen passes: "h" draws to the right, "M" and "m" move."""
    column, row = 0.0, 0.0
    for step, across, down in steps:
        squares = range(int(float(across)) * (step == "h"))
        yield from [(column + square - QUIET, row - 0.5 - QUIET) for square in squares]
        column += float(across)
        row += float(down or 0)


@SIZES
def test_poster_passes_the_check_that_uploaded_files_must_pass(large_print):
    pdf = render_poster(USUAL, large_print=large_print)

    report = examine(io.BytesIO(pdf), name="poster.pdf", size=len(pdf), limit=1_000_000)

    assert report.findings == ()


@SIZES
def test_poster_says_that_it_is_accessible_and_in_which_language(large_print):
    catalogue = read(render_poster(USUAL, large_print=large_print)).trailer["/Root"]

    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()


def test_poster_has_a_title_and_the_day_of_its_notice():
    about = read(render_poster(USUAL)).metadata

    assert about.title == (
        "Open meeting, Tuesday 9 March 2027, Example Vale Community Safety Partnership"
    )
    assert about.creation_date.isoformat() == "2027-02-03T00:00:00+00:00"


def test_headings_tables_lists_and_links_are_tagged():
    counts = tag_counts(render_poster(USUAL), "H1", "H2", "TH", "TD", "LI", "Link")

    assert counts == {"H1": 1, "H2": 8, "TH": 2, "TD": 4, "LI": 1, "Link": 2}


def test_code_has_words_for_those_who_cannot_see_it():
    figure = tags(render_poster(USUAL), "/Figure")[0]

    assert figure["/Alt"] == (
        "QR code that leads to the page of this meeting: "
        "safety.example/snb/meetings/2027-03-09-open-meeting"
    )


def test_code_is_drawn_square_by_square_with_a_quiet_edge():
    matrix = segno.make_qr(URL, error="m").matrix

    drawing = qr_drawing(URL)

    assert dark_squares(drawing) == dark_in(matrix)
    assert f'width="{len(matrix) + 2 * QUIET}"' in drawing


@SIZES
def test_poster_tells_everything(large_print):
    words = words_of(render_poster(USUAL, large_print=large_print))

    assert missing_from(words, told_by(USUAL)) == set()


@SIZES
def test_the_same_words_make_the_same_poster(large_print):
    first = render_poster(USUAL, large_print=large_print)

    assert render_poster(USUAL, large_print=large_print) == first


def test_usual_poster_is_one_page_of_a4():
    pdf = render_poster(USUAL)

    assert size_of(pdf) == A4
    assert len(read(pdf).pages) == 1


@pytest.mark.parametrize(
    "text", [USUAL, make_poster(about=MANY), cancelled_poster()], ids=["usual", "long", "cancelled"]
)
def test_large_print_has_no_small_words(text):
    pdf = render_poster(text, large_print=True)

    assert size_of(pdf) == A3
    assert smallest_type(pdf) >= 24


@SIZES
def test_long_texts_flow_onto_more_pages_that_say_what_they_belong_to(large_print):
    pdf = render_poster(make_poster(about=MANY), large_print=large_print)
    pages = page_texts(pdf)

    assert len(pages) > 1
    assert words_of(pdf).count("A long paragraph") == 20 * 8
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
    assert USUAL.day in pages[-1]


def test_cancelled_meeting_is_called_cancelled_in_large_letters_and_its_date_is_struck_out():
    pdf = render_poster(cancelled_poster())

    assert "CANCELLED" in words_of(pdf)
    assert "It was to be on" in words_of(pdf)
    assert len(struck_out(pdf)) == 2


def test_words_are_never_read_as_code():
    code = '#strong[x] $x$ *b* _i_ @ref // <a> \\ "quoted" #sys.inputs'

    words = words_of(render_poster(make_poster(heading=code, contact=(code,))))

    assert words.count(code) == 2


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Hồng Nhung", "Щербаківська вулиця", "Ștefan Żółć", "Ελλάδα"]
)
def test_names_of_neighbours_are_set_as_they_are_written(name):
    assert name in words_of(render_poster(make_poster(place_name=name)))


def test_letters_that_no_font_has_are_marked_and_named():
    pdf = render_poster(make_poster(place_name="Hall বাড়ি 😀"))

    assert MISSING in words_of(pdf)
    assert not_printable("Hall 😀 → hall") == ["😀", "→"]


def test_what_draws_nothing_is_left_out_and_letters_are_put_together():
    assert printable("e\u0301\u200b\u202e\x07x\r\ny") == "éx\ny"


def test_word_longer_than_the_page_is_parted():
    pdf = render_poster(make_poster(heading="x" * 150))
    lines = re.findall("x+", read(pdf).pages[0].extract_text())

    assert max(map(len, lines)) < 40


def test_picture_has_one_file_for_each_page():
    pictures = render_png(make_poster(about=MANY), ppi=20)

    assert len(pictures) > 1
    assert pictures[0].startswith(b"\x89PNG")


def test_poster_is_set_once_and_then_kept(monkeypatch):
    first = kept_poster(USUAL)
    monkeypatch.setattr(keeping, "render_poster", None)

    assert kept_poster(USUAL) == first


def test_kept_poster_is_never_of_other_words_another_size_or_another_release(settings):
    kept = [kept_poster(USUAL), kept_poster(USUAL, large_print=True)]
    kept.append(kept_poster(replace(USUAL, day="Monday 8 March 2027")))
    settings.RELEASE = "another"
    kept.append(kept_poster(make_poster(heading="Another")))

    assert len(set(kept)) == 4
