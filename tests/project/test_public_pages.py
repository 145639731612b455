"""What holds for every public page, read with the real content."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from tests.project.crawl import Page

QUERY_BUDGET = 8
SECTIONS = {
    "", "accessibility", "boards", "changes", "consultations", "cookies", "glossary", "help",
    "measures", "partnership", "plans", "priorities", "privacy", "reports", "snb", "subgroups",
}  # fmt: skip
CODE = ("{{", "{%", ">None<", "&lt;p&gt;", "datetime.", "Decimal(")
FOREIGN = ('src="http', "url(http", '<link rel="stylesheet" href="http')


def faults(pages: dict[str, Page], find: Callable[[Page], Any], *, html: bool = True) -> dict:
    """Return what ``find`` finds, by path, leaving out the pages where it finds nothing."""
    chosen = [page for page in pages.values() if page.is_html or not html]
    return {page.path: fault for page in chosen if (fault := find(page))}


def skipped_levels(page: Page) -> list[tuple[int, int]]:
    return [(a, b) for a, b in pairwise(page.reader.headings) if b > a + 1]


def doubled_ids(page: Page) -> list[str]:
    return [name for name, count in Counter(page.reader.ids).items() if count > 1]


def dead_fragments(page: Page) -> list[str]:
    fragments = [link for link in page.reader.links if link.startswith("#")]
    return [link for link in fragments if link[1:] not in page.reader.ids]


def marks(page: Page, *, looked_for: tuple[str, ...]) -> list[str]:
    return [mark for mark in looked_for if mark in page.html]


def doubled_titles(pages: dict[str, Page]) -> list[str]:
    titles = Counter(p.reader.title for p in pages.values() if p.is_html and "?" not in p.path)
    return [title for title, count in titles.items() if count > 1]


def test_every_link_leads_to_a_page(real_pages):
    assert faults(real_pages, lambda page: page.status != 200 and page.status, html=False) == {}


def test_crawl_reaches_every_kind_of_page(real_pages):
    reached = set(map(lambda path: path.split("/")[1], real_pages))  # noqa: C417 - no branch

    assert reached >= SECTIONS


def test_every_page_has_one_main_heading(real_pages):
    assert faults(real_pages, lambda page: page.reader.headings.count(1) - 1) == {}


def test_headings_never_skip_a_level(real_pages):
    assert faults(real_pages, skipped_levels) == {}


def test_no_page_holds_inline_style_or_script(real_pages):
    assert faults(real_pages, lambda page: page.reader.faults) == {}


def test_no_id_stands_twice_on_a_page(real_pages):
    assert faults(real_pages, doubled_ids) == {}


def test_every_page_has_a_title_of_its_own(real_pages):
    assert doubled_titles(real_pages) == []


def test_every_page_says_its_language(real_pages):
    assert faults(real_pages, lambda page: '<html lang="en-GB"' not in page.html) == {}


def test_no_page_needs_more_than_eight_queries(real_pages):
    over = faults(real_pages, lambda page: max(page.queries - QUERY_BUDGET, 0), html=False)

    assert over == {}


def test_no_page_sets_a_cookie_or_reads_the_session(real_pages):
    assert faults(real_pages, lambda page: page.cookies, html=False) == {}
    assert faults(real_pages, lambda page: "Cookie" in page.vary, html=False) == {}


def test_every_page_carries_a_validator(real_pages):
    assert faults(real_pages, lambda page: not page.etag, html=False) == {}


def test_no_page_shows_code_or_an_empty_value(real_pages):
    assert faults(real_pages, lambda page: marks(page, looked_for=CODE)) == {}


@pytest.mark.parametrize("number", ["999", "101", "0800 555 111"])
def test_every_page_says_who_to_call(real_pages, number):
    assert faults(real_pages, lambda page: number not in page.html) == {}


def test_no_page_asks_another_host_for_anything(real_pages):
    assert faults(real_pages, lambda page: marks(page, looked_for=FOREIGN)) == {}


def test_fragment_links_lead_to_something(real_pages):
    assert faults(real_pages, dead_fragments) == {}
