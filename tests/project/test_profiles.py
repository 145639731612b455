"""Each profile refuses to start when something dangerous is missing."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "PORTAL_PROFILE": "production",
    "SECRET_KEY": "p5Q-" + "x7Yz" * 20,
    "BASE_URL": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example",
    "SECURITY_CONTACT": "mailto:security@portal.example",
    "DATABASE_URL": "postgres://portal@/portal?host=/nowhere",
}


def check_deploy(environment):
    """Run Django's own checks for a deployment as a new process would."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    own = {"PATH": os.environ["PATH"]}
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=own | environment, capture_output=True, text=True
    )


def test_production_profile_passes_every_deployment_check(tmp_path):
    # Django asks SQLite itself whether it knows JSON, so there must be a place for a database.
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3"}

    done = check_deploy(PRODUCTION | database)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS", "SECURITY_CONTACT"])
def test_production_refuses_to_start_without_a_setting(name):
    done = check_deploy(PRODUCTION | {name: ""})

    assert done.returncode != 0
    assert f"Set {name} in the environment" in done.stderr
