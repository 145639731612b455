"""Every public page, for people and for search engines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from consultations.models import Consultation
from consultations.sitemaps import sitemaps as consultation_sitemaps
from partnership.models import Board
from partnership.presenters import Card
from partnership.sitemaps import sitemaps as partnership_sitemaps
from priorities.models import AnnualReport, Measure, Plan, Priority
from priorities.sitemaps import sitemaps as priority_sitemaps
from snb.sitemaps import sitemaps as meeting_sitemaps

# The pages without a record of their own: title and name of the address.
SINGLE_PAGES = (
    ("Home", "pages:home"),
    ("Priorities", "priorities:priority_list"),
    ("Plans", "priorities:plan_list"),
    ("Annual reports", "priorities:report_list"),
    ("Subgroups", "priorities:subgroup_list"),
    ("Figures", "priorities:measure_list"),
    ("Safer Neighbourhood Board", "snb:board"),
    ("Meetings", "snb:meeting_list"),
    ("Boards", "snb:board_list"),
    ("What people told us", "consultations:consultation_list"),
    ("The partnership", "partnership:overview"),
    ("Members", "partnership:member_list"),
    ("Our duties", "partnership:duty_list"),
    ("Help and who to call", "pages:help"),
    ("What words mean", "pages:glossary"),
    ("What changed", "pages:changes"),
    ("Accessibility", "pages:accessibility"),
    ("Privacy", "pages:privacy"),
    ("Cookies", "pages:cookies"),
    ("All pages", "pages:sitemap_page"),
)


# The parts of the sitemap, one for each app: so that none of them asks too much at once.
RECORDS: dict[str, Callable[..., dict[str, "Sitemap[Any]"]]] = {
    "priorities": priority_sitemaps,
    "meetings": meeting_sitemaps,
    "consultations": consultation_sitemaps,
    "partnership": partnership_sitemaps,
}
PARTS = ("pages", *RECORDS)


def absolute(path: str) -> str:
    """Return the absolute address of a path, whatever name the portal was asked by."""
    return settings.BASE_URL.rstrip("/") + path


def public_addresses(part: str, *, at: datetime) -> list[str]:
    """Return the absolute address of each page of ``part`` that is public at the moment ``at``."""
    if part not in RECORDS:
        return [absolute(reverse(name)) for _title, name in SINGLE_PAGES]
    return [
        absolute(sitemap.location(item))
        for sitemap in RECORDS[part](at=at).values()
        for item in sitemap.items()
    ]


@dataclass(frozen=True)
class PageGroup:
    """A heading with links, on the list of all pages for people."""

    title: str
    links: list[Card]


def page_groups(*, at: datetime) -> list[PageGroup]:
    """Return the links of the page that lists all pages, one query for each kind of record."""
    records: dict[str, Any] = {
        "Priorities of the latest plan": Priority.objects.public(at=at)
        .of_latest_plan()
        .select_related("plan"),
        "Plans": Plan.objects.public(at=at),
        "Annual reports": AnnualReport.objects.public(at=at),
        "Figures": Measure.objects.public(at=at),
        "Boards": Board.objects.public(at=at),
        "What people told us": Consultation.objects.public(at=at),
    }
    groups = [PageGroup("Main pages", [Card(title, reverse(name)) for title, name in SINGLE_PAGES])]
    for title, found in records.items():
        links = [Card(str(record), record.get_absolute_url()) for record in found]
        groups += [PageGroup(title, links)] if links else []
    return groups
