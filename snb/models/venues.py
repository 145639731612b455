"""Where boards meet."""

from django.db import models

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import Supporting


class Access(models.TextChoices):
    """What a venue offers; nothing is assumed."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


class Venue(Supporting):
    """A place where boards meet, with what people need to know to get in."""

    slug = models.SlugField(max_length=80, unique=True)
    name = LineField()
    address = ProseField(help_text="One line for each part of the address.")
    postcode = LineField(max_length=10, blank=True)
    step_free = models.CharField(
        "step-free way in", max_length=10, choices=Access, default=Access.UNKNOWN
    )
    accessible_toilet = models.CharField(max_length=10, choices=Access, default=Access.UNKNOWN)
    hearing_loop = models.CharField(max_length=10, choices=Access, default=Access.UNKNOWN)
    parking = models.CharField(
        "blue badge parking", max_length=10, choices=Access, default=Access.UNKNOWN
    )
    transport = LineField(blank=True, help_text="The nearest stops and stations.")
    access_note = ProseField(blank=True, help_text="Anything else people need to know to get in.")
    is_example = models.BooleanField("example", default=False, editable=False)

    class Meta(Supporting.Meta):
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
