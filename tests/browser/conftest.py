"""The portal as a visitor meets it: gunicorn, collected files, the real content, a real browser."""

import fcntl
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.faults import BROKEN
from tests.browser.staff import add_passkey, choose_password, give_passkey, make_links

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


@contextmanager
def locked(path: Path, kind: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Hold a lock that the other processes of this run see."""
    with path.open("w") as lock:
        fcntl.flock(lock, kind)
        yield


@contextmanager
def shared_portal(shared: Path) -> Iterator[str]:
    """Give the address of the one portal of this run.

    Whoever is first starts it, and stops it when nobody uses it any longer.
    """
    address = shared / "address"
    with ExitStack() as kept:
        with locked(shared / "start"):
            is_host = not address.exists()
            if is_host:
                address.write_text(kept.enter_context(serve(shared / "state")), encoding="utf-8")
            else:
                kept.enter_context(locked(shared / "guests", fcntl.LOCK_SH))
            found = address.read_text(encoding="utf-8")
        yield found
        if is_host:
            with locked(shared / "start"):
                address.unlink()
            kept.enter_context(locked(shared / "guests"))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what all processes of this run use together."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = tmp_path_factory.getbasetemp().parent / f"shared-{run}"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def state(shared: Path) -> Path:
    """The portal's state folder."""
    return shared / "state"


@pytest.fixture(scope="session")
def portal_address(shared: Path) -> Iterator[str]:
    """The portal as ``make serve`` serves it."""
    with shared_portal(shared) as address:
        yield address


@pytest.fixture(scope="session")
def desk_state(shared: Path) -> Path:
    """The state folder of the portal in which tests change what residents read."""
    return shared / "desk"


@pytest.fixture(scope="session")
def desk_address(desk_state: Path) -> Iterator[str]:
    """Another portal: what is changed in it is not changed under those who look at the first.

    Its tests are one group, so that it is started once.
    """
    with serve(desk_state) as address:
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


def sign_in(browser: Browser, state: Path, address: str) -> str:
    """Sign somebody in who has every right; return what the browser then holds, as JSON."""
    context = browser.new_context()
    page = context.new_page()
    give_passkey(context, page)
    (link,) = make_links(state, address, "browser@example.org")
    choose_password(page, link)
    add_passkey(page)
    held = json.dumps(context.storage_state())
    context.close()
    return held


@pytest.fixture(scope="session")
def session(browser: Browser, portal_address: str, state: Path, shared: Path) -> dict[str, Any]:
    """What a browser holds after somebody with every right has signed in."""
    kept = shared / "session.json"
    with locked(shared / "signing-in"):
        if not kept.exists():
            kept.write_text(sign_in(browser, state, portal_address), encoding="utf-8")
    held: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return held


@pytest.fixture(scope="module")
def office(browser: Browser, session: dict[str, Any]) -> Iterator[Page]:
    """One page of that person for all tests of a module: a browser of its own takes its time."""
    context = browser.new_context(storage_state=session)
    context.add_init_script(BROKEN)
    yield context.new_page()
    context.close()
