"""The moments at which public pages change by themselves.

A record's publication and a meeting's start change what the public sees although nobody
saves anything. Each app registers the columns that hold such moments; the latest one that
has passed is part of every page's validator.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Subquery
from django.utils import timezone

from csp_portal.identity.models import Identity
from csp_portal.publishing.models import ContentVersion, publishable_models


@dataclass(frozen=True)
class Moment:
    """A column of a model that holds moments at which a page changes by itself."""

    label: str
    field: str

    def latest(self, *, at: datetime) -> Subquery:
        """Return a subquery for the latest such moment not after ``at``."""
        rows: models.QuerySet[Any] = apps.get_model(self.label)._default_manager.filter(
            **{f"{self.field}__lte": at}
        )
        return Subquery(rows.order_by(f"-{self.field}").values(self.field)[:1])


_registered: list[Moment] = []


def register_moment(label: str, *, field: str) -> None:
    """Make ``field`` of the model ``label`` part of every page's validator.

    Raises ValueError when the same column is registered twice.
    """
    moment = Moment(label, field)
    if moment in _registered:
        raise ValueError(f"{label}.{field} is registered already")
    _registered.append(moment)


def moments() -> list[Moment]:
    """Return every column that holds such moments: publications first, then the registered."""
    publications = [Moment(model._meta.label, "published_at") for model in publishable_models()]
    return publications + _registered


def read_site(*, at: datetime) -> tuple[Identity | None, str]:
    """Return the partnership's identity and the content stamp, in one query.

    The stamp is different whenever the public content may be: it holds the content version,
    the latest passed moment of each kind, and the local date, because "today" and "overdue"
    change at midnight. Without an identity row (an empty portal) the stamp is empty.
    """
    passed = {f"moment_{number}": moment.latest(at=at) for number, moment in enumerate(moments())}
    version = Subquery(ContentVersion.objects.values("token")[:1])
    identity = Identity.objects.annotate(content_version=version, **passed).first()
    if identity is None:
        return None, ""
    parts = [getattr(identity, name) for name in ("content_version", *passed)]
    return identity, f"{timezone.localdate(at)}|{parts}"
