"""Whatever is typed into a form of the back office, it is answered in words."""

from itertools import cycle
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from tests.back_office import Fields, FormReader, address

BAD_VALUES = ("\x00", "9" * 30, "NaN", "2027-02-30", "-1", "<b>'\"\x08 \u202e", "x" * 20_000)
COUNTS = "_FORMS"


def forms_that_add(client: Client) -> dict[str, Fields]:
    """Return the fields of each form that adds a record, with a new row wherever there can be."""
    pages = {address(model): client.get(address(model)) for model in admin.site._registry}
    return {
        url: with_a_row_in_each(page.content.decode())
        for url, page in pages.items()
        if page.status_code == 200
    }


def with_a_row_in_each(html: str) -> Fields:
    reader = FormReader()
    reader.feed(html)
    fields = {name.replace("__prefix__", "0"): value for name, value in reader.fields.items()}
    return {
        name: ["1"] if name.endswith("TOTAL_FORMS") else value
        for name, value in fields.items()
        if name
    }


def send(client: Client, url: str, fields: Fields) -> Any:
    return client.post(url, fields | {"_save": "Save"})


@pytest.mark.parametrize("first", [0, 3])
def test_bad_values_in_all_fields_are_answered_in_words(
    admin_client: Client, portal: object, first: int
) -> None:
    forms = forms_that_add(admin_client)
    bad = cycle(BAD_VALUES[first:])
    typed = {
        url: {name: value if name.endswith(COUNTS) else next(bad) for name, value in fields.items()}
        for url, fields in forms.items()
    }

    pages = {url: send(admin_client, url, fields) for url, fields in typed.items()}

    assert len(pages) > 20
    assert {page.status_code for page in pages.values()} == {200}
    assert [url for url, page in pages.items() if "errorlist" not in page.content.decode()] == []


def test_numbers_of_rows_that_cannot_be_are_answered_in_words(
    admin_client: Client, portal: object
) -> None:
    forms = forms_that_add(admin_client)
    typed = {
        url: {name: "x" if name.endswith(COUNTS) else value for name, value in fields.items()}
        for url, fields in forms.items()
    }

    pages = [send(admin_client, url, fields) for url, fields in typed.items()]

    assert {page.status_code for page in pages} == {200}
