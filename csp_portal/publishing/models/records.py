"""What every public record shares: a state, dates, and a count of its saves."""

from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from csp_portal.publishing.querysets import PublishableQuerySet
from csp_portal.publishing.states import State


class Publishable(models.Model):
    """A record with a public page or place, which officers prepare before anyone sees it.

    ``visible_through`` names the foreign keys whose record must be public too: a priority of
    a draft plan is not public, whatever its own state. An empty foreign key hides nothing.

    Once it is public, changes to it and its rows are kept in a ``Draft`` until they are
    published; before that, and after it was withdrawn, the rows themselves are the draft.
    """

    visible_through: ClassVar[tuple[str, ...]] = ()
    # Whether a second person must approve, until the partnership decides otherwise.
    is_approved_by_default: ClassVar[bool] = False
    # The name of the address that shows records which have no page of their own.
    shown_on: ClassVar[str] = ""
    # Whether residents meet it only through public records that name it; see ``Supporting``.
    is_supporting: ClassVar[bool] = False

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


class Supporting(Publishable):
    """A record that residents meet only where a public record names it, such as a source.

    It is published from its birth and never withdrawn, so it has no state to choose: it comes
    before residents with the record that names it. Each change of it is a draft like any other.
    It is deleted when nothing names it any more, so foreign keys to it must be protected.
    """

    is_supporting: ClassVar[bool] = True

    state = models.CharField(max_length=20, choices=State, default=State.PUBLISHED, editable=False)
    published_at = models.DateTimeField(
        null=True, blank=True, default=timezone.now, editable=False, db_index=True
    )
    reviewed_on = models.DateField(
        "last reviewed",
        null=True,
        blank=True,
        help_text="When somebody last checked that this is still right.",
    )

    objects = PublishableQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = True
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state="published"), name="%(app_label)s_%(class)s_is_always_published"
            ),
        ]


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
