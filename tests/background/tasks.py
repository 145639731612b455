"""Tasks that write down what happens to them, in the file that LOG_FILE names."""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.tasks import task

from csp_portal.worker.retries import HopelessError, retrying

GIVEN_UP: list[str] = []


def write_down(line: str) -> None:
    """Add a line to the file; several processes may do so at once."""
    with Path(os.environ["LOG_FILE"]).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


@task
def write(name: str, *, seconds: float = 0) -> None:
    """Write down the beginning, take so long, and write down the end."""
    write_down(f"worker {os.getpid()}")
    write_down(f"{name} begun")
    time.sleep(seconds)
    write_down(f"{name} done")


def tick(*, at: datetime) -> None:
    """Write down that the regular job ran."""
    write_down("tick")


def fail(*, at: datetime) -> None:
    """Fail as a regular job may."""
    write_down("failing tick")
    raise RuntimeError("broken on purpose")


def keep_reason(name: str, *, reason: str) -> None:
    """Keep what a task was given up for."""
    GIVEN_UP.append(f"{name}: {reason}")


@task
@retrying(max_attempts=3, base=timedelta(minutes=1), given_up=keep_reason)
def fail_each_time(name: str) -> None:
    """Fail in a way that may pass."""
    raise RuntimeError("not today")


@task
@retrying(max_attempts=3, base=timedelta(minutes=1), given_up=keep_reason)
def fail_for_good(name: str) -> None:
    """Fail in a way that no further attempt can mend."""
    raise HopelessError("never")
