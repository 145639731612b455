"""Database triggers that renew the content version at every change of public content.

A page's validator must move at once after *any* change: a save, a bulk update, a deletion by
cascade, a many-to-many row, a repair typed in SQL. Only the database sees them all. The token
is random, so that a database restored from a backup never repeats an old one.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# The apps whose tables hold what the public reads.
CONTENT_APPS = (
    "identity",
    "publishing",
    "documents",
    "partnership",
    "priorities",
    "snb",
    "consultations",
)
VERSION_TABLE = "publishing_contentversion"
# Work in progress and history: the public reads nothing of these tables.
NOT_SHOWN = {
    VERSION_TABLE,
    "publishing_approvalrule",
    "publishing_draft",
    "publishing_draft_authors",
    "publishing_editingvisit",
    "publishing_plannedmove",
    "publishing_publicationevent",
    "publishing_version",
}
EVENTS = ("INSERT", "UPDATE", "DELETE")

RENEW_SQLITE = f"""
INSERT INTO {VERSION_TABLE} (id, token) VALUES (1, lower(hex(randomblob(16))))
ON CONFLICT (id) DO UPDATE SET token = excluded.token
"""  # noqa: S608 - the table's name is a constant
RENEW_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION renew_content_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO {VERSION_TABLE} (id, token) VALUES (1, gen_random_uuid()::text)
    ON CONFLICT (id) DO UPDATE SET token = excluded.token;
    RETURN NULL;
END $$
"""  # noqa: S608 - the table's name is a constant


def content_tables() -> list[str]:
    """Return the tables whose rows appear on public pages, many-to-many tables included."""
    tables = {
        model._meta.db_table
        for label in CONTENT_APPS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }
    return sorted(tables - NOT_SHOWN)


def install_triggers(using: str, **_signal: Any) -> None:
    """Make the triggers again; run after every migration and on an empty database."""
    connection = connections[using]
    existing = connection.introspection.table_names()
    tables = [table for table in content_tables() if table in existing]
    if VERSION_TABLE in existing:
        _run(connection, STATEMENTS[connection.vendor](tables))


def remove_triggers(using: str, **_signal: Any) -> None:
    """Drop the triggers, because SQLite cannot rebuild a table that a trigger names."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
            ["renew_version_%"],
        )
        names = cursor.fetchall()
    _run(connection, [f'DROP TRIGGER "{name}"' for (name,) in names])


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _for_sqlite(tables: list[str]) -> list[str]:
    return [
        f'CREATE TRIGGER IF NOT EXISTS "renew_version_{event.lower()}_{table}" '
        f'AFTER {event} ON "{table}" BEGIN {RENEW_SQLITE}; END'
        for table in tables
        for event in EVENTS
    ]


def _for_postgresql(tables: list[str]) -> list[str]:
    return [RENEW_POSTGRESQL] + [
        f'CREATE OR REPLACE TRIGGER "renew_content_version" '
        f'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION renew_content_version()"
        for table in tables
    ]


STATEMENTS = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}
