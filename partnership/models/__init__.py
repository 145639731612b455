"""The nouns of the partnership app, one module per aggregate."""

from partnership.models.boards import Board, BoardAim, BoardKind, OfficeHolder, Seat
from partnership.models.bodies import LegalStatus, PartnerBody
from partnership.models.duties import Duty, DutyBasis, DutyEvidence, HowOften, Legislation
from partnership.models.help import GlossaryEntry, Helpline, Sensitive
from partnership.models.sources import Source, Sourced

__all__ = [
    "Board",
    "BoardAim",
    "BoardKind",
    "Duty",
    "DutyBasis",
    "DutyEvidence",
    "GlossaryEntry",
    "Helpline",
    "HowOften",
    "LegalStatus",
    "Legislation",
    "OfficeHolder",
    "PartnerBody",
    "Seat",
    "Sensitive",
    "Source",
    "Sourced",
]
