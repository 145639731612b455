"""Independent checkers walk the running portal and find nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
CHECKS = Path(__file__).resolve().parents[1] / "vendor"
# With the home page these have every part that takes the focus: menu, cards, form, tables,
# exit button.
WALKED = (
    "/priorities/2023-26/burglary/",
    "/measures/domestic-abuse-offences/",
    "/snb/meetings/",
    "/consultations/draft-plan-2023-26/",
)


# Walked even where a crawl takes only some pages of a kind: states that few pages have.
STATES = (
    "/snb/meetings/example-earlier-meeting/",
    "/snb/actions/?standing=overdue",
    "/boards/community-safety-partnership-board/meetings/example-postponed-meeting/",
)


def paths(*names: str) -> list[str]:
    """Return the options that name these pages."""
    return [option for name in names for option in ("--path", name)]


def check(name: str, address: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a checker against the portal; its report is shown when it finds a fault."""
    command = [sys.executable, str(CHECKS / name), address, *options]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)
    print(done.stdout[-6000:], done.stderr[-2000:])
    return done


def test_axe_finds_no_barrier_on_any_kind_of_page(portal_address):
    options = ("--max-pages", "60", "--per-kind", "2", "--widths", "320,1280", "--forms")

    done = check("a11y_crawl.py", f"{portal_address}/", *options, *paths(*STATES))

    assert done.returncode == 0


def test_every_page_is_valid_html_and_css(portal_address):
    options = ("--max-pages", "90", "--per-kind", "5", "--warnings-fail")

    done = check("html_crawl.py", f"{portal_address}/", *options, *paths(*STATES))

    assert done.returncode == 0


def test_no_link_title_or_heading_is_at_fault(portal_address):
    assert check("links_crawl.py", f"{portal_address}/").returncode == 0


def test_pages_work_by_keyboard_zoomed_and_without_script(portal_address):
    done = check("keyboard_walk.py", f"{portal_address}/", *paths(*WALKED))

    assert done.returncode == 0


def test_words_are_plain_enough_for_a_reading_age_of_twelve(portal_address):
    assert check("reading_check.py", f"{portal_address}/", "--max-pages", "200").returncode == 0


def test_accessibility_statement_says_what_the_law_asks(portal_address):
    assert check("statement_check.py", f"{portal_address}/").returncode == 0


def test_production_headers_score_at_least_150(production_address):
    options = ("--behind-proxy", "--min-score", "150", "--path", "/accounts/login/")

    assert check("headers_check.py", f"{production_address}/", *options).returncode == 0
