"""Look through a record, and everything that belongs to it, before it is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst

from csp_portal.personal_data.contacts import public_contacts
from csp_portal.personal_data.rules import (
    PATTERNS,
    PersonalData,
    excerpt,
    personal_data_in,
)
from csp_portal.rich_text.fields import RichTextField
from csp_portal.rich_text.words import readable_text

# Addresses of pages and of records hold no words of their own.
WITHOUT_WORDS = (models.URLField, models.SlugField)


@dataclass(frozen=True)
class Finding:
    """What looks like somebody's contact details, and where it stands."""

    kind: PersonalData
    text: str
    # The field as the form names it, behind the name of the row it belongs to.
    label: str
    excerpt: str


def accidental_personal_data(record: models.Model) -> list[Finding]:
    """Return what in the record, or in rows that belong to it, looks like personal data.

    Public contacts of the portal are left out. The record may hold values that are not saved
    yet; its rows are read from the database, with one query for each kind of row.
    """
    known = known_contacts()
    return [
        Finding(found.kind, found.text, label, excerpt(text, found))
        for label, text in texts_of(record)
        for found in personal_data_in(text, known=known)
    ]


def known_contacts() -> set[str]:
    """Return the public contacts, also those that stand in a longer text such as an address."""
    texts = public_contacts()
    inside = {
        hit.group() for text in texts for one in PATTERNS.values() for hit in one.finditer(text)
    }
    return texts | inside


def texts_of(record: models.Model) -> Iterator[tuple[str, str]]:
    """Yield every text of the record and of the rows that belong to it, with its label."""
    yield from _own_texts(record, "")
    for row in rows_below([record]):
        name = f"{capfirst(str(row._meta.verbose_name))} “{row}”"
        yield from _own_texts(row, f"{name[:100]}: ")


def rows_below(parents: list[models.Model]) -> Iterator[models.Model]:
    """Yield the rows that belong to ``parents``, which are of one kind, and the rows below them."""
    for model, key in _kinds_of_rows(parents[0]):
        rows = list(model._default_manager.filter(**{f"{key}__in": parents}).order_by("pk"))
        yield from rows
        if rows:
            yield from rows_below(rows)


def _own_texts(record: models.Model, row: str) -> Iterator[tuple[str, str]]:
    for field in filter(is_of_words, record._meta.concrete_fields):
        value = str(getattr(record, field.attname) or "")
        label = f"{row}{field.verbose_name}"
        is_rich = isinstance(field, RichTextField)
        yield label[:1].upper() + label[1:], readable_text(value) if is_rich else value


def is_of_words(field: Any) -> bool:
    """Whether officers write words into a field."""
    is_text = isinstance(field, (models.CharField, models.TextField))
    return is_text and field.editable and not field.choices and not isinstance(field, WITHOUT_WORDS)


def _kinds_of_rows(record: models.Model) -> list[tuple[Any, str]]:
    """Return the models whose rows belong to a record: they would be deleted with it."""
    return [
        (relation.related_model, relation.field.name)
        for relation in record._meta.related_objects
        if relation.on_delete is models.CASCADE
    ]
