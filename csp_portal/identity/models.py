"""Who this partnership is: one row, so that no name is written in code or templates."""

from django.db import models

from csp_portal.fields import LineField, ProseField


class Brand(models.TextChoices):
    """The palettes the style sheet holds; each is checked for contrast in light and dark."""

    TEAL = "teal", "Teal"
    BLUE = "blue", "Blue"
    PURPLE = "purple", "Purple"
    GREEN = "green", "Green"
    BURGUNDY = "burgundy", "Burgundy"
    SLATE = "slate", "Slate"


class Identity(models.Model):
    """The partnership's name, area, contacts, colour and licence. There is one row, number 1."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = LineField(help_text="The partnership's full name, as shown at the top of every page.")
    short_name = LineField(
        help_text="A shorter name for narrow places, such as “Community Safety Partnership”."
    )
    area_name = LineField(help_text="The place it is for, as residents say it.")
    council_name = LineField(help_text="The council's full legal name.")
    police_name = LineField(help_text="The police force's name.")
    policing_body_name = LineField(
        help_text="Who oversees the police here: the commissioner, or the Mayor's office."
    )
    population = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many people live here, if known."
    )
    population_source = LineField(
        blank=True, help_text="Where the number comes from, with its year."
    )
    summary = ProseField(help_text="Two sentences for the home page: who we are and what we do.")
    about = ProseField(help_text="What the partnership is, in plain words.")
    law = ProseField(help_text="Which law set it up and what that law asks, in plain words.")
    how_it_decides = ProseField(help_text="How the partnership decides what to work on.")
    contact_email = models.EmailField(
        blank=True, help_text="Leave empty if not known: the pages then say so plainly."
    )
    contact_phone = LineField(blank=True, max_length=40)
    contact_url = models.URLField(blank=True, help_text="A page with a contact form.")
    report_to_police_url = models.URLField(blank=True, help_text="Where to report a crime online.")
    licence_name = LineField(default="Open Government Licence v3.0")
    licence_url = models.URLField(
        default="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    )
    brand = models.CharField(
        max_length=20,
        choices=Brand,
        default=Brand.TEAL,
        help_text="The colour of the header and buttons. Each is easy to read in light and dark.",
    )
    statement_prepared_on = models.DateField(
        null=True, blank=True, help_text="When the accessibility statement was first written."
    )
    statement_reviewed_on = models.DateField(
        null=True, blank=True, help_text="When the accessibility statement was last reviewed."
    )
    tested_on = models.DateField(
        null=True, blank=True, help_text="When the website was last tested for accessibility."
    )

    class Meta:
        verbose_name = "this partnership"
        verbose_name_plural = "this partnership"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="identity_is_one_row"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_contact(self) -> bool:
        """Whether residents can be told how to reach the partnership."""
        return bool(self.contact_email or self.contact_phone or self.contact_url)
