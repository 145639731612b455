"""What every page's frame needs: who we are, where one can go, who to call."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix

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
        "is_exit_page": False,
    }
