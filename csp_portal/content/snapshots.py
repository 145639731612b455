"""What the database holds of a record, as a fingerprint: the way to see that an officer changed it.

Empty values and defaults are left out, so that a field added by a later release does not make
every record look changed. Line ends and outer spaces are levelled, because forms change them.
"""

from typing import Any

from django.db import models

from csp_portal.content.records import digest_of
from csp_portal.content.shapes import Shape
from csp_portal.rich_text.fields import RichTextField
from csp_portal.rich_text.words import as_written


def rows_of(shape: Shape) -> models.QuerySet[Any]:
    """Return all rows of a kind with everything that belongs to them, in few queries."""
    return shape.model._default_manager.prefetch_related(*_paths(shape))


def fingerprint(shape: Shape, row: models.Model) -> str:
    """Return the fingerprint of a row with its references and children."""
    return digest_of(_content(shape, row))


def _paths(shape: Shape) -> list[str]:
    paths = [*shape.many, *shape.children]
    for name, child in shape.children.items():
        paths += [f"{name}__{path}" for path in _paths(child)]
    return paths


def _content(shape: Shape, row: models.Model) -> dict[str, Any]:
    # What officers cannot edit, they did not change.
    content = {name: _value(f, row) for name, f in shape.fields.items() if f.editable}
    content |= {name: row.serializable_value(name) for name in shape.references}
    content |= {name: sorted(target.pk for target in _all(row, name)) for name in shape.many}
    content |= {name: _members(child, row) for name, child in shape.children.items()}
    return {name: value for name, value in content.items() if value not in (None, "", [])}


def _all(row: models.Model, name: str) -> list[Any]:
    return list(getattr(row, name).all())


def _members(shape: Shape, parent: models.Model) -> list[dict[str, Any]]:
    contents = [_content(shape, row) for row in _all(parent, shape.name)]
    return sorted(contents, key=digest_of)


def _value(field: Any, row: models.Model) -> Any:
    """Return the value of a field, or nothing where it is the default."""
    value = getattr(row, field.name)
    if isinstance(field, RichTextField):
        # Paragraphs count as the plain text they were made of, in the set or before an upgrade.
        value = as_written(value)
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").strip()
    return None if value == field.get_default() else value
