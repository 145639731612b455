"""Sentences about consultations and findings."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, StringAgg, Subquery, Value

from csp_portal.publishing.querysets import PublishableQuerySet, public_condition

if TYPE_CHECKING:
    from consultations.models import Consultation, DraftProposal, Finding, Voice
    from priorities.models import Priority, Theme


class ConsultationQuerySet(PublishableQuerySet["Consultation"]):
    """Consultations."""

    def open(self, *, on: date) -> Self:
        """Return what people can answer on the day ``on``."""
        return self.filter(Q(closes_on__isnull=True) | Q(closes_on__gte=on), opens_on__lte=on)


def theme_names(relation: str) -> Subquery:
    """Return the names of the themes a row touches, one a line, in no order."""
    themes = apps.get_model("priorities.Theme")._default_manager.order_by()
    grouped = themes.filter(**{relation: OuterRef("pk")}).values(relation)
    return Subquery(grouped.annotate(names=StringAgg("name", Value("\n"))).values("names"))


class VoiceQuerySet(models.QuerySet["Voice"]):
    """Groups of people who were asked."""

    def with_turnout(self) -> Self:
        """Return each voice once for each of its counts, as ``turnout_count`` and ``counted``."""
        counts = self.annotate(turnout_count=F("turnout__count"), counted=F("turnout__counted"))
        return counts.order_by("order", "pk", "turnout__order", "turnout")


class DraftProposalQuerySet(models.QuerySet["DraftProposal"]):
    """What drafts proposed."""

    def with_theme_names(self) -> Self:
        """Add ``theme_names``, one a line."""
        return self.annotate(theme_names=theme_names("draft_proposals"))


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings."""

    def public(self, *, at: datetime) -> Self:
        """Return the findings of consultations that are public at the moment ``at``."""
        model = apps.get_model("consultations.Consultation")
        return self.filter(public_condition(model, at=at, prefix="voice__consultation__"))

    def with_theme_names(self) -> Self:
        """Add ``theme_names``, one a line."""
        return self.annotate(theme_names=theme_names("findings"))

    def with_priorities(self, *, at: datetime) -> Self:
        """Load the priorities that each touches and the public may see."""
        public = apps.get_model("priorities.Priority")._default_manager.public(at=at)
        return self.prefetch_related(Prefetch("priorities", queryset=public.select_related("plan")))

    def touching(self, priority: "Priority") -> Self:
        """Return what was said about the priority, or about its theme in its plan's draft.

        The rows are those of ``with_voice()``.
        """
        is_on_theme = Q(themes=priority.theme_id, voice__consultation__plan=priority.plan_id)
        touching = self.filter(Q(priorities=priority.pk) | is_on_theme)
        return self.filter(pk__in=touching.order_by().values("pk")).with_voice()

    def on_themes(self, themes: Iterable["Theme"]) -> Self:
        """Return what was said about any of the themes; the rows are those of ``with_voice()``."""
        found = self.filter(themes__in=list(themes))
        return self.filter(pk__in=found.order_by().values("pk")).with_voice()

    def with_voice(self) -> Self:
        """Load who said it: each finding comes once for each count of its voice's turnout.

        The count is ``turnout_count``, what was counted is ``counted``.
        """
        counts = self.annotate(
            turnout_count=F("voice__turnout__count"), counted=F("voice__turnout__counted")
        )
        return counts.select_related("voice__consultation", "proposal").order_by(
            "voice__consultation", "voice__order", "order", "pk", "voice__turnout__order"
        )

    def unanswered(self) -> Self:
        """Return findings that have no response yet."""
        return self.filter(response_kind="not_answered")
