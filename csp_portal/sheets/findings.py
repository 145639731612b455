"""What was found about the rows of a file, as it is shown, compared and stored."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from csp_portal.publishing.models import Draft, Publishable
from csp_portal.publishing.snapshots import Data


class Sort(models.TextChoices):
    """What becomes of a row of the file."""

    REFUSED = "refused", "Refused"
    ADDED = "added", "Added"
    CHANGED = "changed", "Changed"
    SAME = "same", "Left alone"


@dataclass
class Row:
    """One row of the file and what it would do."""

    number: int
    title: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    is_new: bool = False

    @property
    def sort(self) -> Sort:
        """What becomes of the row as far as is known."""
        if self.faults:
            return Sort.REFUSED
        if self.is_new:
            return Sort.ADDED
        return Sort.CHANGED if self.changes else Sort.SAME

    def refuse(self, error: ValidationError | str, *, heading: str = "") -> None:
        """Note what is wrong, and in which column if it is in one."""
        self.faults += [(heading, message) for message in ValidationError(error).messages]

    def as_data(self) -> dict[str, Any]:
        """Return what a page shows of the row."""
        return {
            "number": self.number,
            "sort": self.sort.value,
            "title": self.title,
            "faults": self.faults,
            "changes": self.changes,
        }


@dataclass
class Work:
    """What a file would do to one public record, and the record's text as it would then be.

    ``places`` holds the part of ``data`` that each row fills.
    """

    record: Publishable
    draft: Draft | None
    data: Data
    rows: list[Row] = field(default_factory=list)
    places: dict[int, Data] = field(default_factory=dict)

    @property
    def busy_rows(self) -> list[Row]:
        """The rows that would add or change something."""
        return [row for row in self.rows if row.sort in {Sort.ADDED, Sort.CHANGED}]

    def standing(self) -> tuple[str, str, bool]:
        """Name the record, its state, and whether changes of it are waiting already."""
        has_draft = self.draft is not None and self.draft.data is not None
        return str(self.record), self.record.state, has_draft

    def refuse_all(self, message: str) -> None:
        """Refuse each row that would do something, for a reason that lies in the record."""
        for row in self.busy_rows:
            row.refuse(message)

    @property
    def is_refused(self) -> bool:
        """Whether any of the rows cannot be stored."""
        return any(row.faults for row in self.rows)

    def told(self) -> str:
        """Return in words what is done to the record."""
        counts = Counter(row.sort for row in self.rows)
        words = [f"{counts[sort]} {sort.label.lower()}" for sort in (Sort.ADDED, Sort.CHANGED)]
        return ", ".join(words)


@dataclass
class Outcome:
    """Everything found about one file."""

    rows: list[Row]
    works: list[Work]
    # Columns that the file does not have.
    left_out: list[str]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each sort."""
        counted = Counter(row.sort.value for row in self.rows)
        return {sort.value: counted[sort.value] for sort in Sort}

    @property
    def can_be_stored(self) -> bool:
        """Whether nothing is refused and there is something to do."""
        counts = self.counts
        return not counts[Sort.REFUSED] and bool(counts[Sort.ADDED] + counts[Sort.CHANGED])

    def found(self) -> dict[str, Any]:
        """Return what the pages before the storing show."""
        return {
            "rows": [row.as_data() for row in self.rows],
            "counts": self.counts,
            "records": [work.standing() for work in self.busy_works],
            "left_out": self.left_out,
        }

    @property
    def busy_works(self) -> list[Work]:
        """The records that would change."""
        return [work for work in self.works if work.busy_rows]


def mark_of(found: dict[str, Any]) -> str:
    """Return a text that is another as soon as storing would do anything else."""
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()
