"""The portal belongs to no place: every name comes from a content set."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from csp_portal.content.reading import SETS
from tests.project.crawl import Page

pytestmark = pytest.mark.xdist_group("crawl")
NAMES = ("area_name", "council_name", "police_name", "policing_body_name")
# Words of those names that any place may use.
EVERYDAY = {
    "Borough", "City", "Commissioner", "Council", "County", "Crime", "Mayor", "Office", "Police",
    "Policing", "Service", "That", "This", "With",
}  # fmt: skip
FOLDERS = ("csp_portal", "partnership", "priorities", "snb", "consultations", "templates")


def words_of_the_place() -> re.Pattern[str]:
    """Return what matches any word that tells Barking and Dagenham from other places."""
    text = (SETS / "barking_and_dagenham" / "01_identity.toml").read_text(encoding="utf-8")
    identity = tomllib.loads(text)["identity"]
    found = re.findall(r"\b[A-Z]\w{3,}", " ".join(identity[name] for name in NAMES))
    # Every place in the country keeps the time of Europe/London.
    return re.compile(rf"(?<!Europe/)\b(?:{'|'.join(sorted(set(found) - EVERYDAY))})\b")


def sources() -> list[Path]:
    """Return every file of code and every template outside the content sets."""
    folders = [settings.BASE_DIR / name for name in FOLDERS]
    files = [path for folder in folders for path in folder.rglob("*")]
    return [path for path in files if path.suffix in {".py", ".html"} and SETS not in path.parents]


def test_the_words_sought_are_the_names_of_the_place() -> None:
    names = words_of_the_place()

    assert names.search("crime in Barking")
    assert names.search("the streets of Dagenham")
    assert names.search("the Metropolitan Police")
    assert not names.search("the Council and the Police of any Borough")


def test_no_page_of_another_partnership_names_this_place(example_pages: dict[str, Page]) -> None:
    names = words_of_the_place()

    found = {
        path: hit.group()
        for path, page in example_pages.items()
        if (hit := names.search(page.html))
    }

    assert len(example_pages) > 20
    assert found == {}


def test_no_code_or_template_names_this_place() -> None:
    names = words_of_the_place()

    found = {
        str(path): hit.group()
        for path in sources()
        if (hit := names.search(path.read_text(encoding="utf-8")))
    }

    assert found == {}
