"""Meetings of the boards: when, where, who may come, and what came of them."""

import re
from datetime import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from csp_portal.fields import LineField, ProseField
from csp_portal.publishing.models import constraints
from csp_portal.rich_text.fields import RichTextField
from partnership.models import Board, BoardKind, Sourced
from snb.models.venues import Venue
from snb.querysets import CALLED_OFF, MeetingQuerySet, midnight

CLOSED_TITLE = "Closed meeting"
CLOSED_SLUG = re.compile(r"(?:[0-9]+-|example-|past-)*closed-meeting(?:-[0-9]+)?")

TELLING_SLUG = (
    "The address of a closed meeting is public. Write the date and “closed-meeting”, such as "
    "2026-03-04-closed-meeting."
)
KNOWN_SLUG = (
    "Residents know the address of this meeting, and it tells more than its date. Withdraw it, "
    "and add a closed meeting instead."
)

NO_DAY = (
    "Give the day and time. If the day is not known, write the date in words and the year to list "
    "the meeting under."
)
DAY_IS_KNOWN = "Leave the date in words and its year empty: the day and time are given."
ENDS_TOO_SOON = "The meeting must end after it starts."

NOT_SAID_WHERE = "Choose the meeting that agreed the minutes."
NOT_AGREED = "Leave this empty, or set the minutes to “Agreed”."
NOT_LATER = "Choose a later meeting of the same board: a meeting cannot agree minutes before it."


def refuse_if(is_wrong: bool, **messages: str) -> None:
    """Raise ValidationError with each message beside its field when something is wrong."""
    if is_wrong:
        raise ValidationError(dict(messages))


class MeetingKind(models.TextChoices):
    """What sort of meeting it is."""

    ORDINARY = "ordinary", "Ordinary meeting"
    ANNUAL = "annual", "Annual meeting"
    SPECIAL = "special", "Special meeting"
    WORKSHOP = "workshop", "Workshop"


class MeetingAccess(models.TextChoices):
    """Who may come. Of a closed meeting the public sees only the date and whether it was held."""

    OPEN = "open", "Open to everyone"
    CLOSED = "closed", "Closed: members only"
    NOT_STATED = "not_stated", "Our sources do not say"


class MeetingState(models.TextChoices):
    """Where the meeting itself stands."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"
    POSTPONED = "postponed", "Postponed"


class MinutesState(models.TextChoices):
    """Which minutes residents may read."""

    NONE = "none", "Not published"
    DRAFT = "draft", "Draft: not yet agreed"
    AGREED = "agreed", "Agreed"


class Meeting(Sourced):
    """One meeting of a board.

    A meeting known only from a paper without a date has no ``starts_at``; it then says in
    words what is known of its date, and the year it is listed under.
    """

    visible_through: ClassVar[tuple[str, ...]] = ("board",)

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    slug = models.SlugField(
        max_length=120, help_text="The date and a few words: 2026-12-10-open-meeting."
    )
    title = LineField()
    kind = models.CharField(max_length=20, choices=MeetingKind, default=MeetingKind.ORDINARY)
    access = models.CharField("who may come", max_length=20, choices=MeetingAccess)
    state_of_meeting = models.CharField(
        "planned, held or called off",
        max_length=20,
        choices=MeetingState,
        default=MeetingState.PLANNED,
    )
    starts_at = models.DateTimeField("starts", null=True, blank=True, db_index=True)
    ends_at = models.DateTimeField("ends", null=True, blank=True, db_index=True)
    date_text = LineField(
        "date in words", blank=True, help_text="Only if the day is not known: what is known of it."
    )
    listed_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        # Years that calendars know: a list can be narrowed to this one.
        validators=[MinValueValidator(1900), MaxValueValidator(2199)],
        help_text="Only if the day is not known: the year to list it under.",
    )
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    online_link = models.URLField(blank=True, max_length=400)
    summary = ProseField(blank=True, help_text="What the meeting is about, in plain words.")
    how_to_take_part = RichTextField(
        blank=True, help_text="How to come and how to ask a question, in plain words."
    )
    questions_due_at = models.DateTimeField(
        "questions by",
        null=True,
        blank=True,
        help_text="Until when residents can send a question to be answered at the meeting.",
    )
    called_off_reason = ProseField(
        "why it was called off",
        blank=True,
        help_text="Only if it is cancelled or postponed. Residents read it.",
    )
    discussed = RichTextField(
        "what was discussed",
        blank=True,
        help_text="The short summary that stands above the minutes, in plain words.",
    )
    minutes_state = models.CharField(
        "minutes",
        max_length=10,
        choices=MinutesState,
        default=MinutesState.NONE,
        help_text="Minutes are a draft until a later meeting agrees them.",
    )
    minutes_agreed_at = models.ForeignKey(
        "self",
        verbose_name="agreed at the meeting of",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="minutes_agreed",
        help_text="The later meeting that agreed the minutes.",
    )
    public_present = models.PositiveSmallIntegerField(
        "members of the public present", null=True, blank=True, help_text="How many came."
    )
    is_example = models.BooleanField("example", default=False, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-listed_year", "slug", "pk"]
        constraints = constraints(
            models.UniqueConstraint(fields=["board", "slug"], name="meeting_slug_on_board"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=False, listed_year__isnull=True, date_text="")
                | (
                    Q(starts_at__isnull=True, ends_at__isnull=True, listed_year__isnull=False)
                    & ~Q(date_text="")
                ),
                name="meeting_has_date_or_says_what_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(minutes_agreed_at__isnull=True) | Q(minutes_state="agreed"),
                name="meeting_that_agreed_minutes_says_so",
            ),
            models.CheckConstraint(
                condition=Q(minutes_agreed_at__isnull=True) | ~Q(minutes_agreed_at=F("id")),
                name="meeting_does_not_agree_its_own_minutes",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        if self.board.kind == BoardKind.NEIGHBOURHOOD:
            return reverse("snb:meeting_detail", args=[self.slug])
        return reverse("snb:board_meeting_detail", args=[self.board.slug, self.slug])

    def clean(self) -> None:
        """Refuse what cannot be: no day, an address that tells too much, minutes agreed early."""
        super().clean()
        self._refuse_unclear_day()
        self._refuse_telling_address()
        self._refuse_minutes_agreed_elsewhere()

    def _refuse_unclear_day(self) -> None:
        """Say in words what the constraints on the day would say by their names."""
        is_in_words = bool(self.date_text or self.listed_year)
        is_unknown = self.starts_at is None
        refuse_if(is_unknown and not (self.date_text and self.listed_year), starts_at=NO_DAY)
        refuse_if(not is_unknown and is_in_words, date_text=DAY_IS_KNOWN)
        starts_at, ends_at = self.starts_at, self.ends_at
        is_in_order = ends_at is None or (starts_at is not None and ends_at > starts_at)
        refuse_if(not is_in_order, ends_at=ENDS_TOO_SOON)

    def _refuse_telling_address(self) -> None:
        """The words of an address that residents know cannot be typed again.

        So then the message stands beside who may come.
        """
        if not self.is_closed or CLOSED_SLUG.fullmatch(self.slug):
            return
        if self.published_at is None:
            raise ValidationError({"slug": TELLING_SLUG})
        raise ValidationError({"access": KNOWN_SLUG})

    def _refuse_minutes_agreed_elsewhere(self) -> None:
        is_agreed, other = self.minutes_state == MinutesState.AGREED, self.minutes_agreed_at
        refuse_if(is_agreed and other is None, minutes_agreed_at=NOT_SAID_WHERE)
        refuse_if(other is not None and not is_agreed, minutes_agreed_at=NOT_AGREED)
        could_agree = other is None or other.could_agree_minutes_of(self)
        refuse_if(not could_agree, minutes_agreed_at=NOT_LATER)

    def could_agree_minutes_of(self, meeting: "Meeting") -> bool:
        """Whether this is another meeting of the same board, held after ``meeting``.

        Where a day is not known, the year in which each is listed must do.
        """
        if self.board_id != meeting.board_id or self.pk == meeting.pk:
            return False
        if self.starts_at is None or meeting.starts_at is None:
            return self.year >= meeting.year
        return self.starts_at > meeting.starts_at

    @property
    def public_title(self) -> str:
        """Its title; of a closed meeting the public sees only that it is one, or an example."""
        if not self.is_closed:
            return self.title
        return f"Example: {CLOSED_TITLE.lower()}" if self.is_example else CLOSED_TITLE

    @property
    def is_closed(self) -> bool:
        """Whether the public sees only the date and whether it was held."""
        return self.access == MeetingAccess.CLOSED

    @property
    def is_open_to_public(self) -> bool:
        """Whether residents may come."""
        return self.access == MeetingAccess.OPEN

    @property
    def is_called_off(self) -> bool:
        """Whether it will not be held at its time."""
        return self.state_of_meeting in CALLED_OFF

    @property
    def has_minutes(self) -> bool:
        """Whether residents may read minutes of it, as a draft or agreed."""
        return self.minutes_state != MinutesState.NONE

    @property
    def year(self) -> int:
        """The calendar year, in local time, that the meeting is listed under."""
        if self.starts_at is None:
            return self.listed_year or 0
        return timezone.localtime(self.starts_at).year

    def is_over(self, *, at: datetime) -> bool:
        """Whether the meeting has ended at the moment ``at``; one without a date has.

        The same rule as ``.past()``: a meeting without an end lasts all its day.
        """
        if self.ends_at is None:
            return self.starts_at is None or self.starts_at < midnight(at)
        return self.ends_at <= at
