"""What a visitor may choose on the pages about priorities and measures."""

from collections.abc import Iterable

from django import forms

from csp_portal.form_pack.layout import filter_helper
from priorities.models import Plan, Theme


class CompareForm(forms.Form):
    """The plan to compare with."""

    use_required_attribute = False
    helper = filter_helper("Compare")

    compare_with = forms.ChoiceField(label="Compare with", required=False)

    def __init__(self, *args: object, plans: Iterable[Plan], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["compare_with"].choices = [  # type: ignore[attr-defined]
            (plan.slug, f"{plan.title} ({plan.period_text})") for plan in plans
        ]

    def chosen(self) -> str:
        """Return the slug of the chosen plan, or nothing."""
        return str(self.cleaned_data["compare_with"]) if self.is_valid() else ""


class ThemeForm(forms.Form):
    """The theme whose measures to show."""

    use_required_attribute = False
    helper = filter_helper("Show")

    theme = forms.ChoiceField(label="Theme", required=False)

    def __init__(self, *args: object, themes: Iterable[Theme], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["theme"].choices = [  # type: ignore[attr-defined]
            ("", "All themes"),
            *((theme.slug, theme.name) for theme in themes),
        ]

    def chosen(self) -> str:
        """Return the slug of the chosen theme, or nothing for all of them."""
        return str(self.cleaned_data["theme"]) if self.is_valid() else ""
