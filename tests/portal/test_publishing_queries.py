"""The pages of a record ask no more of the database when its history grows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from csp_portal.publishing.drafts import keep_version
from csp_portal.publishing.snapshots import read
from tests.back_office import open_form, page_of, save_form
from tests.factories.priorities import make_priority

pytestmark = pytest.mark.django_db


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize("versions", [1, 3, 100], ids=["one", "three", "hundred"])
@pytest.mark.parametrize(
    ("page", "expected"),
    [("history", 13), ("compare", 18), ("publish", 54)],
    ids=["history", "compare", "publish"],
)
def test_page_of_a_record_takes_the_same_queries(
    officer: Client, page: str, expected: int, versions: int
) -> None:
    priority = make_priority(summary="Old.")
    save_form(officer, priority, open_form(officer, priority) | {"summary": "New."})
    data, now = read(priority), timezone.now()
    list(map(lambda _: keep_version(priority, data, by=None, at=now), range(versions)))  # noqa: C417

    assert queries_of(officer, page_of(priority, page)) == expected
