"""Work on the draft of a public record as if it were the record, and leave the record alone.

Inside a transaction the draft is written over the record's rows, so that Django's own forms,
pages and checks work on it unchanged. The outcome is read, and then everything is rolled back
but the draft itself. No other connection ever sees the rows.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from csp_portal.accounts.models import User
from csp_portal.publishing import snapshots
from csp_portal.publishing.aggregates import aggregate
from csp_portal.publishing.history import name_of
from csp_portal.publishing.models import Draft, Publishable, State, Version, kind_of
from csp_portal.publishing.snapshots import Data

# Each draft has this many keys of its own for rows that only it has.
KEYS_PER_DRAFT = 1_000_000


def draft_of(record: Publishable) -> Draft | None:
    """Return what is being prepared of the record, if anything is."""
    return Draft.objects.filter(kind=kind_of(record), record_id=record.pk).first()


def draft_with_key(key: int) -> Draft | None:
    """Return the draft that gave a row its negative ``key``."""
    return Draft.objects.filter(pk=-key // KEYS_PER_DRAFT).first()


def standing(record: Publishable, draft: Draft | None) -> State:
    """Return where the record stands: the draft's state of a public one that has a draft.

    The rows of a record that is not public carry the state themselves.
    """
    is_draft_of_public = draft is not None and record.state == State.PUBLISHED
    return State(draft.state if draft and is_draft_of_public else record.state)


def lock(record: Publishable) -> Publishable:
    """Return the record as stored, which nobody else may change until the transaction ends."""
    held: Any = type(record)._default_manager.select_for_update(of=("self",))
    locked: Publishable = held.get(pk=record.pk)
    return locked


def data_of(record: Publishable, draft: Draft | None) -> Data:
    """Return what would be public if the draft were published now."""
    return draft.data if draft and draft.data else snapshots.read(record)


def is_behind(record: Publishable, draft: Draft | None) -> bool:
    """Whether what is public changed after the draft of changes to it was begun."""
    return bool(draft and draft.data) and record.edition != getattr(draft, "base_edition", None)


class Session:
    """One person's work on the draft of a public record; see ``open_draft``."""

    def __init__(self, record: Publishable) -> None:
        self.record = record
        self.draft = draft_of(record)
        self.is_saved = False
        self._public = snapshots.read(record)
        self._after: list[Callable[[], object]] = []
        self._data: Data = {}
        self._edition = 0

    @property
    def is_locked(self) -> bool:
        """Whether nobody may edit the draft now: it is with an approver, or waits for its time."""
        return self.draft is not None and self.draft.state != State.DRAFT

    def afterwards(self, work: Callable[[], object]) -> None:
        """Do ``work`` once the record's rows are themselves again, so that it lasts."""
        self._after.append(work)

    def apply(self) -> None:
        """Write the draft over the rows."""
        if self.draft and self.draft.data:
            snapshots.write(self.record, self.draft.data)
            rows: Any = type(self.record)._default_manager.filter(pk=self.record.pk)
            rows.update(edition=self.draft.edition)
            self.record.refresh_from_db()

    def read(self) -> None:
        """Remember what the rows hold now."""
        stored: Any = type(self.record)._default_manager.get(pk=self.record.pk)
        self._data, self._edition = snapshots.read(stored), stored.edition

    def store(self, *, by: User | None, at: datetime) -> None:
        """Keep what was remembered as the draft; drop the draft when it changes nothing."""
        draft = self.draft or Draft(kind=kind_of(self.record), record_id=self.record.pk)
        draft.title, draft.edition = str(self.record)[:200], self._edition
        draft.base_edition = draft.base_edition if draft.data else self.record.edition
        draft.changed_at, draft.changed_by = at, by
        draft.save()
        self._renumber(draft)
        if self._data == self._public:
            draft.delete()
        else:
            draft.data = self._data
            draft.save()
            draft.authors.add(*[by] if by else [])

    def finish(self) -> None:
        """Do what was put off."""
        for work in self._after:
            work()

    def _renumber(self, draft: Draft) -> None:
        part = aggregate(type(self.record))
        known = snapshots.keys_of(part, self._public) | snapshots.keys_of(
            part, draft.data or self._public
        )
        start = -draft.pk * KEYS_PER_DRAFT
        snapshots.renumber(part, self._data, known=known, start=start)


@contextmanager
def open_draft(record: Publishable, *, by: User | None, at: datetime) -> Iterator[Session]:
    """Let the caller see and change the rows of a public record as its draft has them.

    When the caller sets ``is_saved``, what the rows hold at the end becomes the draft; the
    rows themselves are as they were before. Raises StaleDraftError when the draft names
    something that is gone.
    """
    with transaction.atomic():
        session = Session(lock(record))
        with transaction.atomic():
            session.apply()
            yield session
            if session.is_saved:
                session.read()
            transaction.set_rollback(True)
        if session.is_saved:
            session.store(by=by, at=at)
        session.finish()


def keep_version(
    record: Publishable,
    data: Data,
    *,
    by: User | None,
    at: datetime,
    is_discarded: bool = False,
) -> Version:
    """Add the next version to the record's history and return it."""
    known = Version.objects.filter(kind=kind_of(record), record_id=record.pk)
    latest = known.values_list("number", flat=True).first() or 0
    return Version.objects.create(
        kind=kind_of(record),
        record_id=record.pk,
        number=latest + 1,
        title=str(record)[:200],
        data=data,
        made_at=at,
        by_name=name_of(by),
        is_discarded=is_discarded,
    )
