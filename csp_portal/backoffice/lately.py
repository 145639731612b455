"""What was changed in the back office lately, as far as a person may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest

from csp_portal.accounts.rows import limit_for

SHOWN = 10
DEEDS = {ADDITION: "added", CHANGE: "changed", DELETION: "deleted"}


@dataclass(frozen=True)
class Change:
    """Who did what to which record, and when; ``url`` is empty when the record is gone."""

    who: str
    deed: str
    kind: str
    record: str
    url: str
    at: datetime


def lately_changed(request: HttpRequest, *, site: AdminSite) -> list[Change]:
    """Return the latest changes of records that this person may see, the latest first."""
    return [_change(entry) for entry in _entries(request, site)]


def _entries(request: HttpRequest, site: AdminSite) -> Any:
    """Return the entries; none, not all, for somebody who may see nothing."""
    seen = Q(pk__in=[])
    for model, model_admin in site._registry.items():
        if model_admin.has_view_permission(request):
            seen |= _about(request, model, model_admin)
    deleted = LogEntry.objects.filter(
        content_type=OuterRef("content_type"),
        object_id=OuterRef("object_id"),
        action_flag=DELETION,
    )
    entries = LogEntry.objects.filter(seen).select_related("user", "content_type")
    return entries.annotate(is_gone=Exists(deleted)).order_by("-pk")[:SHOWN]


def _about(request: HttpRequest, model: Any, model_admin: Any) -> Q:
    """Return the condition that an entry is about a row that the person may see."""
    opts = model._meta
    about = Q(content_type__app_label=opts.app_label, content_type__model=opts.model_name)
    if limit_for(request.user, model, verb="view") is None:
        return about
    keys = model_admin.get_queryset(request).annotate(key=Cast("pk", TextField()))
    return about & Q(object_id__in=keys.order_by().values("key"))


def _change(entry: Any) -> Change:
    return Change(
        who=str(entry.user),
        deed=DEEDS[entry.action_flag],
        kind=entry.content_type.name,
        record=entry.object_repr,
        url="" if entry.is_gone else entry.get_admin_url() or "",
        at=entry.action_time,
    )
