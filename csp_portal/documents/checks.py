"""A system check over every kind of record that names documents."""

from typing import Any

from django.core import checks

from csp_portal.documents.uses import uses


@checks.register("portal")
def check_uses(**_options: Any) -> list[checks.CheckMessage]:
    """Report records that name documents and cannot say which of them the public may see."""
    return [
        checks.Error(
            f"{use.model._meta.label} names documents, but cannot decide who sees them.",
            hint="Give its manager .public(at=…) and the model a get_absolute_url().",
            id="portal.E007",
        )
        for use in uses()
        if not can_decide(use.model)
    ]


def can_decide(model: Any) -> bool:
    """Whether a kind of record knows what the public may see, and has a page to show it on."""
    return hasattr(model._default_manager, "public") and hasattr(model, "get_absolute_url")
