"""The nouns of the boards' meetings, one module per aggregate."""

from snb.models.agenda import AgendaItem, AgendaLink, Asked, MeetingAction
from snb.models.meetings import (
    CLOSED_TITLE,
    Meeting,
    MeetingAccess,
    MeetingKind,
    MeetingState,
    MinutesState,
)
from snb.models.minutes import Attendance, MinuteCorrection, Presence
from snb.models.notices import Notice
from snb.models.venues import Access, Venue

__all__ = [
    "CLOSED_TITLE",
    "Access",
    "AgendaItem",
    "AgendaLink",
    "Asked",
    "Attendance",
    "Meeting",
    "MeetingAccess",
    "MeetingAction",
    "MeetingKind",
    "MeetingState",
    "MinuteCorrection",
    "MinutesState",
    "Notice",
    "Presence",
    "Venue",
]
