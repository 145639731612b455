"""What templates ask of a rich text."""

from typing import Any

from django import template
from django.contrib.admin.helpers import AdminReadonlyField
from django.utils.safestring import SafeString

from csp_portal.rich_text import words
from csp_portal.rich_text.fields import RichTextField
from csp_portal.rich_text.showing import shown

register = template.Library()


@register.filter
def rich(text: str, level: int) -> SafeString:
    """Return the text as a page shows it, its highest headings of ``level``."""
    # shown() cleans the text again, so that this is safe whatever is stored.
    return SafeString(shown(text, level=level))


@register.filter
def plain(text: str) -> str:
    """Return the words of a rich text on one line."""
    return words.plain_text(text)


@register.filter
def contents(field: AdminReadonlyField) -> Any:
    """Return what the back office shows of a field that cannot be changed here."""
    name: Any = field.field["field"]
    model = type(field.form.instance)
    known = {one.name: one for one in model._meta.fields}
    if isinstance(name, str) and isinstance(known.get(name), RichTextField):
        return rich(getattr(field.form.instance, name), 4)
    return field.contents()
