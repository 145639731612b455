"""The organisations that work together."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import constraints
from csp_portal.rich_text.fields import RichTextField
from partnership.models.sources import Sourced
from partnership.querysets import PartnerBodyQuerySet


class LegalStatus(models.TextChoices):
    """How the law sees a body's place in the partnership (Crime and Disorder Act 1998 s.5)."""

    RESPONSIBLE = "responsible_authority", "Responsible authority: must take part by law"
    FORMER_KIND = "former_kind", "The law now names another kind of body"
    OTHER = "other", "Takes part; not one of the bodies named in section 5"
    NOT_STATED = "not_stated", "Not stated in our sources"


class PartnerBody(Sourced):
    """One real organisation, once, whatever the boards it sits on. Names change; slugs do not."""

    slug = models.SlugField(max_length=80, unique=True)
    name = LineField(unique=True)
    abbreviation = LineField(max_length=20, blank=True)
    legal_status = models.CharField(
        max_length=30, choices=LegalStatus, default=LegalStatus.NOT_STATED
    )
    summary = ProseField(blank=True, help_text="What it does, in one or two plain sentences.")
    website = models.URLField(blank=True)
    existed_from = models.DateField("began on", null=True, blank=True)
    existed_until = models.DateField(
        "ended on",
        null=True,
        blank=True,
        help_text="The first day on which it no longer existed. Leave empty if it still does.",
    )
    successor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
        help_text="Which body took over from it, if known.",
    )
    law_now_names = LineField(
        "kind of body the law names now",
        blank=True,
        help_text="Only if the law has changed: “integrated care board”, for example.",
    )
    law_note = RichTextField(
        "what the law says now", blank=True, help_text="Shown beside the name, with its source."
    )

    objects = PartnerBodyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "partner bodies"
        constraints = constraints(
            models.CheckConstraint(
                condition=Q(existed_from__isnull=True)
                | Q(existed_until__isnull=True)
                | Q(existed_from__lt=F("existed_until")),
                name="partner_body_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                name="partner_body_does_not_succeed_itself",
            ),
            models.CheckConstraint(
                condition=~Q(legal_status="former_kind") | ~Q(law_now_names=""),
                name="partner_body_of_former_kind_names_the_new",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnership:member_detail", args=[self.slug])

    @property
    def has_unknown_successor(self) -> bool:
        """Whether the law names another kind of body now, and we do not know which body it is."""
        return self.legal_status == LegalStatus.FORMER_KIND and self.successor_id is None
