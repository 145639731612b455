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
        self, record: Record, row: models.Model, parent: models.Model | None = None
    ) -> models.Model | None:
        missing = record.refused | self._assign(record, row)
        if parent is not None:
            setattr(row, record.shape.parent, parent)
        elif record.shape.parent:
            missing.add(record.shape.parent)
        many = {name: self._pks(record, name) for name in record.many}
        is_valid = self._is_valid(record, row, missing)
        is_whole = is_valid and not missing and not any(None in pks for pks in many.values())
        if is_whole:
            row.save()
            self._index.add(record, row.pk)
            for name in record.shape.many:
                getattr(row, name).set(many.get(name, []))
        kept = [
            self._write_children(record.children[name], child, row if is_whole else None)
            for name, child in record.shape.children.items()
        ]
        return row if is_whole and all(kept) else None

    def _assign(self, record: Record, row: models.Model) -> set[str]:
        """Give the row its values; return the names of references that lead nowhere here."""
        published_at = getattr(row, "published_at", None)
        for name, field in record.shape.fields.items():
            setattr(row, name, record.values.get(name, field.get_default()))
        if isinstance(row, Publishable):
            _publish(row, record, at=published_at or self._at)
        if record.is_example:
            row.is_example = True  # type: ignore[attr-defined]
        missing = set()
        for name, field in record.shape.references.items():
            key = record.references.get(name)
            pk = None if key is None else self._index.of(field.related_model).get(key)
            setattr(row, field.attname, pk)
            if key is not None and pk is None:
                missing.add(name)
        return missing

    def _pks(self, record: Record, name: str) -> list[Any]:
        rows = self._index.of(record.shape.many[name].related_model)
        return [rows.get(key) for key in record.many[name]]

    def _is_valid(self, record: Record, row: models.Model, missing: set[str]) -> bool:
        try:
            row.full_clean(exclude=missing)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                shown = "" if name == NON_FIELD_ERRORS else name
                for message in messages:
                    self._faults.add(record.place, message, name=shown)
            return False
        return True

    def _write_children(
        self, records: list[Record], shape: Shape, parent: models.Model | None
    ) -> bool:
        """Replace all children of one sort; return whether every one could be written."""
        if parent is None:
            written = [self._write(record, shape.model()) for record in records]
            return all(written)
        siblings = shape.model._default_manager.filter(**{shape.parent: parent})
        existing = {}
        if shape.key:
            existing = {_identity(shape, row): row for row in siblings}
        else:
            siblings.delete()
        written = []
        for record in records:
            fresh = shape.model()
            self._assign(record, fresh)
            row = existing.pop(_identity(shape, fresh), fresh)
            written.append(self._write(record, row, parent))
        self._stale.extend(existing.values())
        return all(written)


def _publish(row: Publishable, record: Record, *, at: datetime) -> None:
    """Publish a record unless its file says otherwise, now or at the moment the file gives."""
    row.state = record.values.get("state", State.PUBLISHED)
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
