"""What must happen whenever a record becomes public, in the same transaction.

An app registers it for a kind of record: a meeting is never public without its notice. It is
done as well, and taken back, where a preview shows a record as if it were public.
"""

from datetime import datetime
from typing import Protocol

from csp_portal.accounts.models import User
from csp_portal.publishing.models import Publishable, kind_of


class FollowUp(Protocol):
    """Work that belongs to the publication of ``record``, whose rows are public now.

    It returns what the public is told if nobody wrote a note. It raises StaleDraftError when the
    record must not become public as it is.
    """

    def __call__(self, record: Publishable, *, by: User | None, at: datetime) -> str: ...


_follow_ups: dict[str, FollowUp] = {}


def register_follow_up(label: str, follow_up: FollowUp) -> None:
    """Do ``follow_up`` whenever a record of the model ``label`` is published.

    Raises ValueError when the model has one already.
    """
    kind = label.lower()
    if kind in _follow_ups:
        raise ValueError(f"{label} has a follow-up already")
    _follow_ups[kind] = follow_up


def follow_up(record: Publishable, *, by: User | None, at: datetime) -> str:
    """Do what belongs to the publication of the record, if its app registered anything.

    Returns what the public is told if nobody wrote a note.
    """
    registered = _follow_ups.get(kind_of(record))
    return registered(record, by=by, at=at) if registered else ""
