"""What is on a meeting's agenda, with its papers, its minutes and what was decided."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from csp_portal.documents.models import Document
from csp_portal.fields import LineField, ProseField
from csp_portal.rich_text.fields import RichTextField
from partnership.models import PartnerBody
from priorities.models import Plan, PlannedAction, Priority
from snb.models.meetings import Meeting
from snb.querysets import AgendaItemQuerySet, MeetingActionQuerySet

NO_REASON = "Say why it is not for the public. Residents read the reason."
NO_DAY_DONE = "Say on which day it was done."


class Asked(models.TextChoices):
    """What a point on the agenda asks of the meeting."""

    NOTE = "note", "To note"
    DISCUSS = "discuss", "To discuss"
    DECIDE = "decide", "To decide"


class AgendaItem(models.Model):
    """One point on a meeting's agenda, with notes of what was said."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_items")
    order = models.PositiveSmallIntegerField(default=0)
    title = LineField()
    notes = RichTextField(blank=True, help_text="What the paper or the discussion said.")
    asked = models.CharField(
        "what is asked of the meeting", max_length=10, choices=Asked, blank=True
    )
    presenter = models.ForeignKey(
        PartnerBody,
        verbose_name="who presents it",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agenda_items",
        help_text="The organisation, not a person.",
    )
    minutes_allotted = models.PositiveSmallIntegerField(
        "minutes allotted", null=True, blank=True, validators=[MaxValueValidator(600)]
    )
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    planned_action = models.ForeignKey(
        PlannedAction, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    papers = models.ManyToManyField(
        Document,
        blank=True,
        related_name="agenda_items",
        help_text="Add a file under Documents first; then name it here.",
    )
    is_restricted = models.BooleanField(
        "not for the public",
        default=False,
        help_text="Residents see the title and the reason, and nothing else of the item.",
    )
    restricted_reason = LineField(
        "why it is not for the public", blank=True, help_text="Residents read it."
    )
    minutes = RichTextField(
        "minutes of the item", blank=True, help_text="What was said and decided."
    )

    # Told by ``with_paper_marks()``; without it, whether there are any must be asked.
    has_papers: bool = True

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="agenda_order_is_unique"),
            models.CheckConstraint(
                condition=Q(is_restricted=False) | ~Q(restricted_reason=""),
                name="restricted_agenda_item_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#item-{self.order}"

    def clean(self) -> None:
        """Refuse a restricted point that does not say why it is one."""
        super().clean()
        if self.is_restricted and not self.restricted_reason:
            raise ValidationError({"restricted_reason": NO_REASON})

    @property
    def public_title(self) -> str:
        """Its name on the pages of other records, with the meeting it belongs to."""
        return f"{self.meeting.public_title}: {self.title}"


class AgendaLink(models.Model):
    """A paper for an agenda item that is kept on another website."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="links")
    label = LineField()
    url = models.URLField("web address", max_length=400)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "url"], name="agenda_link_stands_once"),
        ]

    def __str__(self) -> str:
        return self.label


class MeetingAction(models.Model):
    """Something decided in an item of a meeting: what is to be done, by whom and by when."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="actions")
    order = models.PositiveSmallIntegerField(default=0)
    text = ProseField("what is to be done")
    body = models.ForeignKey(
        PartnerBody,
        verbose_name="who does it",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meeting_actions",
        help_text="The organisation, not a person.",
    )
    due_on = models.DateField("due on", null=True, blank=True)
    done_on = models.DateField("done on", null=True, blank=True)
    done_text = ProseField("what was done", blank=True)

    objects = MeetingActionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "order"], name="meeting_action_order_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(done_text="") | Q(done_on__isnull=False),
                name="meeting_action_done_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:200]

    def clean(self) -> None:
        """Refuse words on what was done without its day."""
        super().clean()
        if self.done_text and self.done_on is None:
            raise ValidationError({"done_on": NO_DAY_DONE})

    def is_overdue(self, *, on: date) -> bool:
        """Whether it should have been done before the day ``on``, and is not."""
        return self.done_on is None and self.due_on is not None and self.due_on < on
