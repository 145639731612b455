"""The portal as a visitor meets it: gunicorn, collected files, the real content, a real browser."""

import fcntl
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.staff import add_passkey, choose_password, give_passkey, make_link

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_it_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/-/live", timeout=5).close()
        except OSError:
            assert process.poll() is None, "the portal stopped while it was starting"
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the portal did not answer on {address}")


@contextmanager
def running(command: list[str], *, port: int, environment: dict[str, str]) -> Iterator[str]:
    """Run a server for as long as the tests need it, and give its address."""
    own = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = subprocess.Popen(command, cwd=ROOT, env=own | environment)
    try:
        wait_until_it_answers(f"http://localhost:{port}", process)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def serve(state: Path) -> AbstractContextManager[str]:
    """Run ``make serve``: the local profile with the content and the examples."""
    port = free_port()
    environment = {"PORT": str(port), "STATE_DIR": str(state)}
    return running([sys.executable, "deploy/run.py", "serve"], port=port, environment=environment)


def prepared_state(shared: Path) -> Path:
    """Return a state folder in which the portal has been served once; made by whoever is first.

    A first start takes its time: several at once would keep each other from it.
    """
    state, is_done = shared / "state", shared / "done"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_done.exists():
            with serve(state):
                is_done.touch()
    return state


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder of this worker's own, in which everything is ready to be served."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    shared = tmp_path_factory.getbasetemp().parent / f"prepared-{run}"
    own = tmp_path_factory.mktemp("worker") / "state"
    shutil.copytree(prepared_state(shared), own)
    return own


@pytest.fixture(scope="session")
def portal_address(state: Path) -> Iterator[str]:
    """The portal as ``make serve`` serves it."""
    with serve(state) as address:
        yield address


@pytest.fixture(scope="session")
def production_address(portal_address: str, state: Path) -> Iterator[str]:
    """The production profile over the same content, as its TLS proxy would ask it."""
    port = free_port()
    environment = {
        "PORTAL_PROFILE": "production",
        "STATE_DIR": str(state),
        "BIND": f"127.0.0.1:{port}",
        "BASE_URL": f"https://localhost:{port}",
        "ALLOWED_HOSTS": "localhost",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SECURITY_CONTACT": "mailto:security@portal.example",
        "RELEASE": "test",
    }
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    command = [*gunicorn, "csp_portal.wsgi"]
    with running(command, port=port, environment=environment) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each test opens a context of its own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-quic"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def session(browser: Browser, portal_address: str, state: Path) -> dict[str, Any]:
    """What a browser holds after somebody with every right has signed in."""
    context = browser.new_context()
    page = context.new_page()
    give_passkey(context, page)
    choose_password(page, make_link(state, portal_address, email="browser@example.org"))
    add_passkey(page)
    signed_in: dict[str, Any] = context.storage_state()
    context.close()
    return signed_in
