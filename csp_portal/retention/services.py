"""The table, applied: what has been kept long enough is deleted or blanked."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction

from csp_portal.audit.models import Kind
from csp_portal.audit.services import record_event
from csp_portal.retention.table import RULES, Rule, Then

# Gone within hours anyway: not worth a line in the log every day.
UNREMARKED = {"sessions.session", "accounts.cacheentry"}


def apply_rules(*, at: datetime) -> dict[str, int]:
    """Apply every rule as of the moment ``at``; return how many rows of each model it met."""
    counts: dict[str, int] = {}
    for rule in RULES:
        met = apply_rule(rule, at=at)
        if met:
            counts[rule.model] = counts.get(rule.model, 0) + met
    return counts


@transaction.atomic
def apply_rule(rule: Rule, *, at: datetime) -> int:
    """Apply one rule; return how many rows it met. The log keeps the number, not the names."""
    if rule.then is Then.KEEP:
        return 0
    rows = due_rows(rule, at=at)
    met = blank(rows, rule) if rule.then is Then.BLANK else delete(rows)
    if met and rule.model not in UNREMARKED:
        details = f"{rule.model}: {met} {rule.then.value}"
        record_event(Kind.FORGOTTEN, at=at, details=details)
    return met


def due_rows(rule: Rule, *, at: datetime) -> models.QuerySet[Any]:
    """Return the rows whose time is over."""
    rows: models.QuerySet[Any] = apps.get_model(rule.model)._default_manager.filter(**rule.where)
    if rule.since:
        rows = rows.filter(**{f"{rule.since}__lt": at - rule.keep_for})
    return rows


def delete(rows: models.QuerySet[Any]) -> int:
    """Delete the rows; return how many there were, without what went with them."""
    keys = list(rows.values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=keys).delete()
    return len(keys)


def blank(rows: models.QuerySet[Any], rule: Rule) -> int:
    """Blank the fields of the rows that are not blank yet; return how many there were."""
    met = 0
    for row in rows.select_for_update(of=("self",)):
        values = {name: blank_value(row, name) for name in rule.fields}
        if any(getattr(row, name) != value for name, value in values.items()):
            row._meta.model._default_manager.filter(pk=row.pk).update(**values)
            met += 1
    return met


def blank_value(row: models.Model, name: str) -> str | None:
    """Return what stands for nothing: NULL, the empty text, or a number where it is unique."""
    field: Any = row._meta.get_field(name)
    if field.unique:
        return f"forgotten-{row.pk}"
    return None if field.null else ""
