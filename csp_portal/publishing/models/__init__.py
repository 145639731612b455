"""What every public record shares, its drafts, its history, and what the portal tells of it."""

from csp_portal.publishing.models.drafts import (
    EDITING_TIME,
    ApprovalRule,
    Draft,
    EditingVisit,
    PlannedMove,
    add_missing_rules,
    kind_of,
    needs_approval,
)
from csp_portal.publishing.models.history import PublicationEvent, Version
from csp_portal.publishing.models.notes import ChangeNote, ContentVersion, MovedPath
from csp_portal.publishing.models.records import (
    Publishable,
    Supporting,
    constraints,
    if_public,
    publishable_models,
)
from csp_portal.publishing.states import State

__all__ = [
    "EDITING_TIME",
    "ApprovalRule",
    "ChangeNote",
    "ContentVersion",
    "Draft",
    "EditingVisit",
    "MovedPath",
    "PlannedMove",
    "PublicationEvent",
    "Publishable",
    "State",
    "Supporting",
    "Version",
    "add_missing_rules",
    "constraints",
    "if_public",
    "kind_of",
    "needs_approval",
    "publishable_models",
]
