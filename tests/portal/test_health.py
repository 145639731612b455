"""What the service manager and the proxy ask."""

from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client


def test_live_asks_nothing_of_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/-/live")

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_ready_when_every_migration_is_applied(client, db):
    assert client.get("/-/ready").status_code == 200


def test_not_ready_while_a_migration_waits(client, db, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: [("snb", "0002")])

    assert client.get("/-/ready").status_code == 503


def test_not_ready_while_the_database_is_away(db, monkeypatch):
    def away(*_arguments):
        raise OperationalError("away")

    monkeypatch.setattr(MigrationExecutor, "__init__", away)

    assert Client(raise_request_exception=False).get("/-/ready").status_code == 503
