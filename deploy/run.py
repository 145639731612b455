"""Run one task of the portal: set up what is missing, then hand over to the right program.

Uses the standard library only: on the first run nothing else is installed.
"""

import errno
import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import NoReturn

from state import (
    APPS,
    ROOT,
    VENV,
    CannotStartError,
    digest_of,
    is_unchanged,
    one_at_a_time,
    state_dir,
)

PYTHON = VENV / "bin" / "python"
RUNTIME = ("requirements.txt",)
DEVELOPMENT = ("requirements.txt", "requirements-dev.txt")
LOCK = (
    "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.12",
    "--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Run the task named first; a problem the reader can solve is told in one sentence."""
    os.chdir(ROOT)
    try:
        TASKS[arguments[0]]()
    except CannotStartError as problem:
        print(problem, file=sys.stderr)
    except OSError as problem:
        print(f"The portal cannot start: {problem}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    else:
        return 0
    return 1


# --- Tasks -------------------------------------------------------------------------------


def serve() -> None:
    """Serve the portal as a visitor sees it."""
    host, port = address()
    check_port_is_free(host, port)
    install(RUNTIME)
    local_environment(host, port)
    here = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"
    os.environ["BIND"] = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    os.environ["PORTAL_GREETING"] = (
        f"The portal is running on {here}\n"
        f"Back office: {here}/admin/ (make an account with: make officer)\n"
        "Press Ctrl-C to stop it."
    )
    become("deploy/serve.py")


def dev() -> None:
    """Serve the portal to its developers."""
    host, port = address()
    check_port_is_free(host, port)
    install(DEVELOPMENT)
    local_environment(host, port, profile="development")
    prepare()
    become("manage.py", "runserver", f"{host}:{port}")


def officer() -> None:
    """Ask for the name and address of a new back-office account, and print its link."""
    install(RUNTIME)
    local_environment(*address())
    prepare()
    become("manage.py", "make_officer")


def test() -> None:
    """Run the checks."""
    install(DEVELOPMENT)
    os.environ["TOOLS_DIR"] = str(state_dir() / "tools")
    become(".ci/checks.py")


def fix() -> None:
    """Mend what tools can mend."""
    install(DEVELOPMENT)
    python("-m", "ruff", "check", "--fix-only", "--quiet", ".")
    python("-m", "ruff", "format", ".")
    python("-m", "djhtml", "--tabwidth", "2", "templates", *map(str, app_templates()))


def lock() -> None:
    """Pin every package with its hashes, for all supported Pythons and systems."""
    if not shutil.which("uv"):
        raise CannotStartError("make lock needs uv: install it with your package manager.")
    for name in ("requirements", "requirements-dev"):
        if subprocess.run([*LOCK, f"{name}.in", "-o", f"{name}.txt"], check=False).returncode:
            raise CannotStartError(f"{name}.txt could not be made: see what uv said.")


def clean() -> None:
    """Remove the packages, the caches and the collected files."""
    kept = state_dir()
    caches = chain(ROOT.glob(".*_cache"), ROOT.rglob("__pycache__"))
    for folder in (VENV, kept / "static", kept / "tools", *caches):
        shutil.rmtree(folder, ignore_errors=True)
    (kept / "static.stamp").unlink(missing_ok=True)


TASKS: dict[str, Callable[[], None]] = {
    task.__name__: task for task in (serve, dev, officer, test, fix, lock, clean)
}


# --- What the tasks are made of ----------------------------------------------------------


def address() -> tuple[str, int]:
    """Return the host and port to serve on; only this machine is served unless HOST is set."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotStartError(f"PORT={text} is not a port: choose a number from 1 to 65535.")
    return os.environ.get("HOST") or "127.0.0.1", int(text)


def check_port_is_free(host: str, port: int) -> None:
    """Refuse to start before any work is done when nothing could be served."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            advice = f"choose another port, for example: make serve PORT={port + 1}"
            if error.errno == errno.EADDRINUSE:
                advice = f"stop the program that uses it, or {advice}"
            raise CannotStartError(
                f"Port {port} of {host} cannot be used ({error.strerror}): {advice}"
            ) from error


def install(files: tuple[str, ...]) -> None:
    """Make .venv when it is missing or of another Python, and bring its packages up to date."""
    if not os.access(VENV if VENV.is_dir() else ROOT, os.W_OK):
        raise CannotStartError(
            f"The folder {ROOT} cannot be written, and the portal keeps its packages there. "
            "Copy the portal to a folder of your own and start it from there."
        )
    digest = digest_of(ROOT / name for name in files)
    with one_at_a_time(state_dir() / "install.lock"):
        if not has_matching_venv():
            make_venv()
        stamp = VENV / f"{files[-1]}.stamp"
        if not is_unchanged(stamp, digest):
            install_packages(files)
            stamp.write_text(digest, encoding="utf-8")


def has_matching_venv() -> bool:
    """Say whether .venv works and belongs to the Python that runs this."""
    if Path(sys.prefix) == VENV:
        return True
    if not PYTHON.exists():
        return False
    question = (
        "import importlib.util, sys;"
        "print(importlib.util.find_spec('pip') and sys.version, sys.base_prefix)"
    )
    answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == f"{sys.version} {sys.base_prefix}"


def make_venv() -> None:
    """Make .venv afresh."""
    print(f"Making .venv with Python {sys.version.split()[0]} …", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode:
        last = (made.stdout + made.stderr).strip().splitlines()[-1:]
        raise CannotStartError(f"Python could not make {VENV}: {' '.join(last)}")


def install_packages(files: tuple[str, ...]) -> None:
    """Install exactly the pinned packages, each checked against its hash."""
    print("Installing packages (only when they have changed) …", flush=True)
    wanted = [part for name in files for part in ("-r", name)]
    log = VENV / "install.log"
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(
            [PYTHON, "-m", "pip", "install", "--require-hashes", "--retries", "2",
             "--disable-pip-version-check", "--no-input", *wanted],
            stdout=output, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
    if done.returncode:
        raise CannotStartError(
            f"The packages could not be installed. Is this machine online? pip's own words: {log}"
        )


def local_environment(host: str, port: int, *, profile: str = "local") -> None:
    """Set what the settings read, for this machine; what is set already stays."""
    state = state_dir()
    for name, value in {
        "PORTAL_PROFILE": profile,
        "STATE_DIR": str(state),
        "BASE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": f"localhost,127.0.0.1,[::1],{socket.gethostname()},{host}",
        "RELEASE": digest_of(ROOT / part for part in (*APPS, "templates", "static"))[:12],
    }.items():
        os.environ[name] = os.environ.get(name) or value
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY_FILE"] = str(secret_key_file(state))


def secret_key_file(state: Path) -> Path:
    """Return the file with the secret key; the first start makes it, for its owner's eyes only."""
    path = Path(os.environ.get("SECRET_KEY_FILE") or state / "secret_key")
    if not path.is_file() or not path.stat().st_size:
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(50))
    return path


def prepare() -> None:
    """Bring the database up to date and load the content."""
    if python("deploy/prepare.py"):
        raise SystemExit(1)


def app_templates() -> list[Path]:
    """Return the template folders that lie inside apps."""
    return sorted(path for app in APPS for path in ROOT.glob(f"{app}/**/templates"))


def python(*arguments: str) -> int:
    """Run the portal's Python; return its exit code."""
    return subprocess.run([PYTHON, *arguments], check=False).returncode


def become(*arguments: str) -> NoReturn:
    """Turn this process into the portal's Python running ``arguments``."""
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *arguments])  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
