"""A file between the moment it was looked at and the moment it is stored."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models

from csp_portal.fields import LineField

# A file that nobody stored, and the word on one that was stored, are forgotten after this.
KEPT_FOR = timedelta(days=7)


class Upload(models.Model):
    """One file of one person, with what storing it would do, or did.

    ``found`` holds the outcome of the latest look at the file: row by row before it is stored,
    record by record afterwards. The text itself is emptied once it is stored.
    """

    sheet = LineField(max_length=40)
    file_name = LineField()
    text = models.TextField(blank=True)
    found = models.JSONField(default=dict)
    # Two looks at a file with the same mark would do the same.
    mark = LineField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    stored_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each sort."""
        counts: Any = self.found.get("counts", {})
        return dict(counts)
