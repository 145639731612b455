"""What templates ask of a rich text."""

from typing import Any

from django import template
from django.contrib.admin.helpers import AdminReadonlyField
from django.db.models import DateTimeField
from django.utils.safestring import SafeString

from csp_portal.dates.columns import moment_of
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
    record = field.form.instance
    known = {one.name: one for one in type(record)._meta.fields}
    shape = known.get(name) if isinstance(name, str) else None
    if isinstance(shape, RichTextField):
        return rich(getattr(record, name), 4)
    if isinstance(shape, DateTimeField):
        return moment_of(record, name) or field.contents()
    return field.contents()
