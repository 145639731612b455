"""The desk costs the same however much there is to do."""

from typing import Any

import pytest
from django.test import Client

from csp_portal.roles import APPROVER, OFFICER, SECRETARY
from tests.conftest import signed_in
from tests.desk import make_work, section

# Six are the session, the person, their rights, the worker's sign of life and the name at the
# top of the page; an officer's tasks ask twice whether there is an identity. The desk takes two.
# Whoever keeps boards or meetings is asked for the roles, which may hold them to some rows, and
# is shown what the boards promise, which takes two more.
COSTS = [(OFFICER, 13), (SECRETARY, 11), (APPROVER, 9)]


@pytest.mark.django_db
@pytest.mark.parametrize("records", [1, 3, 300], ids=["one", "three", "hundreds"])
@pytest.mark.parametrize(("role", "queries"), COSTS, ids=["officer", "secretary", "approver"])
def test_desk_takes_the_same_queries(
    role: str, queries: int, records: int, django_assert_num_queries: Any
) -> None:
    client = signed_in(role)
    make_work(records)
    # The first page of a process also asks SQLite whether it knows JSON.
    client.get("/admin/")

    with django_assert_num_queries(queries):
        page = client.get("/admin/")

    assert page.status_code == 200


def test_hundreds_of_records_are_counted_and_five_of_each_shown(officer: Client) -> None:
    make_work(300)

    sorts = section(officer, "due").sorts

    assert {300, 2703} <= {sort.total for sort in sorts}
    assert max(len(sort.lines) for sort in sorts) == 5
    assert section(officer, "waiting").total == 300
