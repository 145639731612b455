"""Read every public page that can be reached from the home page, once.

The pages are asked for below the test client, which would copy the context of each of some
hundred thousand included templates.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

EXTRA_PATHS = ("/sitemap.xml", "/robots.txt", "/.well-known/security.txt")


class PageReader(HTMLParser):
    """Collects what the tests ask about: links, ids, headings, and what must not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.faults: list[str] = []
        self.title = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        self.links += [values["href"]] if tag == "a" and "href" in values else []
        self.ids += [values["id"]] if "id" in values else []
        self.headings += [int(tag[1])] if tag in {"h1", "h2", "h3", "h4", "h5", "h6"} else []
        self.faults += [f"<{tag}>" for _ in [0] if tag == "style"]
        # A block of data is no script: no browser runs it.
        is_code = tag == "script" and values.get("type") != "application/ld+json"
        self.faults += ["inline <script>" for _ in [0] if is_code and "src" not in values]
        self.faults += [
            f"{name} on <{tag}>" for name in values if name == "style" or name.startswith("on")
        ]

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title" and not self.title:
            self.title = data.strip()

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass


@dataclass
class Page:
    """One answer of the portal, read."""

    path: str
    status: int
    html: str
    queries: int
    etag: str
    cookies: list[str]
    vary: str

    @cached_property
    def reader(self) -> PageReader:
        """What stands on the page; it is read when it is first asked for."""
        reader = PageReader()
        if self.is_html:
            reader.feed(self.html)
        return reader

    @property
    def is_html(self) -> bool:
        return self.html.lstrip().lower().startswith("<!doctype html")


def read_page(portal: WSGIHandler, path: str) -> Page:
    """Ask ``portal`` for ``path`` and read the answer."""
    with CaptureQueriesContext(connection) as queries:
        response = portal.get_response(RequestFactory().get(path))
    return Page(
        path=path,
        status=response.status_code,
        html=response.content.decode(errors="replace"),
        queries=len(queries),
        etag=response.get("ETag", ""),
        cookies=list(response.cookies),
        vary=response.get("Vary", ""),
    )


def internal_links(page: Page) -> Iterator[str]:
    """Yield the portal's own addresses that ``page`` links to, without fragments."""
    for href in page.reader.links:
        address = urlsplit(urldefrag(urljoin(f"http://testserver{page.path}", href)).url)
        if address.scheme == "http" and address.netloc == "testserver":
            yield address.path + (f"?{address.query}" if address.query else "")


def crawl() -> dict[str, Page]:
    """Return every page reachable from the home page, by path, and the files beside them."""
    portal = WSGIHandler()
    pages: dict[str, Page] = {}
    waiting = deque(["/", *EXTRA_PATHS])
    while waiting:
        path = waiting.popleft()
        if path in pages or path.startswith(("/admin/", "/static/")):
            continue
        pages[path] = read_page(portal, path)
        waiting.extend(internal_links(pages[path]))
    return pages
