"""What belongs to a record: the rows that are edited, published and brought back with it.

Each app says so once, in its ``content`` module, for content sets; drafts use the same list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.module_loading import module_has_submodule

from csp_portal.content_kinds import Child, Kept, Kind

# The columns of a record that its state and its saves are kept in, not its text.
OF_PUBLISHING = {"state", "published_at", "edition"}


@dataclass(frozen=True)
class Part:
    """One sort of rows of an aggregate: the record itself, or a sort of its children."""

    model: type[models.Model]
    fields: tuple[Any, ...]
    many: tuple[Any, ...]
    children: tuple["Part", ...]
    # The related name on the parent, and the foreign key to it; both empty for the record.
    name: str = ""
    link: str = ""
    # Set for rows that a draft may add to, and may not alter or drop.
    kept: Kept | None = None

    def family(self) -> Iterator["Part"]:
        """Yield this part and those below it, parents first."""
        yield self
        for child in self.children:
            yield from child.family()

    def references(self) -> list[Any]:
        """Return the fields that lead to other records: foreign keys and many-to-many."""
        return [field for field in self.fields if field.is_relation] + list(self.many)


@cache
def aggregate(model: type[models.Model]) -> Part:
    """Return the record of ``model`` with everything that belongs to it.

    Raises KeyError for a model that no app declares.
    """
    return _part(model, kinds()[model._meta.label_lower].children)


@cache
def kinds() -> dict[str, Kind]:
    """Return what each app declares in its ``content`` module, by the model's label."""
    modules = [
        import_module(f"{config.name}.content")
        for config in apps.get_app_configs()
        if config.module and module_has_submodule(config.module, "content")
    ]
    declared = [kind for module in modules for kind in getattr(module, "KINDS", ())]
    return {kind.label.lower(): kind for kind in declared}


def _part(model: type[models.Model], children: tuple[Child, ...], **place: Any) -> Part:
    kept_out = OF_PUBLISHING if not place else {place["link"]}
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    return Part(
        model=model,
        fields=tuple(field for field in fields if _is_text(field, kept_out, is_record=not place)),
        many=tuple(model._meta.many_to_many),
        children=tuple(_child(model, child) for child in children),
        **place,
    )


def _is_text(field: Any, kept_out: set[str], *, is_record: bool) -> bool:
    """Whether the field is something an officer wrote; a row is made anew with all its fields."""
    return field.name not in kept_out and (field.editable or not is_record)


def _child(parent: type[models.Model], child: Child) -> Part:
    relation: Any = parent._meta.get_field(child.name)
    link = relation.field.name
    return _part(
        relation.related_model, child.children, name=child.name, link=link, kept=child.kept
    )
