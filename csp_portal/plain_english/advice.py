"""Advice on a field of a form in the back office."""

from typing import Any

from django.contrib.admin.helpers import AdminField
from django.http import HttpRequest

from csp_portal.fields import ProseField
from csp_portal.plain_english.registry import is_quoted, known_words
from csp_portal.plain_english.rules import Advice, advise
from csp_portal.rich_text.fields import RichTextField
from csp_portal.rich_text.words import sentences_text

# A text that nobody would write into one field is not worth the reckoning.
LONGEST = 100_000


def advice_on(text: str, *, known: set[str]) -> Advice:
    """Return advice on a stored or typed text, plain or rich."""
    return advise(sentences_text(text[:LONGEST]), known=known)


def long_field_of(field: Any) -> Any:
    """Return the model field behind a field of an admin form, if it holds the portal's own words.

    Returns None for short fields, for quotations, and for what is only shown.
    """
    if not isinstance(field, AdminField):
        return None
    bound: Any = field.field
    meta = getattr(bound.form, "_meta", None)
    known = {one.name: one for one in meta.model._meta.fields} if meta else {}
    found = known.get(bound.name)
    is_long = isinstance(found, (ProseField, RichTextField))
    return found if is_long and not is_quoted(found) else None


def words_known_to(request: HttpRequest) -> set[str]:
    """Return the explained abbreviations; read once for a request."""
    known: set[str] | None = getattr(request, "known_words", None)
    if known is None:
        known = known_words()
        request.known_words = known  # type: ignore[attr-defined]
    return known
