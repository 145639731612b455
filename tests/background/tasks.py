"""Tasks that write down what happens to them, in the file that LOG_FILE names."""

import os
import time
from datetime import datetime
from pathlib import Path

from django.tasks import task


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
