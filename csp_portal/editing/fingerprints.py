"""A short text that differs whenever a stored record, or one of its rows, does."""

import hashlib
from collections.abc import Iterable

from django.core import serializers
from django.db import models


def fingerprint(records: Iterable[models.Model]) -> str:
    """Return the same text for the same stored values, many-to-many links included."""
    stored = serializers.serialize("json", records)
    return hashlib.sha256(stored.encode()).hexdigest()[:20]
