"""The gallery shows every component, with and without errors."""

from pathlib import Path

import pytest
from django.test import RequestFactory

from csp_portal.pages.gallery import component_gallery

COMPONENTS = Path(__file__).parents[2] / "templates/components"
# The frame of every page, pieces of other components, and what needs records.
NOT_SHOWN_BY_NAME = {
    "breadcrumbs",
    "chart_drawing",
    "documents_forms",
    "documents_links",
    "exit_this_page",
    "gallery",
    "help_panel",
    "help_strip",
    "record_foot",
    "site_footer",
    "site_header",
    "site_navigation",
    "theme_helplines",
}


def components_without(pattern, words):
    """Return the components whose name in ``pattern`` is not among the words."""
    names = {path.stem for path in COMPONENTS.glob("*.html")}
    return {name for name in names if pattern.format(name) not in words}


def test_gallery_shows_every_component():
    words = (COMPONENTS / "gallery.html").read_text()

    assert components_without("components/{}.html", words) == NOT_SHOWN_BY_NAME


def test_readme_names_every_component():
    words = (COMPONENTS / "README.md").read_text()

    assert components_without("`{}`", words) == {"gallery"}


@pytest.mark.parametrize("query", ["", "?errors"])
def test_gallery_is_one_page_without_inline_style_or_script(rf: RequestFactory, query):
    page = component_gallery(rf.get(f"/-/components/{query}")).content.decode()

    assert page.count("<h1") == 1
    assert " style=" not in page
    assert page.count("<script") == page.count('<script type="module" src=')


def test_gallery_with_errors_lists_them_first(rf: RequestFactory):
    page = component_gallery(rf.get("/-/components/?errors")).content.decode()

    assert page.index("There is a problem") < page.index("<h1")
    assert "<title>Error: Components" in page
