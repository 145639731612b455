"""Forms of the meetings' pages."""

from collections.abc import Sequence
from typing import Any

from django import forms

from csp_portal.form_pack.layout import filter_helper
from snb.models import MeetingAccess


class MeetingFilterForm(forms.Form):
    """Narrows a list of meetings to a year and to those one may come to."""

    use_required_attribute = False
    helper = filter_helper("Show meetings")

    access = forms.ChoiceField(
        label="Who may come",
        required=False,
        choices=[
            ("", "All meetings"),
            (MeetingAccess.OPEN, "Open to everyone"),
            (MeetingAccess.CLOSED, "Members only"),
        ],
    )

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "All years"), *((str(year), str(year)) for year in years)]
        self.fields["year"] = forms.ChoiceField(label="Year", required=False, choices=choices)
        self.order_fields(["year", "access"])

    @property
    def chosen_year(self) -> int | None:
        """The year asked for; None for all of them or for nonsense."""
        year = self.cleaned_data.get("year") if self.is_valid() else ""
        return int(year) if year else None

    @property
    def chosen_access(self) -> str:
        """Who may come to the meetings asked for; empty for all of them or for nonsense."""
        return self.cleaned_data.get("access", "") if self.is_valid() else ""


class ActionFilterForm(forms.Form):
    """Narrows the list of what was decided to what stands in one way."""

    use_required_attribute = False
    helper = filter_helper("Show actions")

    standing = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "All actions"),
            ("open", "Not done yet"),
            ("overdue", "Overdue"),
            ("done", "Done"),
        ],
    )

    @property
    def chosen_standing(self) -> str:
        """How the actions asked for stand; empty for all of them or for nonsense."""
        return self.cleaned_data.get("standing", "") if self.is_valid() else ""
