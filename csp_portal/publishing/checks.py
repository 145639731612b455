"""System checks over every publishable model."""

from typing import Any

from django.core import checks

from csp_portal.publishing.models import Publishable, publishable_models


@checks.register("portal")
def check_constraints(**_options: Any) -> list[checks.CheckMessage]:
    """Report publishable models that lost the constraints of the base class."""
    return [
        checks.Error(
            f"{model._meta.label} lost the shared publishing constraints.",
            hint="Write constraints = constraints(…) from csp_portal.publishing.models.",
            id="portal.E006",
        )
        for model in publishable_models()
        if not has_shared_constraints(model)
    ]


@checks.register("portal")
def check_managers(**_options: Any) -> list[checks.CheckMessage]:
    """Report publishable models that cannot be asked for what the public may see."""
    return [
        checks.Error(
            f"{model._meta.label}'s manager has no .public(at=…).",
            hint="Make its manager from a subclass of PublishableQuerySet.",
            id="portal.E001",
        )
        for model in publishable_models()
        if not hasattr(model._default_manager, "public")
    ]


def has_shared_constraints(model: type[Publishable]) -> bool:
    """Whether the model still has the constraint that a published record has its moment."""
    names = [constraint.name for constraint in model._meta.constraints]
    return f"{model._meta.app_label}_{model._meta.model_name}_published_has_moment" in names
