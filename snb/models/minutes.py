"""Who was at a meeting, and what its minutes should have said."""

from django.db import models

from csp_portal.fields import ProseField
from partnership.models import PartnerBody
from snb.models.agenda import AgendaItem
from snb.models.meetings import Meeting


class Presence(models.TextChoices):
    """Whether a body was there."""

    PRESENT = "present", "Present"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Absent"


class Attendance(models.Model):
    """Whether one partner body was at a meeting. No person is named."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    body = models.ForeignKey(PartnerBody, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField(max_length=10, choices=Presence, default=Presence.PRESENT)

    class Meta:
        ordering = ["body__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "body"], name="attendance_is_one_per_body"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_presence_display()}"


class MinuteCorrection(models.Model):
    """What the minutes said and what they should have said; the original stays as it was."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="corrections")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    order = models.PositiveSmallIntegerField(default=0)
    corrected_on = models.DateField("corrected on")
    wrong = ProseField("the minutes said")
    right = ProseField("they should have said")

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "correction of the minutes"
        verbose_name_plural = "corrections of the minutes"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"], name="minute_correction_order_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.right[:200]
