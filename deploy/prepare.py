"""Bring the database, the content and the collected files up to date, in one process."""

import os
import sys

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from state import APPS, ROOT, CannotStartError, digest_of, is_unchanged, one_at_a_time, state_dir

CONTENT_SET = "barking_and_dagenham"


def prepare() -> None:
    """Do what has to be done before the portal can answer; skip what has not changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csp_portal.settings")
    sys.path.insert(0, str(ROOT))
    try:
        django.setup()
        with one_at_a_time(state_dir() / "prepare.lock"):
            migrate()
            call_command("sync_roles", verbosity=0)
            content_set = os.environ.get("CONTENT_SET") or CONTENT_SET
            call_command("load_content", content_set, with_examples=True, verbosity=0)
            collect_static_files()
    except (ImproperlyConfigured, CommandError, CannotStartError) as problem:
        raise SystemExit(f"The portal cannot start: {problem}") from problem
    except KeyboardInterrupt:
        raise SystemExit("\nStopped.") from None
    except DatabaseError as problem:
        name = connection.settings_dict["NAME"]
        reason = " ".join(str(problem).split())
        raise SystemExit(f"The database {name} cannot be used: {reason}") from problem


def migrate() -> None:
    """Apply the migrations that the database itself does not know yet."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        call_command("migrate", verbosity=0, interactive=False)


def collect_static_files() -> None:
    """Collect, hash and compress style sheets, scripts and pictures when one has changed."""
    if not settings.STATIC_ROOT:
        return
    folders = [folder for app in APPS for folder in ROOT.glob(f"{app}/**/static")]
    digest = digest_of([ROOT / "static", *folders, ROOT / "requirements.txt"])
    stamp = state_dir() / "static.stamp"
    if not (settings.STATIC_ROOT.is_dir() and is_unchanged(stamp, digest)):
        print("Collecting style sheets and scripts …", flush=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(digest, encoding="utf-8")


if __name__ == "__main__":
    prepare()
