"""Which fields of which models may hold personal data: by their type and by their name."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import models

TELLING_NAME = re.compile(
    r"(^|_)(name|username|email|phone|mobile|address|postcode|ip|agent|browser|password|birth"
    r"|login|recipients?|sender|author|person|contact|signature|session|by)(_|$)"
)
TELLING_TYPES = (models.EmailField, models.GenericIPAddressField)


def personal_fields() -> Iterator[str]:
    """Yield ``app.model.field`` for each field that may tell something about somebody."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if may_be_personal(field):
                yield f"{model._meta.label_lower}.{field.name}"


def may_be_personal(field: models.Field) -> bool:  # type: ignore[type-arg]
    """Whether a field points to an account, or its type or name tells of a person."""
    if field.remote_field is not None:
        return bool(field.remote_field.model._meta.label == settings.AUTH_USER_MODEL)
    is_text = isinstance(field, (models.CharField, models.TextField, models.DateTimeField))
    is_telling = is_text and TELLING_NAME.search(field.name) is not None
    return is_telling or isinstance(field, TELLING_TYPES)
