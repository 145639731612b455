"""Facts for search engines (JSON-LD) inside a page.

The element holds data, which no browser runs: the content security policy lets it stand.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

# What could end the element or begin a comment inside it.
NOT_IN_HTML = {ord(character): f"\\u{ord(character):04X}" for character in "<>&"}


def script_element(data: Mapping[str, Any]) -> SafeString:
    """Return the element for the head of a page; nothing in ``data`` can end it early."""
    text = json.dumps(data, ensure_ascii=True).translate(NOT_IN_HTML)
    # S308 would warn here: no "<", ">" or "&" is left, and the rest is ASCII.
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))
