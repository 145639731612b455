"""A notice that two people issue at the same moment, each in a session of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.background.processes import Portal, copy_database, running_portal


@pytest.fixture
def own_portal(tmp_path: Path, transactional_db: None) -> Iterator[Portal]:
    """A portal with an empty database, whose processes end with the test."""
    with running_portal(tmp_path, copy_database(tmp_path)) as portal:
        yield portal


def test_of_two_at_the_same_moment_one_issues_and_the_other_is_told_who_was_first(
    own_portal: Portal,
) -> None:
    own_portal.do("from tests.background.issuing import two_at_once; two_at_once()")

    assert sorted(own_portal.lines()) == [
        "200", "302", "first: False", "first: True", "notices: 1",
    ]  # fmt: skip
