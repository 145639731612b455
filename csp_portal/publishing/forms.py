"""Forms of the back office about publishing, and of rows that point to a public record."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError

from csp_portal.editing.admin import is_in_a_possible_year
from csp_portal.fields import no_control_characters
from csp_portal.publishing.references import reference_kinds

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm


class DayAndTime(forms.SplitDateTimeWidget):
    """A day and a time, each in a box of its own that is named for it."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(
            attrs,
            date_attrs={"type": "date", "aria-label": "Day"},
            time_attrs={"type": "time", "aria-label": "Time"},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )


CLOCKS_CHANGE = (
    "The clocks change that night: this time does not exist, or comes twice. "
    "Choose a time before 1am or from 2am."
)


class LocalMoment(forms.SplitDateTimeField):
    """A day and a time as the clock on the wall shows it."""

    def compress(self, data_list: Any) -> Any:
        """Return the moment; say plainly when the clock shows it never or twice."""
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(CLOCKS_CHANGE, code=error.code) from error


class MoveForm(forms.Form):
    """What is said with a move: to the public, to colleagues, and for which time."""

    use_required_attribute = False

    note = forms.CharField(
        label="What changed, for the public",
        required=False,
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        validators=[no_control_characters],
        help_text="One or two plain sentences. Shown on the page and under “What changed”. "
        "May be left empty.",
    )
    comment = forms.CharField(
        label="Comment for colleagues",
        required=False,
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        validators=[no_control_characters],
        help_text="Only people who sign in see it. Needed when you return a draft.",
    )
    due_at = LocalMoment(
        label="When, if later",
        required=False,
        widget=DayAndTime,
        validators=[is_in_a_possible_year],
        help_text="A day and a time, for the button that says “at this time”.",
    )
    seen_edition = forms.IntegerField(widget=forms.HiddenInput)
    has_read_remarks = forms.BooleanField(
        label="I have read these remarks, and the text may be published as it is.",
        required=False,
    )


class ReferenceForm(ModelForm):
    """A row that may point to another record of the portal, of a kind the portal knows."""

    reference_kind = forms.ChoiceField(label="Kind of record", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A stored kind that nobody registers any more must not be lost by saving.
        kinds = sorted({*reference_kinds(), self.instance.reference_kind} - {""})
        kind: Any = self.fields["reference_kind"]
        kind.choices = [("", "None on this portal"), *((kind, kind) for kind in kinds)]
