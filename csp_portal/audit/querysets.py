"""Sentences about entries of the audit log; they can be read and, when old, forgotten."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.db import models

if TYPE_CHECKING:
    from csp_portal.audit.models import Entry

SIGN_IN_KINDS = ("sign_in", "sign_in_failed", "second_step_failed")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries. None of them is ever changed."""

    def update(self, **_values: Any) -> NoReturn:
        """Refuse: what is written stays as it was written."""
        raise TypeError("The audit log is never changed.")

    def sign_ins_of(self, key: str) -> Self:
        """Return the tries to sign in as the person ``key``, the latest first."""
        return self.filter(about_key=key, kind__in=SIGN_IN_KINDS)

    def before(self, moment: datetime) -> Self:
        """Return the entries older than ``moment``."""
        return self.filter(happened_at__lt=moment)
