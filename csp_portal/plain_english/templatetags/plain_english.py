"""The box with advice under a long field of the back office."""

from typing import Any

from django import template
from django.template import Context

from csp_portal.plain_english.advice import advice_on, long_field_of, words_known_to

register = template.Library()


@register.inclusion_tag("plain_english/box.html", takes_context=True)
def plain_english(context: Context, field: Any) -> dict[str, Any]:
    """Return what the box under ``field`` prints; nothing under a field that needs none."""
    request: Any = context.get("request")
    if request is None or long_field_of(field) is None:
        return {"is_shown": False}
    text = field.field.value() or ""
    advice = advice_on(text, known=words_known_to(request)) if text else None
    return {"is_shown": True, "advice": advice}
