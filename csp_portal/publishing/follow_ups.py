"""What must happen whenever a record becomes public or is hidden, in the same transaction.

An app registers it for a kind of record: a meeting is never public without its notice, and a
paper does not vanish from an agenda without one. What belongs to a publication is done as well,
and taken back, where a preview shows a record as if it were public.
"""

from datetime import datetime
from typing import Protocol

from csp_portal.accounts.models import User
from csp_portal.publishing.models import Publishable, kind_of


class FollowUp(Protocol):
    """Work that belongs to the publication of ``record``, whose rows are public now; or hidden.

    ``note`` is what somebody wrote for the public about it. It returns what the public is told if
    nobody wrote one. It raises StaleDraftError when the record must not become public as it is.
    """

    def __call__(self, record: Publishable, *, by: User | None, at: datetime, note: str) -> str: ...


class FollowUps:
    """What the apps registered for one thing that happens to records, by kind of record."""

    def __init__(self) -> None:
        self._by_kind: dict[str, FollowUp] = {}

    def register(self, label: str, follow_up: FollowUp) -> None:
        """Do ``follow_up`` whenever it happens to a record of the model ``label``.

        Raises ValueError when the model has one already.
        """
        kind = label.lower()
        if kind in self._by_kind:
            raise ValueError(f"{label} has a follow-up already")
        self._by_kind[kind] = follow_up

    def __call__(
        self, record: Publishable, *, by: User | None, at: datetime, note: str = ""
    ) -> str:
        """Do what belongs to it, if the record's app registered anything.

        Returns what the public is told if nobody wrote a note.
        """
        registered = self._by_kind.get(kind_of(record))
        return registered(record, by=by, at=at, note=note) if registered else ""


when_published = FollowUps()
when_hidden = FollowUps()
