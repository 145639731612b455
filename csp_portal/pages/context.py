"""What every page's frame needs: who we are, where one can go, who to call."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix

from csp_portal.addresses import absolute_url
from csp_portal.feeds.links import feed_links
from partnership.models import Helpline

# Label, address, and the beginnings of the addresses that belong to it.
SECTIONS = (
    ("Priorities", "/priorities/", ("/priorities/", "/plans/", "/reports/", "/subgroups/")),
    ("Meetings", "/snb/meetings/", ("/snb/", "/boards/")),
    ("What people told us", "/consultations/", ("/consultations/",)),
    ("Figures", "/measures/", ("/measures/",)),
    ("Partnership", "/partnership/", ("/partnership/",)),
    ("Help", "/help/", ("/help/",)),
)


@dataclass(frozen=True)
class NavigationLink:
    """One entry of the menu."""

    label: str
    url: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a public page needs; nothing for the back office and errors.

    Only public pages have a moment. Without one nothing is asked of the database.
    """
    moment = getattr(request, "moment", None)
    if moment is None:
        return {}
    # In a preview every address leads into the preview.
    start = get_script_prefix().rstrip("/")
    return {
        "identity": getattr(request, "identity", None),
        "navigation": [
            NavigationLink(label, start + url, is_current=request.path.startswith(prefixes))
            for label, url, prefixes in SECTIONS
        ],
        "helplines": Helpline.objects.public(at=moment),
        "canonical_url": canonical_url(request),
        "feed_links": feed_links(request),
        "is_exit_page": False,
    }


def canonical_url(request: HttpRequest) -> str:
    """Return the one address of the page for search engines; a preview and an error have none.

    A later page of a list is a page of its own; a list that somebody narrowed is not.
    """
    if hasattr(request, "preview") or request.resolver_match is None:
        return ""
    number = request.GET.get("page", "")
    is_later = set(request.GET) == {"page"} and number.isascii() and number.isdecimal()
    return absolute_url(request.path + (f"?page={number}" if is_later else ""))
