"""Deeds the partnership promises, and what became of them."""

from datetime import date

from django.db import models

from csp_portal.dates.words import day_in_words
from csp_portal.fields import LineField, ProseField
from csp_portal.rich_text.fields import RichTextField
from partnership.models import PartnerBody, Source
from priorities.models.priorities import Priority
from priorities.querysets import PlannedActionQuerySet


class ActionStatus(models.TextChoices):
    """How far a planned action has come."""

    NOT_STARTED = "not_started", "Not started"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


class PlannedAction(models.Model):
    """A promised deed under a priority, with its lead and due date."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="actions")
    slug = models.SlugField(max_length=80)
    title = LineField(help_text="What will be done, beginning with a verb.")
    description = RichTextField(blank=True)
    lead = models.ForeignKey(
        PartnerBody,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="planned_actions",
        help_text="The body that answers for it.",
    )
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=ActionStatus, default=ActionStatus.NOT_STARTED)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PlannedActionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "slug"], name="action_slug_in_priority"),
        ]

    def __str__(self) -> str:
        return self.title

    def is_overdue(self, *, on: date) -> bool:
        """Whether the due date lies before the day ``on`` and the action is not finished."""
        is_open = self.status in {ActionStatus.NOT_STARTED, ActionStatus.UNDER_WAY}
        return is_open and self.due_on is not None and self.due_on < on


class ActionUpdate(models.Model):
    """A dated word on how an action is going. Updates are added, not rewritten."""

    action = models.ForeignKey(PlannedAction, on_delete=models.CASCADE, related_name="updates")
    happened_on = models.DateField("date")
    text = ProseField()

    class Meta:
        ordering = ["-happened_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "happened_on", "text"], name="action_update_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{day_in_words(self.happened_on)}: {self.text}"
