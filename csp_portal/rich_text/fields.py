"""The model field and the form field of a rich text."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from csp_portal.fields import BaseTextField, no_control_characters
from csp_portal.rich_text.allowed import refused_addresses
from csp_portal.rich_text.cleaning import clean
from csp_portal.rich_text.widgets import RichTextWidget
from csp_portal.rich_text.words import readable_text

REFUSED = (
    "The link to “{address}” cannot be used. A link begins with https://, mailto: or tel:, or "
    "with a slash for a page of this portal."
)


def links_are_allowed(text: str) -> None:
    """Raise ValidationError for a link that would silently be lost."""
    for address in refused_addresses(text):
        raise ValidationError(REFUSED.format(address=address[:100]), code="refused_link")


VALIDATORS: list[Callable[[Any], None]] = [no_control_characters, links_are_allowed]


class RichTextFormField(forms.CharField):
    """A text with headings, lists, links and tables; a text that says the same is no change."""

    widget = RichTextWidget
    default_validators = VALIDATORS

    def clean(self, value: Any) -> str:
        """Return the text in the form in which it is stored; an empty one counts as nothing."""
        typed = super().clean(value)
        cleaned = clean(typed)
        if self.required and not cleaned:
            raise ValidationError(self.error_messages["required"], code="required")
        return cleaned

    def readable(self, value: str) -> str:
        """Return a stored text as a person reads it, where two versions are compared."""
        return readable_text(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether what was typed says anything else than what is stored."""
        return not self.disabled and clean(initial or "") != clean(data or "")


class RichTextField(BaseTextField):
    """A text with headings, bold, lists, links and tables, given as HTML or as plain text.

    Whatever way it comes in, only what is allowed is stored, in one form. Migrations know it
    as a TextField.
    """

    default_validators = VALIDATORS

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        """Return the checked text in the form in which it is stored."""
        return clean(super().clean(value, model_instance))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return the text to be stored, and leave it on the record as well."""
        value = self._stored(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Return the text as it is stored, also for what passes by the record's own save."""
        return super().get_db_prep_save(self._stored(value), connection)

    def _stored(self, value: Any) -> Any:
        return clean(value) if isinstance(value, str) else value

    def deconstruct(self) -> Any:
        """Let migrations hold a plain TextField, which outlives this class."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Return the form field; a text area that is given lends its rows to the editor."""
        given = kwargs.pop("widget", None)
        attributes = dict(given.attrs) if isinstance(given, forms.Widget) else {}
        widget = given if isinstance(given, RichTextWidget) else RichTextWidget(attrs=attributes)
        return super().formfield(**{"form_class": RichTextFormField, **kwargs, "widget": widget})
