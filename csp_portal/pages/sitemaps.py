"""Every public page, for people and for search engines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from consultations.models import Consultation
from consultations.sitemaps import sitemaps as consultation_sitemaps
from csp_portal.addresses import absolute_url
from csp_portal.documents.sitemaps import sitemaps as document_sitemaps
from partnership.models import Board
from partnership.presenters import Card
from partnership.sitemaps import sitemaps as partnership_sitemaps
from priorities.models import AnnualReport, Measure, Plan, Priority
from priorities.sitemaps import sitemaps as priority_sitemaps
from snb.sitemaps import sitemaps as meeting_sitemaps

# The pages that are always there: title, name of the address, and what one finds there.
SINGLE_PAGES = (
    ("Home", "pages:home", "Start here."),
    ("Priorities", "priorities:priority_list", "What we work on now, and how it goes."),
    ("Plans", "priorities:plan_list", "What we said we would do, year by year."),
    ("Annual reports", "priorities:report_list", "How a year went."),
    ("Subgroups", "priorities:subgroup_list", "The groups that grew out of regional priorities."),
    ("Figures", "priorities:measure_list", "How much crime there is, in charts and tables."),
    ("Safer Neighbourhood Board", "snb:board", "Who is on it, and how to have your say."),
    ("Meetings", "snb:meeting_list", "When and where you can come and ask."),
    ("What was decided", "snb:action_list", "What a meeting said we would do, and if it is done."),
    ("Boards", "snb:board_list", "The groups of people who meet and decide."),
    (
        "What people told us",
        "consultations:consultation_list",
        "What you said, and what came of it.",
    ),
    ("The partnership", "partnership:overview", "Who we are, and the law."),
    ("Members", "partnership:member_list", "Who takes part, and what each one does."),
    ("Our duties", "partnership:duty_list", "What we must do, and what we have said we will do."),
    ("Help and who to call", "pages:help", "The right number to call, day or night."),
    ("What words mean", "pages:glossary", "Hard words in plain English."),
    ("What changed", "pages:changes", "What is new on this website."),
    ("Accessibility", "pages:accessibility", "How well this website works for all of us."),
    ("Privacy", "pages:privacy", "What we know about you, and what we do not."),
    ("Cookies", "pages:cookies", "We use none on the pages you see."),
    ("All pages", "pages:sitemap_page", "This list."),
)


# The parts of the sitemap, one for each app: so that none of them asks too much at once.
RECORDS: dict[str, Callable[..., dict[str, "Sitemap[Any]"]]] = {
    "priorities": priority_sitemaps,
    "meetings": meeting_sitemaps,
    "consultations": consultation_sitemaps,
    "partnership": partnership_sitemaps,
    "documents": document_sitemaps,
}
PARTS = ("pages", *RECORDS)


def public_addresses(part: str, *, at: datetime) -> list[str]:
    """Return the absolute address of each page of ``part`` that is public at the moment ``at``."""
    if part not in RECORDS:
        return [absolute_url(reverse(name)) for _title, name, _text in SINGLE_PAGES]
    return [
        absolute_url(sitemap.location(item))
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
    single = [Card(title, reverse(name), text=text) for title, name, text in SINGLE_PAGES]
    groups = [PageGroup("Main pages", single)]
    for title, found in records.items():
        suffix = ": figures" if title == "Figures" else ""
        links = [Card(f"{record}{suffix}", record.get_absolute_url()) for record in found]
        groups += [PageGroup(title, links)] if links else []
    return groups
