"""What the database holds of a record, as a fingerprint: the way to see that an officer changed it.

Empty values and defaults are left out, so that a field added by a later release does not make
every record look changed. Line ends and outer spaces are levelled, because forms change them.
"""

from typing import Any

from django.db import models

from csp_portal.content.records import digest_of
from csp_portal.content.shapes import Shape


def rows_of(shape: Shape) -> models.QuerySet[Any]:
    """Return all rows of a kind with everything that belongs to them, in few queries."""
    return shape.model._default_manager.prefetch_related(*_paths(shape))


def fingerprint(shape: Shape, row: models.Model) -> str:
    """Return the fingerprint of a row with its references and children."""
    return digest_of(_content(shape, row))


def _paths(shape: Shape) -> list[str]:
    below = [f"{name}__{path}" for name, child in shape.children.items() for path in _paths(child)]
    return [*shape.many, *shape.children, *below]


def _content(shape: Shape, row: models.Model) -> dict[str, Any]:
    fields = [field for field in shape.fields.values() if field.editable]
    content = {field.name: _value(field, row) for field in fields}
    content |= {name: row.serializable_value(name) for name in shape.references}
    for name in shape.many:
        content[name] = sorted(target.pk for target in getattr(row, name).all())
    for name, child in shape.children.items():
        members = [_content(child, member) for member in getattr(row, name).all()]
        content[name] = sorted(members, key=digest_of)
    return {name: value for name, value in content.items() if value not in (None, "", [])}


def _value(field: Any, row: models.Model) -> Any:
    value = getattr(row, field.name)
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").strip()
    return None if field.has_default() and value == field.get_default() else value
