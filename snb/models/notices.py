"""Notices: what residents are told of a meeting, each an unalterable copy of its facts."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from csp_portal.fields import LineField, ProseField
from snb.models.meetings import Meeting
from snb.querysets import NoticeQuerySet
from snb.rules.facts import MeetingFacts
from snb.rules.notices import KIND_LABELS, NoticeKind


class Notice(models.Model):
    """One notice of one meeting: numbered, of one kind, issued by a named person at a moment.

    It is written once and never changed or deleted; a wrong one is corrected by the next. The
    latest notice is what every page, calendar, poster and feed tells of the meeting.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notices")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(
        max_length=20, choices=[(kind.value, label) for kind, label in KIND_LABELS.items()]
    )
    issued_at = models.DateTimeField(db_index=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The name stays when the account goes; residents are not told it.
    issued_by_name = LineField()
    facts = models.JSONField()
    changes = models.JSONField(default=list)
    days_of_notice = models.PositiveSmallIntegerField("clear days of notice", null=True)
    short_notice_reason = ProseField("why at short notice", blank=True)
    # The remarks that whoever issued it had read and accepted.
    accepted = models.JSONField("remarks that were accepted", default=list)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="notice_number_is_one_per_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"Notice {self.number}: {self.get_kind_display()}"

    @property
    def told(self) -> MeetingFacts:
        """The facts it tells, in local time."""
        return MeetingFacts.from_json(self.facts, zone=timezone.get_default_timezone())

    @property
    def sort(self) -> NoticeKind:
        """Its kind, as the rules know it."""
        return NoticeKind(self.kind)
