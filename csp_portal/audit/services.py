"""The one door through which events reach the audit log."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest

from csp_portal.audit.models import Entry, Kind
from csp_portal.audit.rules import browser_name, shortened_address

LONGEST_NAME = 200


@dataclass(frozen=True)
class Origin:
    """Where a request came from, no more exactly than the log may keep it."""

    address: str = ""
    browser: str = ""

    @classmethod
    def of(cls, request: HttpRequest | None, *, address: str = "") -> "Origin":
        """Return the origin of ``request``; ``address`` is what the proxy says of the visitor."""
        if request is None:
            return cls()
        found = address or request.META.get("REMOTE_ADDR", "")
        return cls(shortened_address(found), browser_name(request.headers.get("User-Agent", "")))


NOWHERE = Origin()


def record_event(
    kind: Kind,
    *,
    at: datetime,
    by: models.Model | AnonymousUser | None = None,
    about: models.Model | None = None,
    details: str = "",
    origin: Origin = NOWHERE,
) -> Entry:
    """Add an entry: ``by`` whom, ``about`` which person or record, with ``details`` in words."""
    return Entry.objects.create(
        kind=kind,
        happened_at=at,
        by_key=key_of(by),
        by_name=name_of(by),
        about_key=key_of(about),
        about_name=name_of(about),
        details=details,
        address=origin.address,
        browser=origin.browser,
    )


def key_of(record: models.Model | AnonymousUser | None) -> str:
    """Return the text that names a record for good; empty for nobody."""
    if isinstance(record, models.Model) and record.pk is not None:
        return f"{record._meta.label_lower}:{record.pk}"
    return ""


def name_of(record: models.Model | AnonymousUser | None) -> str:
    """Return what a record is called today; empty for nobody."""
    return str(record)[:LONGEST_NAME] if isinstance(record, models.Model) else ""
