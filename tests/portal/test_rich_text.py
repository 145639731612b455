"""A rich text is stored in one safe form, and shown in its place among a page's headings."""

import base64
import hashlib
import re
from pathlib import Path

import django_prose_editor
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csp_portal.rich_text.cleaning import clean
from csp_portal.rich_text.showing import shown
from csp_portal.rich_text.words import (
    as_written,
    paper_lines,
    plain_text,
    readable_text,
    sentences_text,
)

MINUTES = (
    "<h2>Burglary</h2><p>It <strong>fell</strong>.</p><ul><li>Locks</li><li>Lights</li></ul>"
    '<p><a href="https://vale.example/a">The paper</a></p>'
    "<table><tbody><tr><th>Year</th><th>Count</th></tr><tr><th>2025</th><td>7</td></tr></tbody></table>"
)
EDITOR_MINUTES = (
    "<h2>Burglary</h2><p>It <strong>fell</strong>.</p><ul><li><p>Locks</p></li><li><p>Lights</p>"
    '</li></ul><p><a target="_blank" rel="noopener" href="https://vale.example/a">The paper</a></p>'
    '<table style="min-width: 50px"><colgroup><col style="min-width: 25px"></colgroup><tbody><tr>'
    '<th colspan="1" rowspan="1"><p>Year</p></th><th colspan="1" rowspan="1"><p>Count</p></th></tr>'
    '<tr><th colspan="1" rowspan="1"><p>2025</p></th><td colspan="1"><p>7</p></td></tr>'
    "</tbody></table>"
)
PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<ul>", "<ol>", "</ul>", "</ol>", "<li>", "</li>", "<strong>"),
        *("</strong>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "<th>", "</td>", "<h1>"),
        *("<h3>", "</h3>", "<a href='/x'>", "<a href=javascript:1>", "</a>", "<br>", "<div>"),
        *("</div>", "&#8;", "&lt;", "<script>", "</script>", "<svg>", "</svg>", "<style>", " "),
        *("\n\n", "a", "b c"),
    ]
)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One\r\ntwo.", "<p>One<br>two.</p>"),
        ("Fewer than <5 & more", "<p>Fewer than &lt;5 &amp; more</p>"),
        ("", ""),
        ("<p></p>", ""),
        ("<p>&nbsp;</p>", ""),
        ("Loose.\n\n<p>Tight.</p>", "<p>Loose.</p><p>Tight.</p>"),
        ("<li>One</li>", "<p>One</p>"),
        ("<ol start='3'><li>c</li></ol>", '<ol start="3"><li>c</li></ol>'),
        ("<p>a <b>b</b></p>", "<p>a <strong>b</strong></p>"),
        ("<h1>Big</h1><h4>Small</h4>", "<h2>Big</h2><h3>Small</h3>"),
        ("<div>One<div>Two</div></div>", "<p>One</p><p>Two</p>"),
        (EDITOR_MINUTES, MINUTES),
    ],
    ids=range(13),
)
def test_text_has_one_form(given: str, stored: str) -> None:
    assert clean(given) == stored


@pytest.mark.parametrize(
    "attack",
    [
        "<p>a<script>alert(1)</script></p>",
        "<p onclick=alert(1)>a</p>",
        "<p style='position:fixed'>a</p>",
        "<p>a<img src=x onerror=alert(1)></p>",
        '<p><a href="javascript:alert(1)">a</a></p>',
        '<p><a href=" java\nscript:alert(1)">a</a></p>',
        '<p><a href="data:text/html,x">a</a></p>',
        '<p><a href="http://vale.example/">a</a></p>',
        '<p><a href="//evil.example">a</a></p>',
        '<p><a href="/\\evil.example">a</a></p>',
        '<p><a href="page/">a</a></p>',
        "<p>a</p><svg><style><img src=x onerror=alert(1)></style></svg>",
        "<p>a</p><iframe src=https://evil.example></iframe>",
        "<p>a\x08&#8;&#x202;</p>".replace("&#x202;", ""),
        "<math><p>a</p></math>",
    ],
    ids=range(15),
)
def test_nothing_unsafe_is_stored(attack: str) -> None:
    assert clean(attack) == "<p>a</p>"


@pytest.mark.parametrize(
    "address", ["https://a.example/?b=1", "mailto:a@b.example", "tel:101", "/a/"]
)
def test_link_that_is_allowed_stays(address: str) -> None:
    text = f'<p><a href="{address}">a</a></p>'

    assert clean(text) == text


def test_text_without_end_is_cut_flat_and_not_refused() -> None:
    stored = clean("<ul><li>" * 3000 + "deep" + "</li></ul>" * 3000)

    assert plain_text(stored) == "deep"
    assert stored.count("<ul>") == 4


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_stored_form_never_changes_again(pieces: list[str]) -> None:
    stored = clean("".join(pieces))

    assert clean(stored) == stored
    assert "<script" not in shown(stored, level=2)


# --- As a page shows it ------------------------------------------------------------------


def test_headings_begin_at_the_level_of_the_page() -> None:
    html = shown("<h2>A</h2><h3>B</h3>", level=3)

    assert "<h3" in html
    assert "<h4" in html
    assert "<h2" not in html


def test_no_level_of_heading_is_left_out() -> None:
    html = shown("<h3>First</h3><h2>A</h2><h3>B</h3>", level=2)

    assert html.count("<h2") == 2
    assert html.count("<h3") == 1


def test_header_cells_say_what_they_head() -> None:
    html = shown(MINUTES, level=2)

    assert (
        '<thead><tr class="govuk-table__row"><th class="govuk-table__header" scope="col">' in html
    )
    assert '<th class="govuk-table__header" scope="row">2025</th>' in html


def test_header_cell_without_words_is_an_ordinary_cell() -> None:
    html = shown("<table><tr><th></th><th>Count</th></tr><tr><td>a</td></tr></table>", level=2)

    assert html.count("<th ") == 1


def test_table_scrolls_in_a_named_box() -> None:
    html = shown(MINUTES + "<table><tr><td>a</td></tr></table>", level=2)

    assert 'class="portal-table" role="group" aria-label="Table: Year, Count" tabindex="0"' in html
    assert html.count("portal-table") == 2


def test_what_stands_in_the_database_is_cleaned_once_more() -> None:
    assert "script" not in shown("<p>a<script>alert(1)</script></p>", level=2)


# --- Its words ---------------------------------------------------------------------------


def test_lines_on_paper_tell_where_links_to_elsewhere_lead() -> None:
    text = (
        '<h2>Ask</h2><p><strong>Write <a href="mailto:a@b.example">to us</a></strong>, see '
        '<a href="https://b.example/x">b.example/x</a> or <a href="/help/">help</a>.</p>'
        "<ul><li>One<ul><li>Two</li></ul></li></ul>"
    )

    assert paper_lines(text) == [
        ("h2", "Ask"),
        ("p", "Write to us (a@b.example), see b.example/x or help."),
        ("li", "One"),
        ("li", "Two"),
    ]


def test_words_stand_on_one_line() -> None:
    assert plain_text(MINUTES) == "Burglary It fell. Locks Lights The paper Year Count 2025 7"


def test_readable_text_keeps_lists_tables_and_addresses() -> None:
    assert readable_text(MINUTES).split("\n") == [
        "Burglary", "", "It *fell*.", "", "• Locks", "• Lights", "",
        "The paper (https://vale.example/a)", "", "Year | Count", "2025 | 7",
    ]  # fmt: skip


def test_each_block_is_a_line_of_its_own() -> None:
    text = "<ul><li>One<ul><li>in</li></ul></li></ul><ol start='4'><li>Four</li></ol>"

    assert sentences_text(text) == "One\nin\nFour"
    assert readable_text(text) == "• One\n• in\n\n4. Four"


@pytest.mark.parametrize("plain", ["One.", "One.\n\nTwo\nthree.", "<b> & co"])
def test_paragraphs_give_back_the_text_they_were_made_of(plain: str) -> None:
    assert as_written(clean(plain)) == plain


def test_text_with_marks_is_not_taken_for_a_plain_one() -> None:
    assert as_written("<p><strong>One.</strong></p>") == "<p><strong>One.</strong></p>"
    assert as_written("<p>One.<br><br>Two.</p>") != as_written("<p>One.</p><p>Two.</p>")


# --- The library -------------------------------------------------------------------------


def test_style_the_library_would_inject_is_the_one_we_copied() -> None:
    """Another hash means: compare the end of static/backoffice/rich_text.css with it."""
    folder = Path(django_prose_editor.__file__).parent / "static" / "django_prose_editor"
    script = (folder / "editor.js").read_text(encoding="utf-8")
    style = re.findall(r"`(\.ProseMirror \{.*?)`", script, re.DOTALL)

    digests = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in style]
    assert digests == ["PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA="]
