"""System checks over every publishable model."""

from typing import Any

from django.core import checks
from django.db import models

from csp_portal.publishing.models import Publishable, Supporting, publishable_models


@checks.register("portal")
def check_constraints(**_options: Any) -> list[checks.CheckMessage]:
    """Report publishable models that lost the constraints of the base class."""
    return [
        checks.Error(
            f"{model._meta.label} lost the shared publishing constraints.",
            hint="Write constraints = constraints(…) from csp_portal.publishing.models, or derive "
            "Meta from Supporting.Meta and add to its constraints.",
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


@checks.register("portal")
def check_protection(**_options: Any) -> list[checks.CheckMessage]:
    """Report foreign keys through which a supporting record could be deleted under its users."""
    return [
        checks.Error(
            f"{relation.field} names a supporting record and does not protect it.",
            hint="Write on_delete=models.PROTECT: what a record names is not deleted.",
            id="portal.E008",
        )
        for model in publishable_models()
        if model.is_supporting
        for relation in unprotected(model)
    ]


def has_shared_constraints(model: type[Publishable]) -> bool:
    """Whether the model still has the constraints of its base class."""
    base = Supporting if model.is_supporting else Publishable
    place = {"app_label": model._meta.app_label, "class": model._meta.model_name}
    wanted = {str(constraint.name) % place for constraint in base.Meta.constraints}
    return wanted <= {constraint.name for constraint in model._meta.constraints}


def unprotected(model: type[Publishable]) -> list[Any]:
    """Return the foreign keys to ``model`` whose rows would go, or forget it, with a record."""
    relations: Any = model._meta.get_fields(include_hidden=True)
    return [
        relation
        for relation in relations
        if relation.one_to_many
        and relation.auto_created
        and not relation.related_model._meta.auto_created
        and relation.on_delete is not models.PROTECT
    ]
