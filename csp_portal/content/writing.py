"""Write records into the database, each with its children, checked as officers' input is."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, models, transaction
from django.db.models import ProtectedError

from csp_portal.content.faults import Faults
from csp_portal.content.keys import KeyIndex
from csp_portal.content.records import Record
from csp_portal.content.shapes import Shape
from csp_portal.publishing.checklist import obstacle_to
from csp_portal.publishing.follow_ups import when_published
from csp_portal.publishing.models import Publishable, State
from csp_portal.publishing.services import keep_what_is_public
from csp_portal.publishing.snapshots import StaleDraftError


class Writer:
    """Writes the records of one loading; what the models refuse is added to ``faults``."""

    def __init__(self, *, index: KeyIndex, faults: Faults, at: datetime) -> None:
        self._index = index
        self._faults = faults
        self._at = at
        self._stale: list[models.Model] = []
        self._public: list[tuple[Record, Publishable]] = []

    def write(self, record: Record, row: models.Model | None) -> models.Model | None:
        """Make the row anew, or change ``row``, to be what the record says.

        Returns None, having written nothing, when the record has a fault or refers to
        something that is not in the database because an officer deleted it.
        """
        self._find_obstacle(record, row)
        stale_before = len(self._stale)
        try:
            with transaction.atomic():
                written = self._write(record, row or record.shape.model())
                transaction.set_rollback(written is None)
        except DatabaseError as error:
            self._faults.add(record.place, f"the database refuses it: {error}")
            written = None
        if written is None:
            self._index.clear()
            del self._stale[stale_before:]
        if isinstance(written, Publishable) and written.is_public(at=self._at):
            self._public.append((record, written))
        return written

    def _find_obstacle(self, record: Record, row: models.Model | None) -> None:
        """Refuse to hide what must not be hidden, such as a meeting that residents expect."""
        is_hidden = record.values.get("state", State.PUBLISHED) != State.PUBLISHED
        if is_hidden and isinstance(row, Publishable) and row.is_public(at=self._at):
            obstacle = obstacle_to(row, "withdraw", at=self._at)
            if obstacle:
                self._faults.add(record.place, obstacle)

    def remove_stale(self) -> None:
        """Delete children that files no longer hold, unless an officer's record needs them."""
        for row in self._stale:
            with suppress(ProtectedError), transaction.atomic():
                row.delete()

    def follow_up(self) -> None:
        """Do what belongs to the publication of what was written, once all rows are in place.

        What comes later in a file names what came before it: so the last is the first.
        """
        for record, written in reversed(self._public):
            try:
                when_published(written, by=None, at=self._at)
            except StaleDraftError as error:
                self._faults.add(record.place, str(error))

    def _write(
        self, record: Record, row: models.Model, cannot: frozenset[str] = frozenset()
    ) -> models.Model | None:
        """Write a record and its children; ``cannot`` names fields that have no value yet.

        Returns None when the record or anything that belongs to it could not be written.
        """
        if isinstance(row, Publishable) and not row._state.adding:
            keep_what_is_public(row, at=self._at)
        self._assign(record, row)
        if not self._is_whole(record, row, record.refused | self._lost(record) | cannot):
            self._find_faults_of_children(record)
            return None
        self._save(record, row)
        written = [
            self._replace_children(record.children[name], child, row)
            for name, child in record.shape.children.items()
        ]
        return row if all(written) else None

    def _assign(self, record: Record, row: models.Model) -> None:
        published_at = None if row._state.adding else getattr(row, "published_at", None)
        for name, value in (record.shape.defaults() | record.values).items():
            setattr(row, name, value)
        for name, field in record.shape.references.items():
            pk = self._index.find(field.related_model, record.references.get(name, ""))
            setattr(row, field.attname, pk)
        if isinstance(row, Publishable):
            _publish(row, at=published_at or self._at)

    def _lost(self, record: Record) -> set[str]:
        """Return the references that lead to nothing in the database."""
        named = record.named()
        return {name for name, model, key in named if self._index.find(model, key) is None}

    def _save(self, record: Record, row: models.Model) -> None:
        row.save()
        self._index.add(record, row.pk)
        for name, field in record.shape.many.items():
            rows = self._index.of(field.related_model)
            getattr(row, name).set([rows[key] for key in record.many.get(name, [])])

    def _is_whole(self, record: Record, row: models.Model, missing: set[str]) -> bool:
        """Check all fields but the missing ones; return whether the row can be saved."""
        try:
            row.full_clean(exclude=missing)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                shown = "" if name == NON_FIELD_ERRORS else name
                self._faults.add(record.place, " ".join(messages), name=shown)
            return False
        return not missing

    def _find_faults_of_children(self, parent: Record) -> None:
        """Go on where the parent could not be saved, only so that every fault is told."""
        for children in parent.children.values():
            for record in children:
                shape = record.shape
                self._write(record, shape.model(), cannot=frozenset({shape.parent}))

    def _replace_children(self, records: list[Record], shape: Shape, parent: models.Model) -> bool:
        """Replace all children of one sort; return whether each could be written."""
        siblings = shape.model._default_manager.filter(**{shape.parent: parent})
        if not shape.key:
            siblings.delete()
        # Others may refer to a child that has a key, so it keeps its row.
        existing = {_identity(shape, row): row for row in siblings}
        written = [self._write_child(record, parent, existing) for record in records]
        self._stale.extend(existing.values())
        return all(written)

    def _write_child(
        self, record: Record, parent: models.Model, existing: dict[tuple[Any, ...], models.Model]
    ) -> models.Model | None:
        fresh = record.shape.model(**{record.shape.parent: parent})
        self._assign(record, fresh)
        return self._write(record, existing.pop(_identity(record.shape, fresh), fresh))


def _publish(row: Publishable, *, at: datetime) -> None:
    """Date the publication: the moment the file gives, else ``at``; and count the edition."""
    if row.state == State.PUBLISHED:
        row.published_at = row.published_at or at
    if not row._state.adding:
        # An officer who has the record open must be told that it changed meanwhile.
        row.edition += 1


def _identity(shape: Shape, row: models.Model) -> tuple[Any, ...]:
    """Return what tells a child from its siblings: what the database says must be unique."""
    unique = next(
        constraint
        for constraint in shape.model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and shape.parent in constraint.fields
    )
    names = [name for name in unique.fields if name != shape.parent]
    return tuple(row.serializable_value(name) for name in names)
