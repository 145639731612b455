"""The portal belongs to no place: every name comes from a content set."""

import re
import tomllib

from django.conf import settings

from csp_portal.content.reading import SETS
from tests.project.crawl import Page

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


def names_in(texts: dict[str, str]) -> dict[str, str]:
    """Return the first such word of each text that has one."""
    pattern = words_of_the_place()
    return {name: hit.group() for name, text in texts.items() if (hit := pattern.search(text))}


def sources() -> dict[str, str]:
    """Return every file of code and every template outside the content sets."""
    folders = [settings.BASE_DIR / name for name in FOLDERS]
    paths = [path for folder in folders for path in folder.rglob("*")]
    return {
        str(path): path.read_text(encoding="utf-8")
        for path in paths
        if path.suffix in {".py", ".html"} and SETS not in path.parents
    }


def html_of(pages: dict[str, Page]) -> dict[str, str]:
    """Return what each page says, by its path."""
    return {path: page.html for path, page in pages.items()}


def test_the_words_sought_are_the_names_of_the_place() -> None:
    names = words_of_the_place()

    assert names.search("crime in Barking")
    assert names.search("the streets of Dagenham")
    assert names.search("the Metropolitan Police")
    assert not names.search("the Council and the Police of any Borough")


def test_no_page_of_another_partnership_names_this_place(example_pages: dict[str, Page]) -> None:
    assert len(example_pages) > 20
    assert names_in(html_of(example_pages)) == {}


def test_no_code_or_template_names_this_place() -> None:
    assert names_in(sources()) == {}
