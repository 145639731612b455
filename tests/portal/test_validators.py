"""A page held by a browser or proxy is never shown after it has changed."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from csp_portal.publishing.models import ChangeNote, ContentVersion
from partnership.models import Source
from tests.factories.partnership import make_glossary_entry, make_source
from tests.factories.snb import make_meeting

pytestmark = pytest.mark.usefixtures("portal")
PAGE = "/glossary/"


def tag(client: Client, path: str = PAGE) -> str:
    return client.get(path)["ETag"]


def ask(client: Client, etag: str, path: str = PAGE) -> int:
    return client.get(path, headers={"If-None-Match": etag}).status_code


def token() -> str:
    return ContentVersion.objects.get().token


def test_page_unchanged_is_answered_304_with_one_query(client, django_assert_num_queries):
    etag = tag(client)

    with django_assert_num_queries(1):
        response = client.get(PAGE, headers={"If-None-Match": etag})

    assert response.status_code == 304
    assert response["ETag"] == etag


def test_weak_tag_from_a_compressing_proxy_is_recognised(client):
    etag = tag(client)

    assert ask(client, f"W/{etag}") == 304


def test_page_moves_on_after_a_save(client):
    entry = make_glossary_entry()
    etag = tag(client)

    entry.meaning = "Something else."
    entry.save()

    assert ask(client, etag) == 200


def test_page_moves_on_after_a_bulk_update(client):
    make_source()
    etag = tag(client)

    Source.objects.update(title="Renamed")

    assert ask(client, etag) == 200


def test_page_moves_on_after_a_deletion(client):
    entry = make_glossary_entry()
    etag = tag(client)

    entry.delete()

    assert ask(client, etag) == 200


def test_page_moves_on_when_a_meeting_starts(client):
    starts_at = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
    make_meeting(starts_at=starts_at)
    with time_machine.travel(datetime(2026, 12, 10, 18, 29, tzinfo=UTC), tick=False):
        etag = tag(client)

    with time_machine.travel(starts_at, tick=False):
        assert ask(client, etag) == 200


def test_page_moves_on_when_a_note_dated_ahead_is_due(client):
    due_at = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
    ChangeNote.objects.create(noted_at=due_at, title="Plans", text="A new one.")
    with time_machine.travel(datetime(2026, 12, 10, 18, 29, tzinfo=UTC), tick=False):
        etag = tag(client)

    with time_machine.travel(due_at, tick=False):
        assert ask(client, etag) == 200


def test_page_stays_the_same_while_nothing_happens(client):
    make_meeting()
    with time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False):
        etag = tag(client)

    with time_machine.travel(datetime(2026, 11, 22, 17, 0, tzinfo=UTC), tick=False):
        assert ask(client, etag) == 304


def test_page_moves_on_at_midnight_in_london(client):
    with time_machine.travel(datetime(2026, 7, 1, 22, 59, tzinfo=UTC), tick=False):
        etag = tag(client)

    with time_machine.travel(datetime(2026, 7, 1, 23, 0, tzinfo=UTC), tick=False):
        assert ask(client, etag) == 200


def test_tag_of_one_page_does_not_answer_for_another(client):
    etag = tag(client, "/glossary/")

    assert ask(client, etag, "/help/") == 200


def test_new_release_moves_every_page_on(client, settings):
    etag = tag(client)

    settings.RELEASE = "the next one"

    assert ask(client, etag) == 200


def test_token_is_never_repeated():
    before = token()

    make_source()

    assert token() != before


def test_page_sets_no_cookie_and_reads_no_session(client):
    response = client.get(PAGE)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_browsers_revalidate_and_proxies_hold_for_a_second(client):
    response = client.get(PAGE)

    assert response["Cache-Control"] == "public, max-age=0, stale-if-error=604800"
    assert response["X-Accel-Expires"] == "1"
