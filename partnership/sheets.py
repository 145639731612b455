"""The members as rows and columns of a file."""

from csp_portal.sheets.descriptions import Column, Sheet
from partnership.models import PartnerBody

SOURCE = Column(
    "Source", "source", names=("slug",), hint="its short name, such as annual-report-2011-12"
)

MEMBERS = Sheet(
    "members",
    PartnerBody,
    key=("slug",),
    columns=(
        Column("Words in the web address", "slug"),
        Column("Name", "name"),
        Column("Abbreviation", "abbreviation"),
        Column("What it does", "summary"),
        Column("Website", "website"),
        Column("Place in law", "legal_status"),
        Column("Kind of body the law names now", "law_now_names"),
        Column("What the law says now", "law_note"),
        Column("Began on", "existed_from"),
        Column("First day it was gone", "existed_until"),
        Column("Successor", "successor", names=("slug",), hint="the words in its web address"),
        SOURCE,
        Column("Last reviewed", "reviewed_on"),
    ),
    refusals={
        "partner_body_ends_after_it_began": "It must begin before the first day it was gone.",
        "partner_body_does_not_succeed_itself": "A body cannot be its own successor.",
        "partner_body_of_former_kind_names_the_new": (
            "If the law now names another kind of body, say which kind."
        ),
    },
)
