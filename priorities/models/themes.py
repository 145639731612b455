"""What stays the same across plans."""

from django.db import models

from csp_portal.fields import LineField, ProseField
from partnership.models import Helpline


class Theme(models.Model):
    """A lasting subject, such as burglary, that plans name in different words."""

    slug = models.SlugField(max_length=80, unique=True)
    name = LineField(unique=True)
    summary = ProseField(blank=True, help_text="What the theme covers, in a sentence.")
    is_sensitive = models.BooleanField(
        "shows “Exit this page”",
        default=False,
        help_text="For subjects where somebody may be watching: domestic abuse, for example.",
    )
    helpline = models.ForeignKey(
        Helpline,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="themes",
        help_text="A number to show on every page about this theme.",
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
