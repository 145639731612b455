"""What the law, or the partnership's own promise, says must be done."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import Supporting, constraints
from partnership.models.boards import Board
from partnership.models.bodies import PartnerBody
from partnership.models.help import Sensitive
from partnership.models.sources import Source, Sourced
from partnership.querysets import DutyQuerySet, LegislationQuerySet
from partnership.rules.due import DutyFacts


class Legislation(Supporting):
    """An Act or a statutory instrument, with its address at legislation.gov.uk."""

    shown_on: ClassVar[str] = "partnership:overview"

    slug = models.SlugField(max_length=80, unique=True)
    title = LineField(unique=True)
    year = models.PositiveSmallIntegerField()
    number = LineField(max_length=40, blank=True, help_text="Such as “SI 2007/1830”.")
    url = models.URLField("web address")
    summary = ProseField(blank=True, help_text="What it does for community safety, in a sentence.")

    objects = LegislationQuerySet.as_manager()

    class Meta(Supporting.Meta):
        ordering = ["year", "title", "pk"]
        verbose_name_plural = "legislation"

    def __str__(self) -> str:
        return self.title


class DutyBasis(models.TextChoices):
    """Why something is done. Law is claimed only with a reference."""

    LAW = "law", "Required by law"
    COMMITMENT = "commitment", "Partnership commitment"
    GOOD_PRACTICE = "good_practice", "Good practice"


class HowOften(models.TextChoices):
    """How often a duty falls due."""

    STANDING = "standing", "All the time"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every three months"
    HALF_YEARLY = "half_yearly", "Every six months"
    YEARLY = "yearly", "Every year"
    THREE_YEARLY = "three_yearly", "Every three years"
    EACH_PLAN = "each_plan", "With each plan"
    WHEN_IT_HAPPENS = "when_it_happens", "When one happens"
    WHEN_ASKED = "when_asked", "When someone asks"


class Duty(Sensitive, Sourced):
    """One line of the duty register."""

    slug = models.SlugField(max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(unique=True)
    title = LineField()
    summary = ProseField(help_text="What must be done, in plain words.")
    basis = models.CharField(max_length=20, choices=DutyBasis)
    citation = LineField(
        blank=True, max_length=400, help_text="The exact reference: Act and section, or SI and reg."
    )
    citation_note = ProseField(
        blank=True,
        help_text="What a reader must know: “as made in 2007; later changes not checked”.",
    )
    legislation = models.ManyToManyField(Legislation, blank=True, related_name="duties")
    url = models.URLField(
        "address of the exact section", blank=True, help_text="At legislation.gov.uk."
    )
    how_often = models.CharField(max_length=20, choices=HowOften)
    how_often_note = LineField(blank=True)
    lead_board = models.ForeignKey(
        Board, null=True, blank=True, on_delete=models.PROTECT, related_name="duties_led"
    )
    lead_body = models.ForeignKey(
        PartnerBody, null=True, blank=True, on_delete=models.PROTECT, related_name="duties_led"
    )
    lead_text = LineField(
        "who leads, in words", blank=True, help_text="If it is neither a board nor one body."
    )
    older_wording = ProseField(
        blank=True, help_text="How the partnership's older page puts this duty, in short."
    )
    stated_due_on = models.DateField(
        "next due date, stated",
        null=True,
        blank=True,
        help_text="Only if it cannot be worked out: the evidence gives no exact day, or the duty "
        "does not fall due after a fixed time.",
    )
    stated_due_reason = LineField(
        "why this date",
        blank=True,
        help_text="In a plain sentence, which residents read: “The law gives this date.”",
    )

    # Added by the queryset's with_last_evidence().
    last_on: date | None
    has_undated: bool

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "duties"
        constraints = constraints(
            models.CheckConstraint(
                condition=~Q(basis="law") | ~Q(citation=""), name="duty_by_law_has_citation"
            ),
            models.CheckConstraint(
                condition=Q(stated_due_on__isnull=True, stated_due_reason="")
                | (Q(stated_due_on__isnull=False) & ~Q(stated_due_reason="")),
                name="duty_stated_due_date_has_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partnership:duty_detail", args=[self.slug])

    def clean(self) -> None:
        """Refuse a stated due date without its reason, and a reason without its date."""
        super().clean()
        if self.stated_due_on and not self.stated_due_reason:
            raise ValidationError({"stated_due_reason": "Say why it is this date."})
        if self.stated_due_reason and not self.stated_due_on:
            raise ValidationError({"stated_due_on": "Write the date that this is the reason for."})

    @property
    def facts(self) -> DutyFacts:
        """What its due date is worked out from; needs the queryset's ``with_last_evidence()``."""
        return DutyFacts(
            how_often=self.how_often,
            last_on=self.last_on,
            has_undated=self.has_undated,
            stated_on=self.stated_due_on,
        )


class DutyEvidence(models.Model):
    """Something that shows a duty was met: a record on this portal, or a page elsewhere."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="evidence")
    label = LineField(help_text="What it is: “Annual report 2011-12”.")
    happened_on = models.DateField(
        null=True,
        blank=True,
        help_text="The exact day. From that day on it counts, and the next due date follows.",
    )
    date_text = LineField(blank=True, help_text="If the day is not known: “October 2022”.")
    reference_kind = LineField(blank=True, max_length=40, help_text="The kind of record it is.")
    reference_key = LineField(blank=True, max_length=120, help_text="That record's key.")
    url = models.URLField("web address", blank=True, max_length=400)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "-happened_on", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["duty", "label"], name="duty_evidence_stands_once"),
            models.CheckConstraint(
                condition=Q(reference_kind="", reference_key="")
                | (~Q(reference_kind="") & ~Q(reference_key="")),
                name="duty_evidence_names_kind_and_key",
            ),
        ]

    def __str__(self) -> str:
        return self.label
