"""The back office of every public record, its draft, its history, and notes of changes."""

from csp_portal.publishing.admin import registers
from csp_portal.publishing.admin.parts import PartAdmin
from csp_portal.publishing.admin.records import (
    NEVER_REVIEWED,
    NOT_REVIEWED_FOR_A_YEAR,
    PublishableAdmin,
    states_in_the_way,
)

__all__ = [
    "NEVER_REVIEWED",
    "NOT_REVIEWED_FOR_A_YEAR",
    "PartAdmin",
    "PublishableAdmin",
    "registers",
    "states_in_the_way",
]
