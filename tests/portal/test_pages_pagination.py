import pytest
from django.test import RequestFactory

from csp_portal.pagination import paginate


def page_of(query, *, records=100):
    request = RequestFactory().get(f"/list/{query}")
    return paginate(request, range(records), per_page=10)


def test_short_list_needs_no_links():
    assert not page_of("", records=10).is_needed


def test_first_page_links_to_the_next_one_only():
    pagination = page_of("")

    assert pagination.previous_url == ""
    assert pagination.next_url == "/list/?page=2"


def test_link_to_the_first_page_is_the_plain_address():
    assert page_of("?page=2").previous_url == "/list/"


def test_links_keep_the_filter():
    assert page_of("?year=2026&page=2").next_url == "/list/?year=2026&page=3"
    assert page_of("?year=2026&page=2").previous_url == "/list/?year=2026"


def test_pages_far_away_are_left_out():
    _first, gap, *near, other_gap, _last = page_of("?page=5").page_links

    assert (gap[1], other_gap[1]) == ("", "")
    assert near == [(4, "/list/?page=4"), (5, "/list/?page=5"), (6, "/list/?page=6")]


@pytest.mark.parametrize(("asked", "number"), [("x", 1), ("0", 10), ("99", 10), ("", 1)])
def test_nonsense_gives_the_nearest_page(asked, number):
    assert page_of(f"?page={asked}").page.number == number
