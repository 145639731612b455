"""The people who sign in to the back office, and the links that let them in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from csp_portal.accounts.querysets import InvitationQuerySet


class User(AbstractUser):
    """An officer, secretary, approver or administrator. Residents never have an account."""

    disabled_at = models.DateTimeField("closed", null=True, blank=True, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = "person who signs in"
        verbose_name_plural = "people who sign in"
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=~Q(email=""), name="person_email_is_unique"
            ),
            models.UniqueConstraint(Lower("username"), name="person_sign_in_name_is_unique"),
            models.CheckConstraint(
                condition=Q(disabled_at__isnull=True) | Q(is_active=False),
                name="closed_account_is_not_active",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()


class Invitation(models.Model):
    """A link with which one person chooses a password, once and within a few days.

    It lets somebody new in, and it is also how a forgotten password is replaced.
    """

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="invitation")
    # Part of the signed link: a new one makes every link sent before it useless.
    nonce = models.CharField(max_length=64, editable=False)
    sent_at = models.DateTimeField("sent")
    expires_at = models.DateTimeField("expires")
    accepted_at = models.DateTimeField("used", null=True, blank=True)
    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True)
    sent_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_is_used_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"Link for {self.person}"


class CacheEntry(models.Model):
    """What the workers share for minutes: failed sign-ins, and codes that were used.

    Django's database cache reads and writes this table itself; the model makes it with the
    other tables, so that no deployment can forget it.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "portal_cache"
        verbose_name_plural = "cache entries"

    def __str__(self) -> str:
        return self.cache_key
