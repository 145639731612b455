"""Where public records come out on the pages that join all apps, and in files for machines."""

from django.http import HttpRequest
from django.urls import reverse

from csp_portal.feeds.links import FeedLink, register_feed_links
from csp_portal.publishing.outlets import register_outlet


def announced_changes(_request: HttpRequest) -> list[FeedLink]:
    """Return the feed that every page announces: what changed on the portal."""
    return [FeedLink("What changed", reverse("pages:change_feed"))]


register_feed_links(announced_changes)
register_outlet("pages:accessibility")
register_outlet("pages:change_feed", is_file=True)
register_outlet("pages:changes")
register_outlet("pages:cookies")
register_outlet("pages:glossary", shows=["partnership.glossaryentry"])
register_outlet("pages:help")
register_outlet(
    "pages:home", shows=["priorities.measure", "priorities.priority", "snb.meeting", "snb.venue"]
)
register_outlet("pages:privacy")
register_outlet("pages:robots_txt", is_file=True)
register_outlet("pages:security_txt", is_file=True)
register_outlet("pages:sitemap_index", is_file=True)
register_outlet(
    "pages:sitemap_page",
    shows=[
        "consultations.consultation",
        "partnership.board",
        "priorities.annualreport",
        "priorities.measure",
        "priorities.plan",
        "priorities.priority",
    ],
)
register_outlet(
    "pages:sitemap_part",
    shows=[
        "consultations.consultation",
        "documents.document",
        "partnership.board",
        "partnership.duty",
        "partnership.partnerbody",
        "priorities.annualreport",
        "priorities.measure",
        "priorities.plan",
        "priorities.priority",
        "priorities.strategicassessment",
        "priorities.subgroup",
        "snb.meeting",
    ],
    is_file=True,
)
register_outlet(
    "thread:measure_detail",
    shows=[
        "consultations.consultation",
        "partnership.source",
        "priorities.measure",
        "priorities.priority",
    ],
)
register_outlet(
    "thread:priority_detail",
    shows=[
        "partnership.partnerbody",
        "partnership.source",
        "priorities.measure",
        "priorities.priority",
        "priorities.strategicassessment",
        "priorities.subgroup",
    ],
)
