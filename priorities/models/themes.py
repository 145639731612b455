"""What stays the same across plans."""

from typing import ClassVar

from django.db import models

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import Supporting
from partnership.models import Sensitive


class Theme(Sensitive, Supporting):
    """A lasting subject, such as burglary, that plans name in different words."""

    shown_on: ClassVar[str] = "priorities:measure_list"

    slug = models.SlugField(max_length=80, unique=True)
    name = LineField(unique=True)
    summary = ProseField(blank=True, help_text="What the theme covers, in a sentence.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(Supporting.Meta):
        ordering = ["order", "name", "pk"]

    def __str__(self) -> str:
        return self.name
