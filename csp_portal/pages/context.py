"""What every page's frame needs: who we are, where one can go, who to call."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return identity, navigation and helplines for a public page; nothing for the rest."""
    return {}
