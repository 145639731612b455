"""The one door for every change of what residents can read."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from csp_portal.accounts.models import User
from csp_portal.publishing import snapshots
from csp_portal.publishing.drafts import draft_of, keep_version, lock, standing
from csp_portal.publishing.follow_ups import FollowUp, when_hidden, when_published
from csp_portal.publishing.history import remember
from csp_portal.publishing.models import (
    ChangeNote,
    Draft,
    EditingVisit,
    PlannedMove,
    Publishable,
    State,
    Version,
    kind_of,
)
from csp_portal.publishing.snapshots import StaleDraftError


class EditionConflictError(Exception):
    """Somebody else saved the record after this copy of it was read."""


@transaction.atomic
def save(record: Publishable) -> None:
    """Save the record under its next edition, in the state it has.

    Raises EditionConflictError when this copy is out of date.
    """
    seen = record.edition
    if not record._state.adding:
        rows: Any = type(record)._default_manager.filter(pk=record.pk, edition=seen)
        if not rows.update(edition=F("edition") + 1):
            raise EditionConflictError(str(record))
    record.edition = seen + 1
    record.save()


def count_save(record: Publishable) -> None:
    """Count a save of one of the record's rows, so that nobody overwrites it unseen."""
    rows: Any = type(record)._default_manager.filter(pk=record.pk)
    rows.update(edition=F("edition") + 1)


@transaction.atomic
def note_work(record: Publishable, *, by: User | None, at: datetime) -> Draft:
    """Write down who works on a record that is not public, and return the note.

    Whoever wrote some of it may not approve it.
    """
    draft, _is_new = Draft.objects.get_or_create(
        kind=kind_of(record),
        record_id=record.pk,
        defaults={"title": str(record)[:200], "changed_at": at, "changed_by": by},
    )
    draft.title, draft.changed_at, draft.changed_by = str(record)[:200], at, by
    draft.save()
    draft.authors.add(*[by] if by else [])
    return draft


@transaction.atomic
def begin(record: Publishable, *, by: User | None, at: datetime) -> None:
    """Write down that somebody added the record, which stands in the tables with its rows.

    It is a draft of theirs; or public, and this its first version, if it is a supporting one.
    """
    if not record.is_supporting:
        note_work(record, by=by, at=at)
        return
    version = keep_version(record, snapshots.read(record), by=by, at=at)
    remember(record, "add", before=State.PUBLISHED, by=by, at=at, version=version)


@transaction.atomic
def publish(
    record: Publishable,
    *,
    by: User | None,
    at: datetime,
    note: str = "",
    comment: str = "",
    move: str = "publish",
    then: FollowUp = when_published,
) -> ChangeNote | None:
    """Show the record as stored, or its draft if it has one, to residents from ``at``.

    The moment of a first publication is kept when a withdrawn record comes back. ``then`` is
    done with the public record in the same transaction: what its app registered, unless the
    caller brings something of its own. Returns the note for the public, if there is one.
    Raises StaleDraftError when the draft no longer fits the records around it.
    """
    stored = lock(record)
    draft = draft_of(stored)
    before = standing(stored, draft)
    keep_what_is_public(stored, at=at)
    _write(stored, draft)
    stored.state = State.PUBLISHED
    stored.published_at = stored.published_at or at
    save(stored)
    version = keep_version(stored, snapshots.read(stored), by=by, at=at)
    _close(stored, draft, at=at)
    remember(stored, move, before=before, by=by, at=at, note=note, comment=comment, version=version)
    told = then(stored, by=by, at=at, note=note)
    _rename_notes(stored)
    record.refresh_from_db()
    return _tell(stored, by=by, at=at, note=note or told)


@transaction.atomic
def withdraw(
    record: Publishable, *, by: User | None, at: datetime, note: str = "", move: str = "withdraw"
) -> ChangeNote | None:
    """Hide the record from residents; the notes about it lead nowhere then, as its page is gone.

    A draft of changes goes into the rows, which nobody sees any more, and stays a draft.
    """
    stored = lock(record)
    draft = draft_of(stored)
    before, could_be_read = State(stored.state), stored.is_public(at=at)
    title, path = _public_title(stored), path_of(stored)
    keep_what_is_public(stored, at=at)
    _write_if_it_fits(stored, draft, by=by, at=at)
    stored.state = State.WITHDRAWN
    save(stored)
    _close(stored, draft, at=at)
    remember(stored, move, before=before, by=by, at=at, note=note)
    when_hidden(stored, by=by, at=at, note=note)
    ChangeNote.objects.filter(path=path).exclude(path="").update(path="")
    record.refresh_from_db()
    if not note or not could_be_read:
        return None
    return ChangeNote.objects.create(noted_at=at, title=title, text=note, noted_by=by)


def keep_what_is_public(record: Publishable, *, at: datetime) -> None:
    """Keep the text that is public now as a version, unless the latest version says the same.

    Call it before anything overwrites the rows of a published record.
    """
    if record.state != State.PUBLISHED or record.published_at is None:
        return
    known = Version.objects.filter(kind=kind_of(record), record_id=record.pk, is_discarded=False)
    latest, data = known.first(), snapshots.read(record)
    if latest is None:
        keep_version(record, data, by=None, at=record.published_at)
    elif latest.data != data:
        keep_version(record, data, by=None, at=at)


def address_of(record: Publishable) -> str:
    """Return the page on which the record is shown: its own, or one for all of its kind."""
    own = path_of(record)
    return own or (reverse(record.shown_on) if record.shown_on else "")


def path_of(record: Publishable) -> str:
    """Return the address of the record's page; empty when it has none."""
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""


def _write(record: Publishable, draft: Draft | None) -> None:
    if draft and draft.data:
        snapshots.write(record, draft.data, with_new_keys=True)
        record.refresh_from_db()


def _write_if_it_fits(
    record: Publishable, draft: Draft | None, *, by: User | None, at: datetime
) -> None:
    """Write the draft over the rows; set it aside if it does not fit, for hiding must not wait."""
    try:
        with transaction.atomic():
            _write(record, draft)
    except StaleDraftError:
        set_aside(record, draft, by=by, at=at)
        record.refresh_from_db()


def set_aside(
    record: Publishable, draft: Draft | None, *, by: User | None, at: datetime
) -> Version | None:
    """Keep the draft's text among the versions, with who wrote it; None if it has no text."""
    if draft is None or not draft.data:
        return None
    return set_text_aside(record, draft.data, draft, by=by, at=at)


def set_text_aside(
    record: Publishable, data: Any, draft: Draft | None, *, by: User | None, at: datetime
) -> Version:
    """Keep a text that was being prepared among the versions, with who wrote it."""
    version = keep_version(record, data, by=by, at=at, is_discarded=True)
    version.author_ids = sorted(draft.authors.values_list("pk", flat=True)) if draft else []
    version.save()
    return version


def note_deletion(record: Publishable, *, by: User | None, at: datetime) -> None:
    """Write into the history, which outlives the record, who is about to delete it."""
    remember(record, "delete", before=State(record.state), by=by, at=at)


@transaction.atomic
def forget_work(record: Publishable) -> None:
    """Delete what was being prepared of a record that is about to be deleted."""
    about = {"kind": kind_of(record), "record_id": record.pk}
    Draft.objects.filter(**about).delete()
    PlannedMove.objects.filter(**about, done_at=None).delete()
    EditingVisit.objects.filter(**about).delete()


def _close(record: Publishable, draft: Draft | None, *, at: datetime) -> None:
    """End the draft, and every plan for the record that its new state has overtaken."""
    is_public = record.state == State.PUBLISHED
    if draft and is_public:
        draft.delete()
    elif draft:
        # Who wrote it is still needed: they must not approve it themselves later.
        Draft.objects.filter(pk=draft.pk).update(data=None, state=State.DRAFT)
    plans = PlannedMove.objects.filter(kind=kind_of(record), record_id=record.pk, done_at=None)
    # What was withdrawn must not come back by itself; what is public may still expire.
    (plans.filter(move="fall_due") if is_public else plans).update(done_at=at)


def _rename_notes(record: Publishable) -> None:
    """A meeting that is closed now must not go on being named by what was noted before."""
    notes = ChangeNote.objects.filter(path=path_of(record)).exclude(path="")
    notes.update(title=_public_title(record))


def _tell(record: Publishable, *, by: User | None, at: datetime, note: str) -> ChangeNote | None:
    """Write the note for the public, unless there is none or the record cannot be seen."""
    if not note or not record.is_public(at=at):
        return None
    return ChangeNote.objects.create(
        noted_at=at, title=_public_title(record), path=path_of(record), text=note, noted_by=by
    )


def _public_title(record: Publishable) -> str:
    return record.public_title[:200]
