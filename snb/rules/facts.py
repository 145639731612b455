"""What a notice tells of a meeting: its facts at one moment, held so that nothing alters them.

Pure Python. Moments are aware; ``MeetingFacts.from_json`` gives them in the zone asked for.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, Self

from partnership.rules import known_parts

OPEN, CLOSED = "open", "closed"
PLANNED, CANCELLED, POSTPONED = "planned", "cancelled", "postponed"
CALLED_OFF = frozenset({CANCELLED, POSTPONED})
MOMENTS = ("starts_at", "ends_at", "questions_due_at")
LISTS = ("agenda", "papers")


@dataclass(frozen=True)
class VenueFacts:
    """A place, and what people need to know to get in; the answers are "Yes", "No", "Not known"."""

    name: str
    address: str
    postcode: str = ""
    transport: str = ""
    step_free: str = ""
    accessible_toilet: str = ""
    hearing_loop: str = ""
    parking: str = ""
    access_note: str = ""

    @property
    def in_a_line(self) -> str:
        """The place on one line: its name, the lines of its address, its postcode."""
        lines = [self.name, *self.address.splitlines(), self.postcode]
        return known_parts(*map(str.strip, lines), between=", ")

    @property
    def access(self) -> list[tuple[str, str]]:
        """What the place offers, as label and answer."""
        return [
            ("Way in without steps", self.step_free),
            ("Accessible toilet", self.accessible_toilet),
            ("Hearing loop", self.hearing_loop),
            ("Blue badge parking", self.parking),
        ]


@dataclass(frozen=True)
class MeetingFacts:
    """What residents are told of one meeting. ``how_to_take_part`` is cleaned HTML.

    ``agenda`` and ``papers`` are the titles that residents may read; ``minutes`` says which
    minutes they may read: none (empty), "draft" or "agreed".
    """

    board: str
    title: str
    access: str
    status: str
    starts_at: datetime
    ends_at: datetime | None = None
    venue: VenueFacts | None = None
    online_link: str = ""
    summary: str = ""
    how_to_take_part: str = ""
    questions_due_at: datetime | None = None
    called_off_reason: str = ""
    agenda: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    minutes: str = ""
    is_example: bool = False

    @property
    def is_open_to_public(self) -> bool:
        """Whether residents may come."""
        return self.access == OPEN

    @property
    def is_called_off(self) -> bool:
        """Whether it will not be held at its time."""
        return self.status in CALLED_OFF

    @property
    def ends_before_it_starts(self) -> bool:
        """Whether its end does not follow its beginning.

        Clocks do not tell that in the night in which an hour comes twice.
        """
        ends_at = self.ends_at
        return ends_at is not None and ends_at.timestamp() <= self.starts_at.timestamp()

    def is_over(self, *, at: datetime) -> bool:
        """Whether it has ended at the moment ``at``; without an end it lasts all its day."""
        if self.ends_at is not None:
            return self.ends_at <= at
        return self.starts_at.date() < at.astimezone(self.starts_at.tzinfo).date()

    @property
    def place(self) -> str:
        """Where it is, on one line; empty when that is not known."""
        if self.venue is None:
            return "Online" if self.online_link else ""
        return self.venue.in_a_line

    def as_json(self) -> dict[str, Any]:
        """Return the facts as plain data, with moments in UTC."""
        data = asdict(self)
        moments = {name: data[name] and data[name].astimezone(UTC).isoformat() for name in MOMENTS}
        return data | moments | {name: list(data[name]) for name in LISTS}

    @classmethod
    def from_json(cls, data: Mapping[str, Any], *, zone: tzinfo) -> Self:
        """Return the facts that ``as_json`` gave, with moments as clocks in ``zone`` show them.

        A fact that a later release added keeps its default.
        """
        values = dict(data)
        for name in MOMENTS:
            text = values.get(name)
            values[name] = datetime.fromisoformat(text).astimezone(zone) if text else None
        values |= {name: tuple(values.get(name, ())) for name in LISTS}
        venue = values.get("venue")
        return cls(**values | {"venue": VenueFacts(**venue) if venue else None})
