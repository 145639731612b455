"""One entry for each event that somebody may have to answer for."""

from django.db import models

from csp_portal.audit.querysets import EntryQuerySet


class Kind(models.TextChoices):
    """What happened."""

    SIGN_IN = "sign_in", "Signed in"
    SIGN_IN_FAILED = "sign_in_failed", "Sign-in failed"
    SECOND_STEP_FAILED = "second_step_failed", "Second step of the sign-in failed"
    SIGN_OUT = "sign_out", "Signed out"
    PASSWORD_CHANGED = "password_changed", "Password changed"
    SECOND_STEP_ADDED = "second_step_added", "Second step added"
    SECOND_STEP_REMOVED = "second_step_removed", "Second step removed"
    RECOVERY_CODES_MADE = "recovery_codes_made", "Recovery codes made"
    INVITED = "invited", "Invited"
    LINK_SENT = "link_sent", "Link sent again"
    INVITATION_WITHDRAWN = "invitation_withdrawn", "Invitation withdrawn"
    INVITATION_ACCEPTED = "invitation_accepted", "Invitation accepted"
    ACCOUNT_CHANGED = "account_changed", "Account changed"
    ROLES_CHANGED = "roles_changed", "Roles changed"
    ACCOUNT_DISABLED = "account_disabled", "Account closed"
    ACCOUNT_ENABLED = "account_enabled", "Account opened again"
    EXPORTED = "exported", "Personal data exported"
    FORGOTTEN = "forgotten", "Personal data forgotten"
    PUBLISHING = "publishing", "Publishing"


class Entry(models.Model):
    """Something that happened. It names people and records by text, so it outlives them."""

    happened_at = models.DateTimeField(db_index=True)
    kind = models.CharField("what happened", max_length=40, choices=Kind)
    by_key = models.CharField(max_length=100, blank=True, db_index=True)
    by_name = models.CharField("by", max_length=200, blank=True)
    about_key = models.CharField(max_length=100, blank=True, db_index=True)
    about_name = models.CharField("about", max_length=200, blank=True)
    details = models.TextField(blank=True)
    address = models.CharField("shortened address", max_length=50, blank=True)
    browser = models.CharField(max_length=80, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        verbose_name = "entry of the audit log"
        verbose_name_plural = "audit log"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.about_name or self.by_name or 'unknown'}"
