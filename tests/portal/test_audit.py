"""The audit log is added to, read and taken along; never changed."""

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from csp_portal.accounts.models import User
from csp_portal.audit.models import Entry, Kind
from csp_portal.audit.rules import browser_name, guarded_cell, shortened_address
from csp_portal.audit.services import record_event
from tests.people import make_staff

EXPORT = "/admin/audit/entry/export/"


def make_entry(**fields: Any) -> Entry:
    defaults: dict[str, Any] = {"at": timezone.now(), "details": "Something"}
    return record_event(fields.pop("kind", Kind.SIGN_IN), **defaults | fields)


def make_entries(count: int) -> None:
    for number in range(count):
        make_entry(by=make_staff(f"ann{number}"))


def table(client: Client, query: str = "") -> list[list[str]]:
    """Return the rows of the exported table, without its headings."""
    response = client.get(f"{EXPORT}{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))[1:]


@pytest.mark.django_db
def test_entry_outlives_the_person_it_is_about() -> None:
    person = make_staff(first_name="Ann", last_name="Example")
    key = f"accounts.user:{person.pk}"
    make_entry(by=person, about=person)

    User.objects.all().delete()

    entry = Entry.objects.get()
    assert (entry.by_key, entry.by_name, entry.about_name) == (key, "Ann Example", "Ann Example")


@pytest.mark.django_db
def test_entries_are_never_updated() -> None:
    make_entry()

    with pytest.raises(TypeError, match="never changed"):
        Entry.objects.update(details="Something else")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("", ""),
        ("unknown", ""),
    ],
    ids=["IPv4", "IPv6", "none", "nonsense"],
)
def test_address_is_kept_without_its_last_part(address: str, expected: str) -> None:
    assert shortened_address(address) == expected


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/131.0 Safari/537.36", "Chrome on Android"),
        ("curl/8.0", "Another browser"),
        ("", "Another browser"),
    ],
    ids=["Edge", "iPhone", "Android", "curl", "nothing"],
)
def test_browser_is_kept_by_family_and_system_only(agent: str, expected: str) -> None:
    assert browser_name(agent) == expected


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cell_that_looks_like_a_formula_is_guarded(start: str) -> None:
    assert guarded_cell(f"{start}1+1") == f"'{start}1+1"
    assert guarded_cell(f"1{start}1") == f"1{start}1"


def test_administrator_reads_and_filters_the_log(administrator: Client) -> None:
    make_entry(details="Kept apart")
    make_entry(kind=Kind.INVITED, details="Roles: none")

    page = administrator.get("/admin/audit/entry/?kind__exact=invited")

    assertContains(page, "Roles: none")
    assertNotContains(page, "Kept apart")


def test_nobody_adds_changes_or_deletes_an_entry(admin_client: Client) -> None:
    entry = make_entry()

    added = admin_client.get("/admin/audit/entry/add/")
    deleted = admin_client.get(f"/admin/audit/entry/{entry.pk}/delete/")
    changed = admin_client.post(f"/admin/audit/entry/{entry.pk}/change/", {"details": "Other"})
    admin_client.post(
        "/admin/audit/entry/", {"action": "delete_selected", "_selected_action": [entry.pk]}
    )

    assert (added.status_code, deleted.status_code) == (403, 403)
    assert changed.status_code == 403
    assert Entry.objects.get(pk=entry.pk).details == "Something"


def test_table_that_is_asked_for_in_words_unknown_leads_back_to_the_list(
    administrator: Client,
) -> None:
    response = administrator.get("/admin/audit/entry/export/?id=abc")

    assert response.headers["Location"] == "/admin/audit/entry/?e=1"


@pytest.mark.parametrize("fixture", ["officer", "secretary", "approver"])
def test_others_read_no_entry(request: pytest.FixtureRequest, fixture: str) -> None:
    client = request.getfixturevalue(fixture)
    entry = make_entry()

    assert client.get("/admin/audit/entry/").status_code == 403
    assert client.get(f"/admin/audit/entry/{entry.pk}/change/").status_code == 403
    assert client.get(EXPORT).status_code == 403


def test_table_holds_what_the_list_shows_and_is_guarded(administrator: Client) -> None:
    make_entry(details="=1+1", at=datetime(2026, 11, 1, 12, 0, tzinfo=UTC))
    make_entry(kind=Kind.INVITED)

    [row] = table(administrator, "?kind__exact=sign_in")

    assert row == ["2026-11-01 12:00:00", "Signed in", "", "", "'=1+1", "", ""]


def test_taking_the_table_along_is_kept(administrator: Client) -> None:
    make_entry()

    table(administrator)

    entry = Entry.objects.get(kind="exported")
    assert (entry.by_name, entry.details) == ("administrator", "Audit log, 1 entries")


@pytest.mark.parametrize("count", [1, 3])
def test_log_costs_the_same_with_one_entry_and_with_three(
    admin_client: Client, django_assert_num_queries: Any, count: int
) -> None:
    make_entries(count)

    with django_assert_num_queries(8):
        admin_client.get("/admin/audit/entry/")
