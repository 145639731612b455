"""A record is found exactly where it should be and nowhere else, in every state it can have."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from csp_portal.publishing.models import kind_of, publishable_models
from csp_portal.publishing.outlets import outlets, outlets_of, register_outlet
from csp_portal.publishing.validators import PRIVATE_NAMESPACES, PRIVATE_ROUTES
from tests.portal.outlet_world import (
    KINDS,
    SECRET,
    SHOWN,
    SITUATIONS,
    Found,
    is_named,
    is_named_by_draft,
    places_of,
    world_in,
)

# Only in development and in tests; shows no record.
NOT_PUBLIC = PRIVATE_NAMESPACES | {"gallery"}
WITH_PARENT = {"priorities.annualreport", "priorities.priority", "snb.meeting"}
HIDDEN = [situation for situation in SITUATIONS if situation not in SHOWN]
UNSEEN = [
    (kind, situation)
    for kind in KINDS
    for situation in HIDDEN
    if situation != "inside an unpublished parent" or kind in WITH_PARENT
]


@pytest.fixture(scope="session")
def seen(django_db_setup, django_db_blocker) -> dict[str, tuple[Found, Found, set[str], set[str]]]:
    """For each situation: where each word is read, each word of a draft, and what was read."""
    read = {}
    with django_db_blocker.unblock():
        for situation in SITUATIONS:
            with world_in(situation) as pages:
                names = {name for name, _text in pages.values()}
                read[situation] = (
                    places_of(pages, is_named),
                    places_of(pages, is_named_by_draft),
                    names,
                    {path for path, (_name, text) in pages.items() if SECRET in text},
                )
    return read


def is_public(one: URLResolver) -> bool:
    is_private_route = str(one.pattern).startswith(PRIVATE_ROUTES)
    return one.namespace not in NOT_PUBLIC and not is_private_route


def public_views(patterns: list, namespace: str = "") -> Iterator[str]:
    """Yield the name of every public view; a pattern without a name yields its address."""
    for one in patterns:
        if isinstance(one, URLPattern):
            yield f"{namespace}{one.name or one.pattern}"
        elif isinstance(one, URLResolver) and is_public(one):
            below = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from public_views(one.url_patterns, below)


# --- The registry ------------------------------------------------------------------------------


def test_every_public_address_is_a_registered_outlet() -> None:
    registered = {outlet.name for outlet in outlets()}

    assert set(public_views(get_resolver().url_patterns)) == registered


@pytest.mark.django_db
def test_every_outlet_is_read(seen: dict) -> None:
    registered = {outlet.name for outlet in outlets()}

    assert registered - seen["published"][2] == set()


def test_every_kind_of_public_record_has_a_word() -> None:
    assert sorted(map(kind_of, publishable_models())) == sorted(KINDS)


def test_outlets_show_only_kinds_that_there_are() -> None:
    assert set().union(*(outlet.shows for outlet in outlets())) <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_comes_out_somewhere(kind: str) -> None:
    assert outlets_of(kind)


def test_outlet_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered already"):
        register_outlet(outlets()[0].name)


# --- The truth table ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("situation", SHOWN)
def test_public_record_is_found_where_it_should_be(seen: dict, kind: str, situation: str) -> None:
    assert seen[situation][0][kind] == outlets_of(kind)


# A supporting record is always published: here the records that name it are in the situation.
@pytest.mark.parametrize(("kind", "situation"), UNSEEN)
def test_record_that_is_not_public_is_found_nowhere(seen: dict, kind: str, situation: str) -> None:
    assert seen[situation][0][kind] == set()


@pytest.mark.parametrize("kind", KINDS)
def test_draft_of_a_public_record_is_found_nowhere(seen: dict, kind: str) -> None:
    assert seen["with a draft of changes"][1][kind] == set()


@pytest.mark.parametrize("situation", SITUATIONS)
def test_restricted_points_and_unpublished_minutes_are_found_nowhere(
    seen: dict, situation: str
) -> None:
    assert seen[situation][3] == set()
