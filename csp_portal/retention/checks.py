"""System check: no personal field without a rule, no rule for a field that is gone."""

from typing import Any

from django.apps import apps
from django.core import checks

from csp_portal.retention.fields import personal_fields
from csp_portal.retention.table import covered

HINT = "Add it to RULES, or with its reason to NOT_PERSONAL, in csp_portal/retention/table.py."


@checks.register("portal")
def check_retention(**_options: Any) -> list[checks.CheckMessage]:
    """Report personal fields that the table does not know."""
    return [
        checks.Error(
            f"{name} may be personal and has no retention rule.", hint=HINT, id="portal.E004"
        )
        for name in sorted(set(personal_fields()) - covered())
    ]


def unknown_lines() -> list[str]:
    """Return the lines of the table that name no field of any model."""
    fields = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
    }
    return sorted(covered() - fields)
