"""Write records into the database, each with its children, checked as officers' input is."""

from datetime import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, models, transaction
from django.db.models import ProtectedError

from csp_portal.content.faults import Faults
from csp_portal.content.keys import KeyIndex
from csp_portal.content.records import Record
from csp_portal.content.shapes import Shape
from csp_portal.publishing.models import Publishable, State


class _NotWholeError(Exception):
    """Something in the record could not be written, so nothing of it may be."""


class Writer:
    """Writes the records of one loading; what the models refuse is added to ``faults``."""

    def __init__(self, *, index: KeyIndex, faults: Faults, at: datetime) -> None:
        self._index = index
        self._faults = faults
        self._at = at
        self._stale: list[models.Model] = []

    def write(self, record: Record, row: models.Model | None) -> models.Model | None:
        """Make the row anew, or change ``row``, to be what the record says.

        Returns None, having written nothing, when the record has a fault or refers to
        something that is not in the database because an officer deleted it.
        """
        try:
            with transaction.atomic():
                written = self._write(record, row or record.shape.model())
                if written is None:
                    raise _NotWholeError
                return written
        except _NotWholeError:
            self._index.clear()
        except DatabaseError as error:
            self._faults.add(record.place, f"the database refuses it: {error}")
            self._index.clear()
        return None

    def remove_stale(self) -> None:
        """Delete children that files no longer hold, unless an officer's record needs them."""
        for row in self._stale:
            try:
                with transaction.atomic():
                    row.delete()
            except ProtectedError:
                continue

    def _write(
        self, record: Record, row: models.Model, cannot: frozenset[str] = frozenset()
    ) -> models.Model | None:
        """Write a record and its children; ``cannot`` names fields that have no value yet.

        Goes on after a failure only to find every fault.
        """
        self._assign(record, row)
        missing = record.refused | self._lost(record) | cannot
        is_whole = self._is_valid(record, row, missing) and not missing
        if is_whole:
            self._save(record, row)
        with_children = self._write_all_children(record, row if is_whole else None)
        return row if is_whole and with_children else None

    def _assign(self, record: Record, row: models.Model) -> None:
        published_at = getattr(row, "published_at", None)
        for name, value in (record.shape.defaults() | record.values).items():
            setattr(row, name, value)
        for name, field in record.shape.references.items():
            pk = self._index.find(field.related_model, record.references.get(name))
            setattr(row, field.attname, pk)
        if isinstance(row, Publishable):
            _publish(row, is_file_silent="state" not in record.values, at=published_at or self._at)

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

    def _is_valid(self, record: Record, row: models.Model, missing: set[str]) -> bool:
        try:
            row.full_clean(exclude=missing)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                shown = "" if name == NON_FIELD_ERRORS else name
                self._faults.add(record.place, " ".join(messages), name=shown)
            return False
        return True

    def _write_all_children(self, record: Record, row: models.Model | None) -> bool:
        """Write the children of every sort; return whether each could be written."""
        written = [
            self._replace_children(record.children[name], child, row)
            if row
            else self._try_children(record.children[name], child)
            for name, child in record.shape.children.items()
        ]
        return all(written)

    def _try_children(self, records: list[Record], shape: Shape) -> bool:
        """Find the faults of children whose parent could not be saved."""
        cannot = frozenset({shape.parent})
        written = [self._write(record, shape.model(), cannot) for record in records]
        return all(written)

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


def _publish(row: Publishable, *, is_file_silent: bool, at: datetime) -> None:
    """Publish a record unless its file says otherwise, now or at the moment the file gives."""
    if is_file_silent:
        row.state = State.PUBLISHED
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
