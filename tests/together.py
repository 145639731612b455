"""Which tests run in one process, as they share something costly, and which begin: the longest.

The groups of pytest-xdist do nothing under this pytest, which no longer reads the name that
they change; so the tests are dealt out here.
"""

from typing import Any

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    # One portal, in which tests change what residents read.
    "tests/browser/test_officers_desk.py": "desks",
    "tests/browser/test_secretarys_desk.py": "desks",
    # One process makes the links of all invitations.
    "tests/browser/test_sign_in.py": "sign in",
    # Every outlet is read in every situation.
    "tests/portal/test_outlets.py": "outlets",
    # Every public page is read.
    "tests/project/test_no_borough_names.py": "crawl",
    "tests/project/test_public_pages.py": "crawl",
}
# What takes longest comes first: begun last, it would run on when all the rest is done.
LONGEST = (
    "tests/browser/test_officers_desk.py",
    "tests/browser/test_secretarys_desk.py",
    "tests/browser/test_checks.py",
    "tests/browser/test_sign_in.py",
    "tests/portal/test_outlets.py",
    "tests/project/",
    "tests/snb/test_outlets_agree.py",
)


def longest_first(items: list[Any]) -> None:
    """Put the tests that take longest before the others."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


class Together(LoadScopeScheduling):
    """Deals out tests one by one, and those of files that belong together to one process."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER.get(nodeid.partition("::")[0], nodeid)


def scheduling(config: Any, log: Any) -> Together:
    """Return what deals out the tests of this run."""
    return Together(config, log)
