"""What a visitor downloads is small, complete and all from us."""

import re
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).parents[2]
STYLES = (ROOT / "static/css/portal.css").read_text()
TEMPLATES = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("csp_portal/*/templates/**/*.html")]
# Names that carry no style of their own: hooks of the script, and plain parts of components.
WITHOUT_STYLE = {
    "govuk-checkboxes",
    "govuk-js-exit-this-page-button",
    "govuk-js-exit-this-page-skiplink",
    "govuk-js-service-navigation-toggle",
    "govuk-radios",
    "govuk-table__body",
    "govuk-table__caption--s",
    "govuk-table__head",
    "govuk-table__row",
    "portal-header__name",
    "portal-help-panel",
    "portal-thread__title",
}


def classes_of(template):
    """Return the class names a template writes out in full."""
    attributes = re.findall(r'class="([^"]*)"', template.read_text())
    names = re.findall(r"(?:govuk|portal)-[\w-]+", re.sub(r"\{\{.*?\}\}", "", " ".join(attributes)))
    return {name for name in names if not name.endswith("-")}


@pytest.mark.parametrize(
    ("name", "budget"),
    [("css/portal.css", 12_000), ("js/portal.js", 6_000), ("images/icon.svg", 1_000)],
)
def test_a_file_every_page_needs_stays_within_its_budget(name, budget):
    content = (ROOT / "static" / name).read_bytes()

    assert len(brotli.compress(content)) <= budget


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_class_of_a_template_is_in_the_style_sheet(template):
    in_styles = set(re.findall(r"\.((?:govuk|portal)-[\w-]+)", STYLES))

    assert classes_of(template) - in_styles - WITHOUT_STYLE == set()


def test_the_style_sheet_asks_nobody_else_for_anything():
    assert re.findall(r"url\(|@import", STYLES) == []
