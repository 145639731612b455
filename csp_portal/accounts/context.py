"""What the frame of the back office needs on the pages that django-allauth makes."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from csp_portal.accounts.middleware import STAFF_PREFIXES


def staff_frame(request: HttpRequest) -> dict[str, Any]:
    """Return the back office's own frame for account pages; nothing for any other page."""
    match = request.resolver_match
    if match is None or match.namespaces or not (match.url_name or "").startswith(STAFF_PREFIXES):
        return {}
    return {**admin.site.each_context(request), "is_nav_sidebar_enabled": False}
