"""Who to call, and what our words mean."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import constraints
from partnership.models.sources import Sourced
from partnership.querysets import GlossaryEntryQuerySet, HelplineQuerySet
from partnership.rules import as_dialled


class Helpline(Sourced):
    """A number that people can call, checked once a year."""

    shown_on: ClassVar[str] = "pages:help"

    slug = models.SlugField(max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    need = LineField(help_text="When to call it: “A crime is happening now”.")
    name = LineField(help_text="Whose number it is: “Police”.")
    number = LineField(max_length=20, help_text="As people read it: 0800 555 111.")
    note = LineField(blank=True, help_text="One short sentence: cost, hours, what happens.")
    is_emergency = models.BooleanField(default=False)
    is_on_every_page = models.BooleanField(
        default=False, help_text="Whether it stands in the strip at the top of every page."
    )
    checked_on = models.DateField(help_text="When the number was last checked.")

    objects = HelplineQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name", "pk"]
        constraints = constraints()

    def __str__(self) -> str:
        return f"{self.name}: {self.number}"

    @property
    def dial(self) -> str:
        """The number as a telephone dials it."""
        return as_dialled(self.number)


class Sensitive(models.Model):
    """A subject where somebody may be watching the reader, and who can help with it."""

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
        related_name="+",
        help_text="A number to show on every page about it.",
    )

    class Meta:
        abstract = True


class GlossaryEntry(Sourced):
    """A word or abbreviation and what it means here."""

    shown_on: ClassVar[str] = "pages:glossary"

    slug = models.SlugField(max_length=80, unique=True)
    term = LineField(unique=True)
    abbreviation = LineField(max_length=20, blank=True)
    meaning = ProseField()

    objects = GlossaryEntryQuerySet.as_manager()

    class Meta:
        ordering = ["term", "pk"]
        verbose_name_plural = "glossary entries"
        constraints = constraints()

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{reverse('pages:glossary')}#{self.slug}"
