"""A hundred times the content needs no more queries."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command

from tests.project.crawl import read_page
from tests.project.multiply import multiply_content

pytestmark = pytest.mark.django_db
PATHS = (
    "/", "/partnership/", "/partnership/members/", "/partnership/duties/", "/priorities/",
    "/priorities/2023-26/", "/priorities/2023-26/burglary/", "/plans/", "/plans/2023-26/",
    "/reports/", "/reports/2011-12/", "/subgroups/", "/measures/", "/measures/burglary/",
    "/snb/", "/snb/meetings/", "/snb/actions/", "/snb/meetings/example-past-open-meeting/",
    "/boards/", "/consultations/", "/glossary/", "/help/", "/changes/",
    "/sitemap.xml",
)  # fmt: skip


def test_pages_of_a_hundred_times_the_content_stay_within_their_queries():
    call_command("load_content", "barking_and_dagenham", with_examples=True, verbosity=0)
    multiply_content(100)
    portal = WSGIHandler()

    pages = list(map(lambda path: read_page(portal, path), PATHS))  # noqa: C417 - no branch

    assert {(page.path, page.status) for page in pages} == {(path, 200) for path in PATHS}
    assert max(page.queries for page in pages) <= 8
