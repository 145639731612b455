"""The people who sign in to the back office."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An officer, secretary or approver. Residents never have an account."""

    class Meta(AbstractUser.Meta):
        verbose_name = "person who signs in"
        verbose_name_plural = "people who sign in"

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()
