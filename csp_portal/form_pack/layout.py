"""What a form's layout is made of, and the two kinds of form the portal has."""

from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_field
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class SubmitButton:
    """The button that sends the form; with a name, the form learns that it was this one."""

    text: str
    name: str = ""
    value: str = ""
    is_secondary: bool = False
    is_pressed_once: bool = False

    def render(self, _form: BaseForm, _context: Context, **_options: Any) -> SafeString:
        """Return the button; crispy-forms calls this for each object of a layout."""
        return render_to_string("portal/layout/button.html", {"button": self})


class Fieldset:
    """Fields under one legend."""

    def __init__(self, legend: str, *fields: Any, legend_size: str = "m") -> None:
        self.legend = legend
        self.legend_size = legend_size
        self.fields = fields

    def render(
        self, form: BaseForm, context: Context, template_pack: str = "portal", **_options: Any
    ) -> SafeString:
        """Return the fieldset with its fields; crispy-forms calls this."""
        content = SafeString(
            "".join(
                render_field(field, form, context, template_pack=template_pack)
                for field in self.fields
            )
        )
        return render_to_string(
            "portal/layout/fieldset.html",
            {"legend": self.legend, "legend_size": self.legend_size, "content": content},
        )


def submit_helper(button_text: str) -> FormHelper:
    """Return the helper of a form that sends something: one button, which acts only once."""
    helper = FormHelper()
    helper.attrs = {"novalidate": True}
    helper.include_media = False
    helper.add_input(SubmitButton(button_text, is_pressed_once=True))
    return helper


def filter_helper(button_text: str) -> FormHelper:
    """Return the helper of a form that only narrows what a page shows: GET, no token."""
    helper = FormHelper()
    helper.form_method = "get"
    helper.disable_csrf = True
    helper.attrs = {"novalidate": True}
    helper.form_class = "portal-filter__form"
    helper.include_media = False
    helper.add_input(SubmitButton(button_text, is_secondary=True))
    return helper
