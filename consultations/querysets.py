"""Sentences about consultations and findings."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from csp_portal.publishing.querysets import PublishableQuerySet, public_condition

if TYPE_CHECKING:
    from consultations.models import Consultation, Finding


class ConsultationQuerySet(PublishableQuerySet["Consultation"]):
    """Consultations."""

    def open(self, *, on: date) -> Self:
        """Return what people can answer on the day ``on``."""
        return self.filter(Q(closes_on__isnull=True) | Q(closes_on__gte=on), opens_on__lte=on)


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings."""

    def public(self, *, at: datetime) -> Self:
        """Return the findings of consultations that are public at the moment ``at``."""
        model = apps.get_model("consultations.Consultation")
        return self.filter(public_condition(model, at=at, prefix="voice__consultation__"))

    def unanswered(self) -> Self:
        """Return findings that have no response yet."""
        return self.filter(response_kind="not_answered")
