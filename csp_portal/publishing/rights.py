"""Which public records a person may read and change: by role, and by the rows of the role."""

from typing import Any

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AbstractUser
from django.db.models import Q, QuerySet

from csp_portal.accounts.rows import limit_for
from csp_portal.publishing.models import Publishable, kind_of, publishable_models


def may_kind(person: AbstractUser, verb: str, model: type[Publishable]) -> bool:
    """Whether a role of the person has ``verb`` on records of this kind."""
    name = get_permission_codename(verb, model._meta)
    return person.has_perm(f"{model._meta.app_label}.{name}")


def may(person: AbstractUser, verb: str, record: Publishable) -> bool:
    """Whether the person may ``verb`` this very record."""
    model = type(record)
    limit = limit_for(person, model, verb=verb)
    is_within = limit is None or model._default_manager.filter(limit, pk=record.pk).exists()
    return is_within and may_kind(person, verb, model)


def about_what_one_may_read(rows: QuerySet[Any], person: AbstractUser) -> QuerySet[Any]:
    """Narrow drafts, plans or events to those about records that the person may read."""
    seen = Q(pk__in=[])
    for model in publishable_models():
        if may_kind(person, "view", model):
            seen |= _about(model, person)
    return rows.filter(seen)


def _about(model: type[Publishable], person: AbstractUser) -> Q:
    limit = limit_for(person, model, verb="view")
    about = Q(kind=kind_of(model))
    if limit is None:
        return about
    return about & Q(record_id__in=model._default_manager.filter(limit).values("pk"))
