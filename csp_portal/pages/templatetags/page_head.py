"""What the head of a page says twice."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag(takes_context=True)
def kept(context: Context, content: SafeString, name: str) -> SafeString:
    """Print what stands inside, blocks of a page included, and keep it under ``name``.

    Django lets a block stand once in a template, and its partials do not fill it.
    """
    context[name] = content
    return content
