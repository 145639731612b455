"""The one place that says what the public may see."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from csp_portal.publishing.models import Publishable

    Record = TypeVar("Record", bound=Publishable)
else:
    Record = TypeVar("Record", bound=models.Model)


def public_condition(model: type["Publishable"], *, at: datetime, prefix: str = "") -> Q:
    """Return the condition under which rows of ``model`` are public at the moment ``at``.

    ``prefix`` is the path of relations from the queried model (``"plan__"``). The records
    named by the model's ``visible_through`` must be public as well; an empty one hides nothing.
    """
    condition = Q(**{f"{prefix}state": "published", f"{prefix}published_at__lte": at})
    for name in model.visible_through:
        field: Any = model._meta.get_field(name)
        parent = public_condition(field.related_model, at=at, prefix=f"{prefix}{name}__")
        condition &= (parent | Q(**{f"{prefix}{name}": None})) if field.null else parent
    return condition


class PublishableQuerySet(models.QuerySet[Record]):
    """Sentences about publishing that every public record understands."""

    def public(self, *, at: datetime) -> Self:
        """Return what the public may see at the moment ``at``."""
        return self.filter(public_condition(self.model, at=at))

    def drafts(self) -> Self:
        """Return what has never been shown to the public."""
        return self.filter(state="draft")

    def not_reviewed_since(self, on: date) -> Self:
        """Return records published before the day ``on`` that nobody has reviewed since."""
        midnight = timezone.make_aware(datetime.combine(on, time.min))
        stale = Q(reviewed_on__lt=on) | Q(reviewed_on=None, published_at__lt=midnight)
        return self.filter(stale, state="published")
