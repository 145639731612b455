"""Where the portal stands on the internet, whatever name it was asked by."""

from urllib.parse import urlsplit

from django.conf import settings


def absolute_url(path: str) -> str:
    """Return the absolute address of a path of the portal."""
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def host_name() -> str:
    """Return the portal's host, without a port: part of ids that are unique in the world."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"
