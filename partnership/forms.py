"""The form that narrows the duty register."""

from typing import Any

from django import forms

from csp_portal.form_pack.layout import filter_helper


class DutyFilterForm(forms.Form):
    """Narrows the register to the duties that stand in one way."""

    use_required_attribute = False
    helper = filter_helper("Show duties")

    standing = forms.ChoiceField(label="State", required=False)

    def __init__(self, *args: Any, standings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing: Any = self.fields["standing"]
        standing.choices = [("", "All duties"), *standings]

    @property
    def chosen_standing(self) -> str:
        """How the duties asked for stand; empty for all of them or for nonsense."""
        return self.cleaned_data.get("standing", "") if self.is_valid() else ""
