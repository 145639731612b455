"""What a person does with files of rows: download, edit in a spreadsheet, upload, store."""

import csv
import io
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

Rows = list[dict[str, str]]


def page_of(model: type[Model], page: str, *args: object) -> str:
    """Return the address of a page about files of ``model``."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def download(client: Client, model: type[Model], query: str = "") -> bytes:
    """Return the file that the list gives out."""
    response: Any = client.get(f"{page_of(model, 'download')}?{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows_of(raw: bytes) -> Rows:
    """Return the rows of a file by their headings, as a spreadsheet shows them."""
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def file_of(rows: Rows, *, delimiter: str = ",") -> bytes:
    """Return rows as a spreadsheet saves them."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def upload(client: Client, model: type[Model], raw: bytes) -> Any:
    """Send a file and return the page that follows: what was found, or the form again."""
    file = SimpleUploadedFile("rows.csv", raw, content_type="text/csv")
    return client.post(page_of(model, "upload"), {"file": file}, follow=True)


def counts_of(page: Any) -> dict[str, int]:
    """Return how many rows of each sort the page tells of."""
    counts: dict[str, int] = page.context["upload"].counts
    return counts


def faults_of(page: Any) -> list[list[str]]:
    """Return what is wrong, as heading and message."""
    rows = page.context["upload"].found["rows"]
    return [fault for row in rows for fault in row["faults"]]


def fault_of_form(page: Any) -> str:
    """Return why the file as a whole was not taken."""
    return " ".join(page.context["form"].errors.get("file", []))


def press(client: Client, page: Any) -> Any:
    """Press the button that stores the file, on the page that shows what it would do."""
    upload = page.context["upload"]
    path = page.request["PATH_INFO"]
    return client.post(path, {"seen": upload.mark}, follow=True)


def edited(raw: bytes, edit: Callable[[dict[str, str]], dict[str, str]]) -> bytes:
    """Return the file with each row edited."""
    return file_of([row | edit(row) for row in rows_of(raw)])
