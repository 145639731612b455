"""What is written down of every move, and what a record's history holds."""

from datetime import datetime

from csp_portal.accounts.models import User
from csp_portal.audit.models import Kind
from csp_portal.audit.services import record_event
from csp_portal.publishing.models import (
    Draft,
    PublicationEvent,
    Publishable,
    State,
    Version,
    kind_of,
)


def name_of(person: User | None) -> str:
    """Return the name that the history keeps of a person; the portal itself is named as such."""
    return str(person)[:200] if person else "The portal itself"


def remember(
    record: Publishable,
    move: str,
    *,
    before: State,
    by: User | None,
    at: datetime,
    after: State | None = None,
    note: str = "",
    comment: str = "",
    version: Version | None = None,
    due_at: datetime | None = None,
) -> PublicationEvent:
    """Add a line to the history and to the audit log.

    The state the record has now is where the move led, unless ``after`` says otherwise.
    """
    event = PublicationEvent.objects.create(
        kind=kind_of(record),
        record_id=record.pk,
        title=str(record)[:200],
        move=move,
        before=before,
        after=after or record.state,
        happened_at=at,
        by=by,
        by_name=name_of(by),
        note=note,
        comment=comment,
        version=version.number if version else None,
        due_at=due_at,
    )
    record_event(Kind.PUBLISHING, at=at, by=by, about=record, details=event.told)
    return event


def has_worked_on(person: User, draft: Draft) -> bool:
    """Whether the person wrote any of what the draft holds."""
    return draft.authors.filter(pk=person.pk).exists()
