"""The one door for every change of what residents can read."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from csp_portal.accounts.models import User
from csp_portal.publishing.models import ChangeNote, Publishable, State


class EditionConflictError(Exception):
    """Somebody else saved the record after this copy of it was read."""


@transaction.atomic
def publish(
    record: Publishable, *, by: User | None, at: datetime, note: str = ""
) -> ChangeNote | None:
    """Show the record to residents from the moment ``at``, and save whatever else changed in it.

    The moment of a first publication is kept when a withdrawn record comes back.
    """
    record.state = State.PUBLISHED
    record.published_at = record.published_at or at
    _save(record)
    return _tell(record, by=by, at=at, note=note)


@transaction.atomic
def withdraw(
    record: Publishable, *, by: User | None, at: datetime, note: str = ""
) -> ChangeNote | None:
    """Hide the record from residents; the notes about it lead nowhere then, as its page is gone."""
    could_be_read = record.was_published_by(at)
    record.state = State.WITHDRAWN
    _save(record)
    ChangeNote.objects.filter(path=_path(record)).exclude(path="").update(path="")
    if not note or not could_be_read:
        return None
    return ChangeNote.objects.create(noted_at=at, title=_title(record), text=note, noted_by=by)


@transaction.atomic
def record_change(
    record: Publishable, *, by: User | None, at: datetime, note: str = ""
) -> ChangeNote | None:
    """Save the record in the state it has, and tell residents what changed if a note is given."""
    _save(record)
    return _tell(record, by=by, at=at, note=note)


def _save(record: Publishable) -> None:
    """Save under the next edition; raise EditionConflictError when this copy is out of date."""
    seen = record.edition
    if not record._state.adding:
        rows: Any = type(record)._default_manager.filter(pk=record.pk, edition=seen)
        if not rows.update(edition=F("edition") + 1):
            raise EditionConflictError(str(record))
    record.edition = seen + 1
    record.save()
    # A meeting that is closed now must not go on being named by what was noted before.
    notes = ChangeNote.objects.filter(path=_path(record)).exclude(path="")
    notes.update(title=_title(record))


def _tell(record: Publishable, *, by: User | None, at: datetime, note: str) -> ChangeNote | None:
    """Write the note for the public, unless there is none or the record cannot be seen."""
    if not note or not record.is_public(at=at):
        return None
    return ChangeNote.objects.create(
        noted_at=at, title=_title(record), path=_path(record), text=note, noted_by=by
    )


def _title(record: Publishable) -> str:
    return record.public_title[:200]


def _path(record: Publishable) -> str:
    """Return the address of the record's page; empty when it has none."""
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
