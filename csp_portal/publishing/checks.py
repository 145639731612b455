"""System checks over every publishable model."""

from typing import Any

from django.apps import apps
from django.core import checks

from csp_portal.publishing.models import Publishable


@checks.register("portal")
def check_publishable_models(**_options: Any) -> list[checks.CheckMessage]:
    """Report publishable models that lost what the base class promises."""
    models = [model for model in apps.get_models() if issubclass(model, Publishable)]
    return [fault for model in models for fault in _faults(model)]


def _faults(model: type[Publishable]) -> list[checks.CheckMessage]:
    faults: list[checks.CheckMessage] = []
    names = [constraint.name for constraint in model._meta.constraints]
    if not any(name.endswith("published_has_moment") for name in names):
        faults.append(
            checks.Error(
                f"{model._meta.label} lost the shared publishing constraints.",
                hint="Write constraints = constraints(…) from csp_portal.publishing.models.",
                id="portal.E006",
            )
        )
    if not hasattr(model._default_manager, "public"):
        faults.append(
            checks.Error(
                f"{model._meta.label}'s manager has no .public(at=…).",
                hint="Make its manager from a subclass of PublishableQuerySet.",
                id="portal.E001",
            )
        )
    return faults
