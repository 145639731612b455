"""What the templates of the pack ask of a field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

# The first kind of widget that fits decides; the order matters, for one inherits another.
TEMPLATES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "portal/fields/checkboxes.html"),
    (forms.RadioSelect, "portal/fields/radios.html"),
    (forms.CheckboxInput, "portal/fields/checkbox.html"),
    (forms.MultiWidget, "portal/fields/date.html"),
    (forms.Widget, "portal/fields/control.html"),
)
BLOCKS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Widget, "govuk-input"),
)
DJANGO_ROWS = "10"
DATE_LABELS = (("Day", 2), ("Month", 2), ("Year", 4))


@dataclass(frozen=True)
class DateBox:
    """One of the three boxes of a date."""

    id: str
    name: str
    label: str
    width: int
    value: str | None


@dataclass(frozen=True)
class SummaryError:
    """One line of the list of errors; without an anchor it concerns the whole form."""

    text: str
    anchor: str


@register.filter
def field_template(field: BoundField) -> str:
    """Return the template that prints ``field``."""
    return _first_fitting(TEMPLATES, field)


@register.filter
def control(field: BoundField) -> SafeString:
    """Return the input, select or textarea of ``field`` with its classes."""
    block = _first_fitting(BLOCKS, field)
    own_class = field.field.widget.attrs.get("class", "")
    classes = [block, f"{block}--error" if field.errors else "", own_class]
    attributes: dict[str, Any] = {"class": " ".join(filter(None, classes))}
    if isinstance(field.field.widget, forms.Textarea):
        attributes |= {"rows": _rows(field), "cols": False}
    return field.as_widget(attrs=attributes)


@register.filter
def date_boxes(field: BoundField) -> list[DateBox]:
    """Return the three boxes of a date field."""
    attributes = {"id": field.auto_id}
    widget = field.field.widget
    context = widget.get_context(field.html_name, field.value(), attributes)["widget"]
    return [
        DateBox(part["attrs"]["id"], part["name"], label, width, part["value"])
        for part, (label, width) in zip(context["subwidgets"], DATE_LABELS, strict=True)
    ]


@register.filter
def first_id(field: BoundField) -> str:
    """Return the id of what can be filled in first, for links from the list of errors."""
    widget = field.field.widget
    if isinstance(widget, (forms.RadioSelect, forms.MultiWidget)):
        return f"{field.auto_id}_0"
    return str(field.id_for_label or field.auto_id)


@register.inclusion_tag("portal/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Print the list of everything wrong with ``form``; nothing when nothing is."""
    return {"errors": list(_summary_errors(form))}


def _summary_errors(form: forms.BaseForm) -> Iterator[SummaryError]:
    for text in form.non_field_errors():
        yield SummaryError(str(text), "")
    for field in form:
        if field.errors:
            yield SummaryError(str(field.errors[0]), first_id(field))


def _rows(field: BoundField) -> str:
    """Return the height asked for, or govuk-frontend's where only Django's default stands."""
    asked = str(field.field.widget.attrs["rows"])
    return "5" if asked == DJANGO_ROWS else asked


def _first_fitting(table: tuple[tuple[type[forms.Widget], str], ...], field: BoundField) -> str:
    widget = field.field.widget
    return next(value for kind, value in table if isinstance(widget, kind))
