"""What the portal tells about its own changes: notes, addresses that moved, a version."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from csp_portal.fields import LineField, ProseField


class ContentVersion(models.Model):
    """One row whose token is replaced by the database at each change of public content."""

    token = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="content_version_is_one_row"),
        ]

    def __str__(self) -> str:
        return self.token


class ChangeNote(models.Model):
    """What changed on the portal, said for the public, with its date."""

    noted_at = models.DateTimeField(db_index=True)
    title = LineField(help_text="The page that changed.")
    path = LineField(blank=True, db_index=True, help_text="Where it is, such as /plans/2023-26/.")
    text = ProseField(help_text="What changed, for the public, in a sentence or two.")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-noted_at", "-id"]

    def __str__(self) -> str:
        return f"{self.title}: {self.text}"


GOES_ROUND = (
    "This address leads on to others, and from them back to the old one. Visitors would be sent "
    "round for ever. Give the address where the page is now."
)


class MovedPath(models.Model):
    """An address that moved: whoever asks for the old one is sent to the new one."""

    old_path = LineField(
        "old address",
        unique=True,
        help_text="Begins with a slash and has no host: /old-page/",
    )
    new_path = LineField("new address", help_text="Begins with a slash: /new-page/")
    moved_on = models.DateField(default=date.today)

    class Meta:
        ordering = ["old_path"]
        verbose_name = "address that moved"
        verbose_name_plural = "addresses that moved"
        constraints = [
            models.CheckConstraint(
                condition=Q(old_path__startswith="/") & Q(new_path__startswith="/"),
                name="moved_path_begins_with_slash",
            ),
            models.CheckConstraint(
                # "//host" would send visitors to another website.
                condition=~Q(new_path__startswith="//"),
                name="moved_path_stays_here",
            ),
            models.CheckConstraint(
                condition=~Q(old_path=models.F("new_path")), name="moved_path_goes_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_path} → {self.new_path}"

    def clean(self) -> None:
        """Refuse an address from which visitors would be sent back to where they came from."""
        moves = dict(MovedPath.objects.exclude(pk=self.pk).values_list("old_path", "new_path"))
        path = self.new_path
        # Without this address no way leads round, so each step is one less to come.
        while path in moves and path != self.old_path:
            path = moves.pop(path)
        if path == self.old_path:
            raise ValidationError({"new_path": GOES_ROUND})
