"""The editor in the back office: a text area, which a script makes easier to use."""

from typing import Any

from django import forms
from django.templatetags.static import static

EDITOR = "django_prose_editor/editor.js"


class RichTextWidget(forms.Textarea):
    """A text area that is edited with a toolbar; without scripts its marks can be typed.

    The script learns from it where the editor is: the name of a collected file holds a hash.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 8, "cols": 80, **(attrs or {}), "class": "rich-text"})

    @property
    def media(self) -> forms.Media:
        """Return the script and the style sheet; the library's own toolbar is not used."""
        script: Any = forms.Script("backoffice/rich_text.js", type="module")
        return forms.Media(css={"all": ["backoffice/rich_text.css"]}, js=[script])

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Return the attributes, with the address of the library."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-editor": static(EDITOR)}

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: the text area is hidden, so a browser could not show what is missing."""
        return False
