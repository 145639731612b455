"""Where a fact comes from, and the base of every record that states facts."""

from django.db import models

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import Publishable, Supporting
from partnership.rules import day_or_words

DATE_NOT_GIVEN = "date not given"


class Source(Supporting):
    """A document or page that facts come from, with its date and licence."""

    slug = models.SlugField(max_length=80, unique=True)
    title = LineField(help_text="The document's name, as a resident would ask for it.")
    publisher = LineField(help_text="Who published it.")
    reference = LineField(
        blank=True, help_text="A file name, item number or page, to find it again."
    )
    url = models.URLField("web address", blank=True, max_length=400)
    dated_on = models.DateField(null=True, blank=True, help_text="The date on the document.")
    date_text = LineField(
        blank=True,
        max_length=80,
        help_text="If the exact day is not known: “December 2016”, or “date not given”.",
    )
    checked_on = models.DateField(null=True, blank=True, help_text="When we last looked at it.")
    licence = LineField(blank=True, help_text="Such as “Open Government Licence v3.0”.")
    note = ProseField(blank=True, help_text="What a reader must know before trusting it.")

    class Meta(Supporting.Meta):
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def name_and_publisher(self) -> str:
        """The document's name and who published it."""
        return f"{self.title}, {self.publisher}"

    @property
    def date_in_words(self) -> str:
        """The date on the document, or what is known of it, or that it is not given."""
        return day_or_words(self.dated_on, self.date_text or DATE_NOT_GIVEN)


class Sourced(Publishable):
    """A publishable record that says where it comes from."""

    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The document or page this comes from.",
    )

    class Meta(Publishable.Meta):
        abstract = True
