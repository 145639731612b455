"""The form of every public record in the back office, and of rows that point to one."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget

from csp_portal.editing.forms import EditionForm
from csp_portal.fields import no_control_characters
from csp_portal.publishing.models import State
from csp_portal.publishing.references import reference_kinds

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm


class PublishableForm(EditionForm):
    """A form with the record's state and a word for residents about what changed."""

    note = forms.CharField(
        label="What changed, for the public",
        required=False,
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        validators=[no_control_characters],
        help_text="One or two plain sentences for the page “What changed”. May be left empty.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields.get("state")
        if isinstance(state, forms.ChoiceField):
            # What residents have seen is withdrawn, never made a draft again.
            other = State.WITHDRAWN if self.instance.published_at else State.DRAFT
            state.choices = [(one.value, one.label) for one in (other, State.PUBLISHED)]


class ReferenceForm(ModelForm):
    """A row that may point to another record of the portal, of a kind the portal knows."""

    reference_kind = forms.ChoiceField(label="Kind of record", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A stored kind that nobody registers any more must not be lost by saving.
        kinds = sorted({*reference_kinds(), self.instance.reference_kind} - {""})
        kind: Any = self.fields["reference_kind"]
        kind.choices = [("", "None on this portal"), *((kind, kind) for kind in kinds)]
