"""The Atom file, the feed of what changed, and how pages announce feeds."""

from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from csp_portal.feeds.atom import Feed, FeedEntry, atom_text, feed_response, tag_uri
from csp_portal.feeds.links import FeedLink, feed_links, register_feed_links
from csp_portal.pages.registrations import announced_changes
from tests.factories.publishing import make_note

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = "https://portal.example:8443/"


def entry(**fields: Any) -> FeedEntry:
    defaults = {"id": "tag:x", "title": "T", "url": "https://portal.example/", "updated_at": MOMENT}
    return FeedEntry(**defaults | fields)


def feed(*entries: FeedEntry, **fields: Any) -> Feed:
    defaults = {
        "id": "tag:portal.example,2026-01-01:all", "title": "Changes", "subtitle": "What changed",
        "author": "Vale", "url": "https://portal.example/changes/",
        "feed_url": "https://portal.example/changes.atom",
    }  # fmt: skip
    return Feed(entries=entries, **defaults | fields)


def links(node: ElementTree.Element, path: str = "") -> list[tuple[str | None, str | None]]:
    found = node.findall(f"{path}{ATOM}link")
    return [(link.get("rel"), link.get("href")) for link in found]


def tree_of(text: str | bytes) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def texts(tree: ElementTree.Element, name: str) -> list[str | None]:
    return [node.text for node in tree.iter(ATOM + name)]


# --- The file ---------------------------------------------------------------------------------


def test_feed_says_what_it_is_and_where_it_stands():
    tree = tree_of(atom_text(feed(entry(), licence="Open licence")))

    assert texts(tree, "title") == ["Changes", "T"]
    assert texts(tree, "name") == ["Vale"]
    assert texts(tree, "rights") == ["Open licence"]
    assert links(tree) == [
        ("alternate", "https://portal.example/changes/"),
        ("self", "https://portal.example/changes.atom"),
    ]


def test_feed_was_updated_with_its_latest_entry():
    later = entry(id="tag:y", updated_at=MOMENT.replace(day=9))

    tree = tree_of(atom_text(feed(later, entry())))

    assert tree.findtext(f"{ATOM}updated") == "2026-11-09T09:00:00+00:00"


def test_feed_without_entries_always_says_the_same_moment():
    assert texts(tree_of(atom_text(feed())), "updated") == ["1970-01-01T00:00:00+00:00"]


def test_entry_holds_its_texts_escaped():
    tree = tree_of(atom_text(feed(entry(title="A & B <c>", paragraphs=("1 < 2", "“Yes”")))))

    assert texts(tree, "title")[1] == "A & B <c>"
    assert texts(tree, "summary") == ["<p>1 &lt; 2</p><p>“Yes”</p>"]


@given(st.text(st.characters() | st.sampled_from("\x00\x08\x1f\x85\ud800\ufffe<&]]>"), min_size=1))
def test_no_text_breaks_the_feed(text):
    hostile = entry(title=text, paragraphs=(text, text))

    tree = tree_of(atom_text(feed(hostile, title=text, subtitle=text, author=text)).encode())

    assert len(texts(tree, "entry")) == 1


@pytest.mark.parametrize("base", ["https://portal.example", "http://portal.example:8000/"])
def test_id_holds_the_host_without_its_port_and_the_day(settings, base):
    settings.BASE_URL = base

    assert tag_uri("snb", "m", on=date(2026, 3, 4)) == "tag:portal.example,2026-03-04:snb/m"


def test_feed_is_sent_as_atom():
    assert feed_response(feed())["Content-Type"] == "application/atom+xml; charset=utf-8"


# --- What changed -----------------------------------------------------------------------------


@pytest.mark.usefixtures("portal")
def test_changes_are_told_latest_first_with_their_pages(client):
    make_note(title="Old", path="/plans/", noted_at=MOMENT)
    make_note(title="New", path="", text="It grew.", noted_at=MOMENT.replace(day=9))

    response = client.get("/changes.atom")

    tree = tree_of(response.content)
    assert texts(tree, "title")[1:] == ["New", "Old"]
    assert texts(tree, "summary")[0] == "<p>It grew.</p>"
    assert links(tree, f"{ATOM}entry/") == [
        ("alternate", "https://portal.example:8443/changes/"),
        ("alternate", "https://portal.example:8443/plans/"),
    ]


@pytest.mark.usefixtures("portal")
def test_change_that_is_still_to_come_is_not_told(client):
    make_note(title="Secret", noted_at=datetime(2099, 1, 1, tzinfo=UTC))

    assertNotContains(client.get("/changes.atom"), "Secret")


@pytest.mark.usefixtures("portal")
@pytest.mark.parametrize("count", [1, 3])
def test_feed_of_changes_needs_no_more_queries_with_more_rows(
    client, django_assert_num_queries, count
):
    list(map(lambda n: make_note(noted_at=MOMENT), range(count)))  # noqa: C417 - no branch

    with django_assert_num_queries(2):
        client.get("/changes.atom")


@pytest.mark.usefixtures("portal")
def test_reader_that_holds_the_feed_is_told_so_until_something_changes(client):
    make_note(noted_at=MOMENT)
    etag = client.get("/changes.atom")["ETag"]

    held = client.get("/changes.atom", headers={"if-none-match": etag})
    make_note(noted_at=MOMENT)
    changed = client.get("/changes.atom", headers={"if-none-match": etag})

    assert (held.status_code, changed.status_code) == (304, 200)


# --- Announced by pages -----------------------------------------------------------------------


@pytest.mark.usefixtures("portal")
def test_every_page_announces_the_feed_of_changes(client):
    assertContains(
        client.get("/help/"),
        '<link rel="alternate" type="application/atom+xml" title="What changed" '
        'href="/changes.atom">',
        html=True,
    )


def test_finder_of_feeds_is_registered_once(rf):
    with pytest.raises(ValueError, match="registered already"):
        register_feed_links(announced_changes)

    assert FeedLink("What changed", "/changes.atom") in feed_links(rf.get("/"))
