"""The forms with which a year's meetings are planned and an earlier meeting is copied."""

from calendar import day_name, month_name
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.utils import timezone

from csp_portal.dates.words import weekday_and_day
from csp_portal.editing.admin import is_in_a_possible_year
from csp_portal.publishing.forms import DayAndTime, LocalMoment
from snb.models import Meeting, MeetingAccess
from snb.rules.year import ORDINALS, Rule

if TYPE_CHECKING:
    BaseFormSet = forms.BaseFormSet["ProposalForm"]
else:
    BaseFormSet = forms.BaseFormSet

# The year that runs, and those that one may plan ahead.
YEARS_AHEAD = 3
LONGEST_MINUTES = 600
# One of each kind in every month.
MOST_PROPOSED = 24
EVENING = time(18, 30)
USUAL_MINUTES = 120
NO_MONTH = "Tick at least one month, here or for the other meetings."
OVER_MIDNIGHT = "It would last until after midnight. Write an earlier time or fewer minutes."
ACCESS_CHOICES = [
    (MeetingAccess.OPEN.value, MeetingAccess.OPEN.label),
    (MeetingAccess.CLOSED.value, MeetingAccess.CLOSED.label),
]
TITLES = {MeetingAccess.OPEN: "Open meeting", MeetingAccess.CLOSED: "Closed meeting"}


def chosen_record(
    records: Iterable[models.Model], *, label: str, none: str = "", help_text: str = ""
) -> forms.TypedChoiceField:
    """Return a field to choose one of a few records, which are loaded for it only once.

    ``none`` is the choice of no record; without it one must be chosen.
    """
    by_key = {str(record.pk): record for record in records}

    def found(key: str) -> models.Model:
        if key not in by_key:
            raise ValueError(key)
        return by_key[key]

    first = [("", none)] if none else []
    return forms.TypedChoiceField(
        label=label,
        choices=[*first, *((key, str(record)) for key, record in by_key.items())],
        coerce=found,
        empty_value=None,
        required=not none,
        help_text=help_text,
    )


def title_field() -> Any:
    """Return the field of a meeting's title, with what its column refuses."""
    field = Meeting._meta.get_field("title")
    return field.formfield(validators=field.validators)


def start_field(label: str) -> LocalMoment:
    """Return the field for the day and the time at which a meeting starts."""
    return LocalMoment(label=label, widget=DayAndTime, validators=[is_in_a_possible_year])


def minutes_field() -> forms.IntegerField:
    """Return the field that says how long a meeting lasts."""
    return forms.IntegerField(
        label="Minutes it lasts", min_value=1, max_value=LONGEST_MINUTES, initial=USUAL_MINUTES
    )


# --- The rules ---------------------------------------------------------------------------


class YearForm(forms.Form):
    """Which board, which year and where."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, boards: Iterable[Any], venues: Iterable[Any], this_year: int, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        years = range(this_year, this_year + YEARS_AHEAD + 1)
        self.fields["board"] = chosen_record(boards, label="Board")
        self.fields["year"] = forms.TypedChoiceField(
            label="Year", choices=[(year, year) for year in years], coerce=int
        )
        self.fields["venue"] = chosen_record(
            venues,
            label="Venue",
            none="Not known yet",
            help_text="For all of them. You can change it for each meeting.",
        )


class RuleForm(forms.Form):
    """When the meetings of one kind are: which weekday of which months, and at what time."""

    use_required_attribute = False

    ordinal = forms.TypedChoiceField(
        label="Which one of the month", choices=list(ORDINALS.items()), coerce=int, initial=2
    )
    weekday = forms.TypedChoiceField(
        label="Day of the week", choices=list(enumerate(day_name)), coerce=int, initial=1
    )
    months = forms.TypedMultipleChoiceField(
        label="Months",
        choices=[(month, month_name[month]) for month in range(1, 13)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts = forms.TimeField(
        label="Starts at",
        initial=EVENING,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args: Any, access: MeetingAccess, **more: Any) -> None:
        super().__init__(*args, **more | {"prefix": access.value})
        self.access = access
        self.fields["minutes"] = minutes_field()
        self.fields["title"] = title_field()
        self.fields["title"].initial = TITLES[access]

    def clean(self) -> None:
        """Refuse meetings that would end on the next day."""
        starts, minutes = self.cleaned_data.get("starts"), self.cleaned_data.get("minutes")
        if starts and minutes and starts.hour * 60 + starts.minute + minutes >= 24 * 60:
            self.add_error("minutes", OVER_MIDNIGHT)

    @property
    def legend(self) -> str:
        """What the rule is for."""
        return TITLES[self.access] + "s"

    @property
    def rule(self) -> Rule | None:
        """The rule that was typed; None without a month."""
        typed = self.cleaned_data
        if not typed["months"]:
            return None
        months = tuple(sorted(typed["months"]))
        return Rule(typed["ordinal"], typed["weekday"], months, typed["starts"], typed["minutes"])


# --- The meetings ------------------------------------------------------------------------


class ProposalForm(forms.Form):
    """One proposed meeting. ``seen`` holds the remarks that its reader has seen.

    A meeting that is not ticked is not looked at.
    """

    use_required_attribute = False

    is_included = forms.BooleanField(label="Add this one", required=False)
    starts_at = start_field("Day and time")
    access = forms.ChoiceField(label="Who may come", choices=ACCESS_CHOICES)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, venues: Sequence[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.remarks: list[str] = []
        self.fields["minutes"] = minutes_field()
        self.fields["title"] = title_field()
        self.fields["venue"] = chosen_record(venues, label="Venue", none="Not known yet")

    def clean(self) -> None:
        """Forget what is wrong with a meeting that is not wanted."""
        if not self.cleaned_data.get("is_included"):
            self.errors.clear()

    @property
    def is_wanted(self) -> bool:
        """Whether the meeting is ticked."""
        return bool(self.value_of("is_included"))

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """When the meeting starts and ends in local time; None where that cannot be read."""
        starts_at, minutes = self.value_of("starts_at"), self.value_of("minutes")
        if not starts_at or not minutes:
            return None
        return starts_at, starts_at + timedelta(minutes=minutes)

    @property
    def day_text(self) -> str:
        """The day with its weekday; empty where it cannot be read."""
        starts_at = self.value_of("starts_at")
        return weekday_and_day(timezone.localtime(starts_at)) if starts_at else ""

    def value_of(self, name: str) -> Any:
        """Return what was typed if it could be read, or what was proposed."""
        if not self.is_bound:
            return self.initial.get(name)
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def has_new_remarks(self) -> bool:
        """Whether something is remarked on the meeting that its reader has not seen."""
        seen = str(self["seen"].value() or "").splitlines()
        return self.is_wanted and not set(self.remarks) <= set(seen)

    def meeting(self) -> Meeting:
        """Return the meeting, not yet stored."""
        typed = self.cleaned_data
        ends_at = typed["starts_at"] + timedelta(minutes=typed["minutes"])
        fields = {name: typed[name] for name in ("title", "access", "starts_at", "venue")}
        return Meeting(**fields, ends_at=ends_at)


class ProposalFormSet(BaseFormSet):
    """The proposed meetings, of which at least one must be wanted."""

    def clean(self) -> None:
        """Refuse a page on which no meeting is ticked."""
        if not any(form.is_wanted for form in self.forms):
            raise forms.ValidationError("Tick at least one meeting.", code="none")


PROPOSALS: Any = forms.formset_factory(
    ProposalForm, formset=ProposalFormSet, extra=0, max_num=MOST_PROPOSED, validate_max=True
)


class CopyForm(forms.Form):
    """When the new meeting starts."""

    use_required_attribute = False

    starts_at = start_field("Day and time of the new meeting")


def next_year_to_plan(at: datetime) -> int:
    """Return the year that is planned at this moment: from September on, the next one."""
    today = timezone.localdate(at)
    return today.year + 1 if today.month >= 9 else today.year
