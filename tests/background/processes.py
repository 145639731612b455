"""Real processes over a database of their own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
SETUP = "import django; django.setup(); from tests.background.tasks import write; "


def copy_database(folder: Path) -> str:
    """Make a copy of the empty test database; return its address."""
    return (copy_sqlite if connection.vendor == "sqlite" else copy_postgresql)(folder)


def copy_sqlite(folder: Path) -> str:
    """Copy the database, which lives in memory, to a file that other processes can open."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(folder / "portal.sqlite3")])
    return f"sqlite:///{folder / 'portal.sqlite3'}"


def copy_postgresql(folder: Path) -> str:
    """Copy the database on its server; the copy goes when the server does."""
    own = connection.settings_dict
    copy = f"{own['NAME']}_{folder.name}"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{own["NAME"]}"')
    person = f"{quote(own['USER'])}:{quote(own['PASSWORD'])}"
    query = urlencode({"host": own["HOST"], "port": own["PORT"]})
    return f"postgres://{person}@/{quote(copy)}?{query}"


@dataclass
class Portal:
    """A portal in processes of its own, and the file in which its tasks write."""

    folder: Path
    database_url: str
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start Python with these arguments, as the leader of its own process group."""
        own = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'deploy'}",
            "DJANGO_SETTINGS_MODULE": "tests.background.settings",
            "DATABASE_URL": self.database_url,
            "STATE_DIR": str(self.folder),
            "LOG_FILE": str(self.folder / "log"),
        }
        with (self.folder / "errors").open("ab") as errors:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=own | environment,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def start_worker(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker."""
        return self.start("manage.py", "run_worker", **environment)

    def do(self, program: str) -> None:
        """Run a short program to its end; it may enqueue ``write``."""
        assert self.start("-c", SETUP + program).wait(PATIENCE) == 0, self.errors()

    def lines(self) -> list[str]:
        """Return what was written down so far."""
        log = self.folder / "log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def latest_worker(self) -> int:
        """Return the process that began the latest task."""
        return int([line for line in self.lines() if line.startswith("worker ")][-1].split()[1])

    def errors(self) -> str:
        """Return what the processes complained of."""
        return (self.folder / "errors").read_text(encoding="utf-8")

    def wait_for(self, line: str, *, times: int = 1) -> None:
        """Wait until a line was written so many times."""
        self.wait_until(lambda: self.lines().count(line) >= times, line)

    def wait_until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, f"{what}: not seen.\n{self.lines()}\n{self.errors()}"
            time.sleep(0.05)


def processes_of(leader: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes of this leader's group that still run."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,pgid=,stat="], capture_output=True, text=True, check=True
    )
    rows = [row.split() for row in listed.stdout.splitlines()]
    return [int(pid) for pid, group, stat in rows if int(group) == leader.pid and stat[0] != "Z"]


def kill_group(leader: subprocess.Popen[bytes]) -> None:
    """Leave nothing of a process behind, whatever became of a test."""
    for pid in processes_of(leader):
        os.kill(pid, 9)
    leader.wait(PATIENCE)


@contextmanager
def running_portal(folder: Path, database_url: str) -> Iterator[Portal]:
    """Give a portal that leaves no process behind."""
    portal = Portal(folder, database_url)
    yield portal
    for process in portal.started:
        kill_group(process)
