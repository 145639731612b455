"""E-mails as rows, so that none is lost and each tells what became of it."""

from django.db import models
from django.db.models import Q


class OutgoingMail(models.Model):
    """One e-mail to one person, written in the transaction that caused it."""

    class State(models.TextChoices):
        """What became of it; kept ones lie in the folder, because no mail server was set."""

        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        KEPT = "kept", "Kept, not sent"
        FAILED = "failed", "Failed"

    to = models.EmailField()
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField("HTML", blank=True)
    headers = models.JSONField(default=dict, blank=True)
    message_id = models.CharField(
        max_length=200,
        unique=True,
        help_text="The same in each attempt, so that a mail program shows a repeat once.",
    )
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    written_at = models.DateTimeField("written", db_index=True)
    done_at = models.DateTimeField("sent or kept", null=True, blank=True)
    failure = models.TextField(
        "what went wrong", blank=True, help_text="Why the latest attempt failed."
    )

    class Meta:
        ordering = ["-written_at", "-id"]
        verbose_name = "e-mail"
        verbose_name_plural = "e-mails"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "kept"], done_at__isnull=False)
                | Q(state__in=["waiting", "failed"], done_at__isnull=True),
                name="outgoing_mail_done_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.to})"
