"""What a browser does with a form of the back office: read it, type, add a row, send it."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

Fields = dict[str, Any]


class FormReader(HTMLParser):
    """Collects what a browser would send if nobody typed anything."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self.open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        name = attributes.get("name") or ""
        if tag in {"textarea", "select"}:
            self.open = name
        if tag == "textarea":
            self.fields[name] = ""
        if tag == "input" and is_sent(attributes):
            without_value = "on" if attributes.get("type") == "checkbox" else ""
            self.fields.setdefault(name, []).append(attributes.get("value") or without_value)
        if tag == "option" and "selected" in attributes:
            self.fields.setdefault(self.open, []).append(attributes.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self.open and isinstance(self.fields.get(self.open), str):
            self.fields[self.open] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"textarea", "select"}:
            self.open = ""


def is_sent(attributes: dict[str, str | None]) -> bool:
    """Say whether a browser sends this input when the form is sent with its main button."""
    kind = attributes.get("type", "text")
    is_ticked = kind not in {"checkbox", "radio"} or "checked" in attributes
    return bool(attributes.get("name")) and is_ticked and kind not in {"submit", "search"}


def read_form(html: str) -> Fields:
    """Return the fields of the page's form as a browser holds them."""
    reader = FormReader()
    reader.feed(html)
    return {
        name: value
        for name, value in reader.fields.items()
        if name and "__prefix__" not in name and name not in {"csrfmiddlewaretoken", "action"}
    }


def open_form(client: Client, record: Model | type[Model]) -> Fields:
    """Open the page of a record, or the page that adds one, and return its fields."""
    response = client.get(address(record))
    assert response.status_code == 200
    return read_form(response.content.decode())


def save_form(client: Client, record: Model | type[Model], fields: Fields) -> Any:
    """Send the form with its "Save" button and return the response."""
    return client.post(address(record), fields | {"_save": "Save"})


def edit(client: Client, record: Model, **typed: Any) -> None:
    """Type into the form of the record and save it."""
    response = save_form(client, record, open_form(client, record) | typed)
    assert response.status_code == 302, response.context["errors"]


def publish(client: Client, record: Model, note: str = "") -> None:
    """Publish the record, or its draft, from its page for that; fails when that is refused."""
    response = move(client, record, "publish", note=note)
    assert response.status_code == 302, response.context["form"].errors


def move(client: Client, record: Model, name: str, **typed: Any) -> Any:
    """Press the button ``name`` on the page where a record is published; return the response.

    The form is sent as it stands on the page now, with what was ``typed``.
    """
    form = client.get(page_of(record, "publish")).context["form"]
    fields = {"seen_edition": form["seen_edition"].value(), "note": form["note"].value()}
    return client.post(page_of(record, "publish"), fields | typed | {"move": name})


def issue_notice(client: Client, meeting: Model, **typed: Any) -> Any:
    """Send the page on which a notice is issued, with every remark ticked; return the response."""
    address = page_of(meeting, "notice")
    form = client.get(address).context["form"]
    fields = {name: form[name].value() for name in ("kind", "seen_edition", "seen_number")}
    return client.post(address, fields | dict.fromkeys(form.codes, "on") | typed)


def page_of(record: Model, page: str) -> str:
    """Return where a page beside the record's form is: "publish", "compare", "history"."""
    return address(record).replace("/change/", f"/{page}/")


def add_row(fields: Fields, prefix: str, **typed: Any) -> Fields:
    """Return the fields with one more row under ``prefix``."""
    number = int(fields[f"{prefix}-TOTAL_FORMS"][0])
    row = {f"{prefix}-{number}-{name}": value for name, value in typed.items()}
    return fields | row | {f"{prefix}-TOTAL_FORMS": [str(number + 1)]}


def address(record: Model | type[Model]) -> str:
    """Return where the back office changes a record, or adds one of its kind."""
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}"
    if isinstance(record, type):
        return reverse(f"{name}_add")
    return reverse(f"{name}_change", args=[record.pk])


def list_address(model: type[Model]) -> str:
    """Return where the back office lists the records of a kind."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def found(client: Client, model: type[Model], question: str) -> list[Model]:
    """Return the records a list shows when it is asked what is missing."""
    response = client.get(list_address(model), {"missing": question})
    return list(response.context["cl"].result_list)


def queries_of_list(
    client: Client, model: type[Model], make: Callable[[], Any], *, rows: int
) -> int:
    """Make so many more rows of ``model``, open its list, and return how many queries it took."""
    for _ in range(rows):
        make()
    with CaptureQueriesContext(connection) as queries:
        client.get(list_address(model))
    return len(queries)
