"""The boards, who has a seat on them, and who holds an office."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import constraints
from csp_portal.rich_text.fields import RichTextField
from partnership.models.bodies import PartnerBody
from partnership.models.sources import Source, Sourced
from partnership.querysets import BoardQuerySet, OfficeHolderQuerySet, SeatQuerySet

# Pages draw one mark for each promised meeting of a year.
MOST_MEETINGS = 52
MOST_DAYS_OF_NOTICE = 180


class BoardKind(models.TextChoices):
    """The two kinds of board; an installation has at most one of each."""

    PARTNERSHIP = "partnership", "Partnership board"
    NEIGHBOURHOOD = "neighbourhood", "Safer Neighbourhood Board"


class Board(Sourced):
    """A board with its aims and the meetings it promises each year."""

    slug = models.SlugField(max_length=80, unique=True)
    name = LineField()
    abbreviation = LineField(max_length=20, blank=True)
    kind = models.CharField(max_length=20, choices=BoardKind, unique=True)
    is_statutory = models.BooleanField(
        "required by law", default=False, help_text="Whether the law says this board must exist."
    )
    summary = ProseField(help_text="What the board is for, in two or three plain sentences.")
    history = RichTextField(blank=True, help_text="How it came about.")
    reports_to = LineField(blank=True, help_text="Whom it reports to.")
    open_meetings_per_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_MEETINGS)],
        help_text="How many open public meetings it promises each year.",
    )
    closed_meetings_per_year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MOST_MEETINGS)]
    )
    notice_days = models.PositiveSmallIntegerField(
        "clear days of notice",
        default=14,
        validators=[MaxValueValidator(MOST_DAYS_OF_NOTICE)],
        help_text="How many days before an open meeting residents are told of it, at the latest. "
        "The day of the notice and the day of the meeting do not count.",
    )
    contact_name = LineField(blank=True, help_text="An office or team, not a person.")
    contact_email = models.EmailField(blank=True, help_text="Leave empty if not known.")
    contact_phone = LineField(blank=True, max_length=40)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = constraints()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        if self.kind == BoardKind.NEIGHBOURHOOD:
            return reverse("snb:board")
        return reverse("snb:board_detail", args=[self.slug])

    @property
    def has_contact(self) -> bool:
        """Whether residents can be told how to reach the board."""
        return bool(self.contact_email or self.contact_phone)


class BoardAim(models.Model):
    """One of a board's aims."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="aims")
    order = models.PositiveSmallIntegerField(default=0)
    text = ProseField()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "order"], name="board_aim_order_is_unique"),
        ]

    def __str__(self) -> str:
        return self.text


class Seat(models.Model):
    """A place on a board: an organisation's, or one described in words."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="seats")
    body = models.ForeignKey(
        PartnerBody,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seats",
        help_text="The organisation, if the seat belongs to one.",
    )
    description = LineField(help_text="As the board names it: “Stop and Search Member”.")
    order = models.PositiveSmallIntegerField(default=0)
    held_from = models.DateField(null=True, blank=True)
    held_until = models.DateField(
        null=True, blank=True, help_text="The first day on which the seat was gone."
    )
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["order", "description", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "description"],
                condition=Q(held_until__isnull=True),
                name="seat_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(held_from__isnull=True)
                | Q(held_until__isnull=True)
                | Q(held_from__lt=F("held_until")),
                name="seat_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.description}"


class OfficeHolder(models.Model):
    """An elected or appointed person on a board, with the office and the term.

    Council officers are never named here: only people who hold a public office.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="office_holders")
    name = LineField()
    office = LineField(help_text="The office on this board: “Chair”, “Member”.")
    other_office = LineField(
        blank=True, help_text="An office held elsewhere, such as “Cabinet Member for …”."
    )
    held_from = models.DateField("term began on", null=True, blank=True)
    held_until = models.DateField("term ended on", null=True, blank=True)
    known_on = models.DateField(
        null=True, blank=True, help_text="The last day on which a source shows this to be true."
    )
    known_text = LineField(
        blank=True, help_text="In words: “in October and December 2022”, or “date not given”."
    )
    order = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfficeHolderQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "name", "office"], name="office_holder_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(held_from__isnull=True)
                | Q(held_until__isnull=True)
                | Q(held_from__lt=F("held_until")),
                name="office_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"
