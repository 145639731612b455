"""Workers as real processes: killed, stopped, two at a time, and beside the portal."""

import os
import signal
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.background.processes import (
    PATIENCE,
    Portal,
    copy_database,
    processes_of,
    running_portal,
)

# What "make serve" runs once everything is prepared.
SERVE = "import django, serve; serve.prepare = django.setup; serve.serve()"


@pytest.fixture
def own_portal(tmp_path: Path, transactional_db: None) -> Iterator[Portal]:
    """A portal with an empty database, whose processes end with the test."""
    with running_portal(tmp_path, copy_database(tmp_path)) as portal:
        yield portal


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/-/live", timeout=5).close()
    except OSError:
        return False
    return True


def test_task_of_a_killed_worker_is_done_later_once(own_portal: Portal) -> None:
    own_portal.do("write.enqueue('A', seconds=2)")
    killed = own_portal.start_worker()
    own_portal.wait_for("A begun")
    killed.kill()

    own_portal.start_worker()
    own_portal.wait_for("A done")
    own_portal.do("write.enqueue('B')")
    own_portal.wait_for("B done")

    assert own_portal.lines().count("A begun") == 2
    assert own_portal.lines().count("A done") == 1


def test_worker_that_is_stopped_finishes_its_task_and_takes_no_other(own_portal: Portal) -> None:
    own_portal.do("write.enqueue('A', seconds=1); write.enqueue('B')")
    worker = own_portal.start_worker()
    own_portal.wait_for("A begun")

    # Ctrl-C and a service manager may both ask, and both ask the whole group.
    os.killpg(worker.pid, signal.SIGINT)
    os.killpg(worker.pid, signal.SIGTERM)

    assert worker.wait(PATIENCE) == 0
    assert "A done" in own_portal.lines()
    assert "B begun" not in own_portal.lines()


def test_worker_whose_task_hangs_ends(own_portal: Portal) -> None:
    own_portal.do("write.enqueue('A', seconds=100)")

    worker = own_portal.start_worker(LONGEST_TASK_SECONDS="0.5")

    assert worker.wait(PATIENCE) == 1
    assert "A task hangs" in own_portal.errors()


def test_two_workers_run_each_regular_job_once(own_portal: Portal) -> None:
    own_portal.start_worker()
    own_portal.start_worker()
    own_portal.do("write.enqueue('A')")
    own_portal.wait_for("A done")
    own_portal.wait_for("tick")

    own_portal.do("write.enqueue('B')")
    own_portal.wait_for("B done")

    assert own_portal.lines().count("tick") == 1
    assert own_portal.lines().count("failing tick") == 1


def test_worker_starts_again_beside_the_portal_and_ends_with_it(own_portal: Portal) -> None:
    port = free_port()
    portal = own_portal.start("-c", SERVE, BIND=f"127.0.0.1:{port}")
    own_portal.wait_until(lambda: answers(port), "an answer")
    own_portal.do("write.enqueue('A', seconds=2)")
    own_portal.wait_for("A begun")

    os.kill(own_portal.latest_worker(), signal.SIGKILL)
    own_portal.wait_for("A begun", times=2)
    portal.terminate()

    assert portal.wait(PATIENCE) == 0
    assert processes_of(portal) == []
    assert own_portal.lines().count("A done") == 1


def test_worker_ends_when_the_portal_beside_it_is_killed(own_portal: Portal) -> None:
    port = free_port()
    portal = own_portal.start("-c", SERVE, BIND=f"127.0.0.1:{port}")
    own_portal.wait_until(lambda: answers(port), "an answer")
    own_portal.wait_for("tick")

    portal.kill()

    own_portal.wait_until(lambda: processes_of(portal) == [], "the end of every process")
