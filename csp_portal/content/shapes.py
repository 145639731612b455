"""What each kind of record may say, worked out from the apps' declarations and models."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from consultations.content import KINDS as CONSULTATIONS
from csp_portal.content_kinds import Child, Kind
from csp_portal.identity.content import KINDS as IDENTITY
from csp_portal.publishing.content import KINDS as PUBLISHING
from csp_portal.publishing.models import State
from partnership.content import KINDS as PARTNERSHIP
from priorities.content import KINDS as PRIORITIES
from snb.content import KINDS as SNB

# In this order a record only refers to records of its own or of an earlier kind.
KINDS = IDENTITY + PARTNERSHIP + PRIORITIES + SNB + CONSULTATIONS + PUBLISHING

# A record in a file is published unless the file says otherwise; since when, the loader knows.
OWN_DEFAULTS = {"state": State.PUBLISHED, "published_at": None}


@dataclass(frozen=True)
class Shape:
    """The fields, references and children that one kind of record may have in a file."""

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    fields: Mapping[str, Any]
    references: Mapping[str, Any]
    many: Mapping[str, Any]
    children: Mapping[str, "Shape"] = field(default_factory=dict)
    parent: str = ""
    yearly: str = ""

    @property
    def is_single(self) -> bool:
        """Whether a set has only one such record, written as one table."""
        return not (self.key or self.parent)

    @property
    def brackets(self) -> str:
        """How the head of such a record is written in a file."""
        return f"[{self.name}]" if self.is_single else f"[[{self.name}]]"

    def words(self) -> list[str]:
        """Return every name that may stand in a record of this shape."""
        compact = [child.yearly for child in self.children.values() if child.yearly]
        return [*self.fields, *self.references, *self.many, *self.children, *compact]

    def defaults(self) -> dict[str, Any]:
        """Return what each field holds when a file does not say anything of it."""
        return {
            name: OWN_DEFAULTS.get(name, field.get_default()) for name, field in self.fields.items()
        }

    def family(self) -> Iterator["Shape"]:
        """Yield this shape and those of its children, their children and so on."""
        yield self
        for child in self.children.values():
            yield from child.family()

    def key_paths(self) -> list[str]:
        """Return the lookups whose values, joined by slashes, are a row's key."""
        return [path for name in self.key for path in self._key_paths(name)]

    def _key_paths(self, name: str) -> list[str]:
        target = self.model._meta.get_field(name).related_model
        if target is None:
            return [name]
        return [f"{name}__{path}" for path in shape_of(target).key_paths()]


@cache
def shapes() -> dict[str, Shape]:
    """Return the shapes of all kinds by their name, in the order of loading."""
    found = [_of_kind(kind) for kind in KINDS]
    return {shape.name: shape for shape in found}


@cache
def _by_model() -> dict[Any, Shape]:
    return {
        member.model: member
        for shape in shapes().values()
        for member in shape.family()
        if member.key
    }


def shape_of(model: Any) -> Shape:
    """Return the shape of a model that references can name."""
    return _by_model()[model]


def _of_kind(kind: Kind) -> Shape:
    model = apps.get_model(kind.label)
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
    return _shape(name, model, key=kind.key, children=kind.children)


def _of_child(child: Child, parent: type[models.Model]) -> Shape:
    relation: Any = parent._meta.get_field(child.name)
    return _shape(
        child.name,
        relation.related_model,
        key=child.key,
        children=child.children,
        parent=relation.field.name,
        yearly=child.yearly,
    )


def _shape(name: str, model: type[models.Model], **more: Any) -> Shape:
    own = _loadable(model, parent=more.get("parent"))
    children = {child.name: _of_child(child, model) for child in more.pop("children")}
    return Shape(
        name,
        model,
        fields={field.name: field for field in own if not field.is_relation},
        references={field.name: field for field in own if field.is_relation},
        many={field.name: field for field in model._meta.many_to_many if _is_of_a_set(field)},
        children=children,
        **more,
    )


def _is_of_a_set(link: Any) -> bool:
    """Whether a set can hold what is linked: files cannot, they are added in the back office."""
    labels = {kind.label.partition(".")[0] for kind in KINDS}
    return link.related_model._meta.app_label in labels


def _loadable(model: type[models.Model], *, parent: str | None) -> list[Any]:
    """What officers can edit, files can say; and when a record was first published."""
    fields = model._meta.concrete_fields
    editable = {field.name for field in fields if field.editable}
    names = (editable | {"published_at"}) - {model._meta.pk.name, parent}
    return [field for field in fields if field.name in names]
