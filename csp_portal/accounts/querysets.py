"""Sentences about invitations."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from csp_portal.accounts.models import Invitation


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Links that let somebody choose a password."""

    def open(self, *, at: datetime) -> Self:
        """Return the links that still work at the moment ``at``."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)
