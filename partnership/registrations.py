"""What the partnership gives to others: references, public contacts, explained words."""

from collections.abc import Iterable
from datetime import datetime

from csp_portal.personal_data.contacts import register_public_contacts
from csp_portal.plain_english.registry import register_known_words, register_quoted
from csp_portal.publishing.outlets import register_in_frame, register_outlet
from csp_portal.publishing.references import Reference, register_reference
from partnership.models import Board, Duty, GlossaryEntry, Helpline


def find_boards(keys: set[str], at: datetime) -> dict[str, Reference]:
    """Return the public boards among the slugs ``keys``."""
    boards = Board.objects.public(at=at).filter(slug__in=keys)
    return {board.slug: Reference(board.name, board.get_absolute_url()) for board in boards}


def find_duties(keys: set[str], at: datetime) -> dict[str, Reference]:
    """Return the public duties among the slugs ``keys``."""
    duties = Duty.objects.public(at=at).filter(slug__in=keys)
    return {duty.slug: Reference(duty.title, duty.get_absolute_url()) for duty in duties}


def contacts() -> Iterable[str]:
    """Return how to reach the boards, and every number that people can call."""
    boards = Board.objects.values_list("contact_email", "contact_phone")
    numbers = Helpline.objects.values_list("number", flat=True)
    return [*(contact for row in boards for contact in row), *numbers]


def glossary_words() -> Iterable[str]:
    """Return the abbreviations that the glossary explains, also as terms of their own."""
    rows = GlossaryEntry.objects.values_list("term", "abbreviation")
    return [word for row in rows for word in row if word]


register_reference("board", find_boards)
register_reference("duty", find_duties)

# Where public records come out; the kinds of other apps as well.
register_outlet(
    "partnership:duty_detail",
    shows=[
        "consultations.consultation",
        "documents.document",
        "partnership.board",
        "partnership.duty",
        "partnership.legislation",
        "partnership.partnerbody",
        "partnership.source",
        "priorities.annualreport",
        "priorities.measure",
        "priorities.plan",
        "priorities.priority",
        "priorities.strategicassessment",
        "snb.meeting",
    ],
)
register_outlet(
    "partnership:duty_list",
    shows=["partnership.board", "partnership.duty", "partnership.partnerbody"],
)
register_outlet(
    "partnership:member_detail", shows=["partnership.partnerbody", "partnership.source"]
)
register_outlet("partnership:member_list", shows=["partnership.partnerbody"])
register_outlet("partnership:overview", shows=["partnership.board", "partnership.legislation"])
register_in_frame("partnership.helpline")
register_public_contacts(contacts)
register_known_words(glossary_words)
register_quoted("partnership.Duty.older_wording")
