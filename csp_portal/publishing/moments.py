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
from csp_portal.publishing.models import ChangeNote, ContentVersion, publishable_models


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


@dataclass(frozen=True)
class LatestNote:
    """What was last said about a page: what changed on it, and when."""

    text: str
    noted_at: datetime


@dataclass(frozen=True)
class Site:
    """What every public page needs, read in one query; an empty portal has no identity."""

    identity: Identity | None = None
    stamp: str = ""
    note: LatestNote | None = None


def read_site(*, at: datetime, path: str) -> Site:
    """Return the partnership's identity, the content stamp, and the latest note on ``path``.

    The stamp is different whenever the public content may be: it holds the content version,
    the latest passed moment of each kind, and the local date, because "today" and "overdue"
    change at midnight. Without an identity row (an empty portal) the stamp is empty.
    """
    passed = {f"moment_{number}": moment.latest(at=at) for number, moment in enumerate(moments())}
    version = Subquery(ContentVersion.objects.values("token")[:1])
    note = {f"note_{name}": _of_latest_note(name, at=at, path=path) for name in NOTE_FIELDS}
    identity: Any = Identity.objects.annotate(content_version=version, **passed, **note).first()
    if identity is None:
        return Site()
    parts = [getattr(identity, name) for name in ("content_version", *passed)]
    text, noted_at = (getattr(identity, name) for name in note)
    latest = LatestNote(text, noted_at) if noted_at else None
    return Site(identity, f"{timezone.localdate(at)}|{parts}", latest)


NOTE_FIELDS = ("text", "noted_at")


def _of_latest_note(field: str, *, at: datetime, path: str) -> Subquery:
    # No stored address holds NUL, and PostgreSQL refuses to look for one.
    notes = ChangeNote.objects.filter(path=path.replace("\x00", ""), noted_at__lte=at)
    return Subquery(notes.order_by("-noted_at", "-id").values(field)[:1])
