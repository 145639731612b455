"""What a rich text may hold: one declaration for the editor and for the sanitiser."""

import re
from functools import cache
from typing import Any

import nh3
from django_prose_editor.config import allowlist_from_extensions

SCHEMES = ("https", "mailto", "tel")
EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Link": {"enableTarget": False, "protocols": list(SCHEMES)},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
}
# Another website in safe transport, a mailbox, a telephone, or a path of this portal.
# Browsers read "/\host" and "//host" as another website.
ADDRESS = re.compile(r"(?:https://|mailto:|tel:)[^\s\\]+|/(?![/\\])[^\s\\]*|#[^\s\\]*")
HREF = re.compile(r"""<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
# Marks of other pages that come with pasted text. They part its words; cleaning takes them off.
ELSEWHERE = {
    "b", "h1", "h4", "h5", "h6", "div", "section", "article", "blockquote", "pre", "address",
    "dl", "dt", "dd", "figure", "figcaption", "tfoot",
}  # fmt: skip
KEPT_ATTRIBUTES = {"href": ADDRESS, "start": re.compile(r"(?!1$)[1-9]\d{0,3}")}
SPAN = re.compile(r"[2-9]|[1-4]\d")


def is_allowed_address(address: str) -> bool:
    """Whether a link may lead there."""
    return bool(ADDRESS.fullmatch(address.strip()))


def refused_addresses(text: str) -> list[str]:
    """Return the addresses of links in a typed text that would not be kept, as they stand."""
    found = [double or single for double, single in HREF.findall(text)]
    return [address for address in found if not is_allowed_address(address)]


def sanitise(fragment: str) -> str:
    """Return the fragment without anything that is not allowed, its marks in order."""
    return _cleaner().clean(fragment)


@cache
def _cleaner() -> nh3.Cleaner:
    known = allowlist_from_extensions(EXTENSIONS)
    return nh3.Cleaner(
        tags=known["tags"] | ELSEWHERE,
        attributes={
            "a": {"href"},
            "ol": {"start"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
        },
        attribute_filter=_kept_value,
        link_rel=None,
        url_schemes=set(SCHEMES),
    )


def _kept_value(_tag: str, name: str, value: str) -> str | None:
    value = value.strip()
    return value if KEPT_ATTRIBUTES.get(name, SPAN).fullmatch(value) else None
