"""What every public record shares: a state, dates, and the note of what changed."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from csp_portal.fields import LineField, ProseField


class State(models.TextChoices):
    """Where a record stands; only a published one is ever shown to the public."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Publishable(models.Model):
    """A record with a public page or place, which officers prepare before anyone sees it.

    ``visible_through`` names the foreign keys whose record must be public too: a priority of
    a draft plan is not public, whatever its own state. An empty foreign key hides nothing.
    """

    visible_through: ClassVar[tuple[str, ...]] = ()

    state = models.CharField(
        max_length=20,
        choices=State,
        default=State.DRAFT,
        help_text="Residents see only what is published.",
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    reviewed_on = models.DateField(
        "last reviewed",
        null=True,
        blank=True,
        help_text="When somebody last checked that this is still right. Shown on the page.",
    )
    edition = models.PositiveIntegerField(
        default=0, editable=False, help_text="Counts the saves, so that nobody overwrites unseen."
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | ~Q(state="published"),
                name="%(app_label)s_%(class)s_published_has_moment",
            ),
        ]

    def is_public(self, *, at: datetime) -> bool:
        """Whether the public may see this record at the moment ``at``.

        The same rule as ``.public()``, for a record already in hand.
        """
        if self.state != State.PUBLISHED or not self.was_published_by(at):
            return False
        parents = [getattr(self, name) for name in self.visible_through]
        return all(parent.is_public(at=at) for parent in parents if parent)

    @property
    def public_title(self) -> str:
        """Its name as residents may read it; a record that keeps its own to itself overrides it."""
        return str(self)

    def was_published_by(self, at: datetime) -> bool:
        """Whether the moment of its first publication has come; it may be withdrawn since."""
        return self.published_at is not None and self.published_at <= at


def if_public[Record: Publishable](record: Record | None, *, at: datetime) -> Record | None:
    """Return a record that another one names, if there is one and the public may see it."""
    return record if record and record.is_public(at=at) else None


def publishable_models() -> list[type[Publishable]]:
    """Return every model whose records officers publish."""
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def constraints(*more: Any) -> list[models.BaseConstraint]:
    """Return the constraints every publishable model shares, and then ``more``.

    A ``Meta`` that declares its own constraints silently loses the inherited ones.
    """
    return [*Publishable.Meta.constraints, *more]


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
    path = LineField(blank=True, help_text="Where it is, such as /plans/2023-26/.")
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
