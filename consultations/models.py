"""What people were asked, who they are, what they said and what came of it."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from consultations.querysets import (
    ConsultationQuerySet,
    DraftProposalQuerySet,
    FindingQuerySet,
    VoiceQuerySet,
)
from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import constraints
from csp_portal.rich_text.fields import RichTextField
from partnership.models import Sourced
from priorities.models import Plan, Priority, Theme


class Consultation(Sourced):
    """One round of asking people what they think."""

    slug = models.SlugField(max_length=80, unique=True)
    title = LineField()
    summary = ProseField(help_text="What was asked and why, in two or three plain sentences.")
    plan = models.ForeignKey(
        Plan,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consultations",
        help_text="The plan whose draft people were asked about.",
    )
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True, help_text="The last day to answer.")
    period_text = LineField(help_text="As residents read it: “December 2022 to February 2023”.")
    take_part_url = models.URLField(
        "where to take part", blank=True, max_length=400, help_text="Only while it is open."
    )
    outcome = RichTextField(blank=True, help_text="What came of it as a whole, in plain words.")

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "title", "pk"]
        constraints = constraints(
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(opens_on__lte=F("closes_on")),
                name="consultation_closes_after_it_opens",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:consultation_detail", args=[self.slug])

    def is_open(self, *, on: date) -> bool:
        """Whether people can answer on the day ``on``; both end days count."""
        if self.opens_on is None or self.opens_on > on:
            return False
        return self.closes_on is None or self.closes_on >= on


class VoiceKind(models.TextChoices):
    """Whose voice it is; the voices are never added together."""

    BOARD = "board", "Board"
    RESIDENTS = "residents", "Residents"
    SCRUTINY = "scrutiny", "Scrutiny committee"
    OTHER = "other", "Others"


class Voice(models.Model):
    """One group of people who were asked, and how."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="voices")
    slug = models.SlugField(max_length=80)
    name = LineField(help_text="Such as “Residents, online”.")
    kind = models.CharField(max_length=20, choices=VoiceKind)
    how = ProseField(help_text="How they were asked.")
    date_text = LineField(help_text="When: “February 2023”.")
    order = models.PositiveSmallIntegerField(default=0)

    # Added by the queryset's with_turnout().
    turnout_count: int | None
    counted: str | None

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "slug"], name="voice_in_consultation"),
        ]

    def __str__(self) -> str:
        return self.name


class Turnout(models.Model):
    """How many took part, in the source's own word for it."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="turnout")
    count = models.PositiveIntegerField()
    counted = LineField(max_length=60, help_text="What was counted: “visits”, “engagements”.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "turnout"
        constraints = [
            models.UniqueConstraint(fields=["voice", "counted"], name="turnout_stands_once"),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.counted}"


class DraftProposal(models.Model):
    """Something the draft proposed. It is not a priority of the plan as published."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="proposals"
    )
    slug = models.SlugField(max_length=80)
    title = LineField(help_text="As the draft or its summary words it.")
    note = ProseField(blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="draft_proposals")
    order = models.PositiveSmallIntegerField(default=0)

    # Added by the queryset's with_theme_names().
    theme_names: str | None

    objects = DraftProposalQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "slug"], name="proposal_in_consultation"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FindingKind(models.TextChoices):
    """What sort of thing was said."""

    FINDING = "finding", "Finding"
    SUPPORT = "support", "Most supported proposal"
    ISSUE = "issue", "Issue that affects people most"
    COMMENT = "comment", "Comment"


class ResponseKind(models.TextChoices):
    """What came of a finding."""

    WE_DID = "we_did", "We did"
    WE_DID_NOT = "we_did_not", "We did not, because"
    NOT_ANSWERED = "not_answered", "Not answered yet"


class Finding(models.Model):
    """One thing that one voice said, in our words, and what came of it."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="findings")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=FindingKind)
    rank = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Only if the source ranks them: 1 is first."
    )
    order = models.PositiveSmallIntegerField(default=0)
    text = ProseField()
    proposal = models.ForeignKey(
        DraftProposal,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="findings",
        help_text="The proposal of the draft that it is about.",
    )
    priorities = models.ManyToManyField(
        Priority,
        blank=True,
        related_name="findings",
        help_text="The priorities, as published, that it touches.",
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="findings")
    response_kind = models.CharField(
        "what came of it", max_length=20, choices=ResponseKind, default=ResponseKind.NOT_ANSWERED
    )
    response = ProseField(blank=True, help_text="What we did, or why we did not. Plain words.")
    responded_on = models.DateField(null=True, blank=True)

    # Added by the queryset's touching() and with_theme_names().
    turnout_count: int | None
    counted: str | None
    theme_names: str | None

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["voice", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["voice", "slug"], name="finding_in_voice"),
            models.CheckConstraint(
                condition=Q(response_kind="not_answered", response="", responded_on__isnull=True)
                | (
                    ~Q(response_kind="not_answered")
                    & ~Q(response="")
                    & Q(responded_on__isnull=False)
                ),
                name="finding_answered_has_answer_and_date",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{self.voice.consultation.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Its place on the consultation's page; the voice's slug must be loaded."""
        return f"{self.voice.slug}-{self.slug}"
