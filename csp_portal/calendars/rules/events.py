"""A calendar and its events, as plain data that nothing alters."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Status(StrEnum):
    """Whether an event will be held at its time, in the words of RFC 5545."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """Something that happens once, at a time.

    ``uid`` stays the same for ever, and so a later file changes the event that a calendar holds;
    ``sequence`` grows with each change. Without ``ends_at`` the event has a beginning only:
    nobody's guess stands for its end. Moments are aware and are written without fractions of
    a second; ValueError tells of one that is not, or of an end that does not follow the beginning.
    """

    uid: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    summary: str
    ends_at: datetime | None = None
    created_at: datetime | None = None
    description: str = ""
    location: str = ""
    url: str = ""
    online_url: str = ""
    status: Status = Status.CONFIRMED
    categories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        moments = (self.stamped_at, self.starts_at, self.ends_at, self.created_at)
        if any(moment is not None and moment.utcoffset() is None for moment in moments):
            raise ValueError(f"A moment of {self.uid!r} says no time zone")
        if self.ends_at is not None and as_utc(self.ends_at) <= as_utc(self.starts_at):
            raise ValueError(f"{self.uid!r} does not end after it starts")

    @property
    def takes_time(self) -> bool:
        """Whether somebody who has it in the calendar is busy then."""
        return self.status != Status.CANCELLED


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Events in one file.

    A calendar with a ``name`` is one to subscribe to: it says where it comes from and how often to
    ask for it. A file without a name holds events to be added to a calendar that one has.
    ``colour`` is a name that CSS knows.
    """

    events: tuple[CalendarEvent, ...] = field(default=())
    name: str = ""
    description: str = ""
    url: str = ""
    source_url: str = ""
    colour: str = ""
    ask_again_after: timedelta | None = None


def as_utc(moment: datetime) -> datetime:
    """Return the moment in UTC and without fractions of a second, as files hold it."""
    return moment.astimezone(UTC).replace(microsecond=0)
