"""Builds Django fields from the options of govuk-frontend's examples, and reads markup."""

import json
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms

from csp_portal.form_pack.dates import DayMonthYearField

FOLDER = Path(__file__).parent / "govuk_fixtures"
Options = dict[str, Any]

# Django's own ways of naming the same thing, and govuk-frontend's.
SAME_NAMES = (("_helptext", "-hint"), ("_error", "-error"))
ITEM_NAMES = (("_0", ""), ("_1", "-2"), ("_2", "-3"))
DATE_NAMES = (("_0", "-day"), ("_1", "-month"), ("_2", "-year"))
# Attributes Django adds to tell the browser more.
FIELDSET = '<fieldset class="govuk-fieldset"'
MORE_THAN_ASKED = {"aria-invalid"}


def cases(*components: str) -> list[tuple[str, str]]:
    """Return (component, name) of every example kept for ``components``."""
    return [(component, case["name"]) for component in components for case in _read(component)]


def example(component: str, name: str) -> Options:
    """Return one example: its options and its html."""
    return next(case for case in _read(component) if case["name"] == name)


def rendered(component: str, options: Options) -> str:
    """Return our markup for the field the example describes."""
    name = options.get("id") or options["name"]
    field = BUILDERS[component](options)
    field.required = False
    field.label = (options.get("label") or options["fieldset"]["legend"])["text"]
    field.help_text = options.get("hint", {}).get("text", "")
    form = type("ExampleForm", (forms.Form,), {name: field})(_data(options), auto_id="%s")
    if "errorMessage" in options:
        form.add_error(name, options["errorMessage"]["text"])
    return as_crispy_field(form[name])


def elements(html: str, *, replace: tuple[tuple[str, str], ...] = ()) -> list[Any]:
    """Return tags, attributes and words of ``html`` without regard to spaces and order."""
    reader = _Reader(replace)
    reader.feed(html)
    return reader.found


def expected(case: Options) -> list[Any]:
    """Return the elements of an example; a field is named after its id, as Django does."""
    options = case["options"]
    # A fieldset is a group already: the HTML checker warns of saying so twice.
    html = case["html"].replace('<fieldset class="govuk-fieldset" role="group"', FIELDSET)
    if "id" in options and "name" in options:
        html = html.replace(f'name="{options["name"]}"', f'name="{options["id"]}"')
    return elements(re.sub(r'name="(day|month|year)"', rf'name="{options.get("id")}_\1"', html))


class _Reader(HTMLParser):
    def __init__(self, replace: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.replace = replace
        self.found: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {key: self._value(key, value) for key, value in attrs if key not in MORE_THAN_ASKED}
        self.found.append((tag, kept))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.found += [" ".join(data.split())] if data.strip() else []

    def _value(self, key: str, value: str | None) -> Any:
        if key == "class":
            return sorted((value or "").split())
        if key in {"id", "for", "aria-describedby"}:
            for ours, theirs in self.replace:
                value = re.sub(rf"{ours}\b", theirs, value or "")
        return value or ""


def _read(component: str) -> list[Options]:
    return json.loads((FOLDER / f"{component}.json").read_text())["fixtures"]


def _data(options: Options) -> Options | None:
    chosen = [item["value"] for item in options.get("items", []) if item.get("checked")]
    bound = {options.get("name", ""): chosen[0]} if chosen else {}
    return bound if "errorMessage" in options else None


def _choices(options: Options) -> list[tuple[str, str]]:
    return [(str(item["value"]), item["text"]) for item in options.get("items", [])]


def _text(options: Options) -> forms.Field:
    widget = forms.TextInput(attrs={"class": options.get("classes", "")})
    return forms.CharField(widget=widget)


def _date(options: Options) -> forms.Field:
    values = options.get("values")
    return DayMonthYearField(
        initial=date(values["year"], values["month"], values["day"]) if values else None
    )


BUILDERS: dict[str, Callable[[Options], forms.Field]] = {
    "input": _text,
    "textarea": lambda options: forms.CharField(widget=forms.Textarea),
    "select": lambda options: forms.ChoiceField(choices=_choices(options)),
    "radios": lambda options: forms.ChoiceField(
        choices=_choices(options), widget=forms.RadioSelect
    ),
    "checkboxes": lambda options: forms.MultipleChoiceField(
        choices=_choices(options), widget=forms.CheckboxSelectMultiple
    ),
    "date-input": _date,
    "file-upload": lambda options: forms.FileField(),
}
