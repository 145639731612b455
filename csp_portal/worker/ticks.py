"""What is done regularly: each app registers functions, the worker runs those that are due.

A tick is short, because on SQLite nobody else can write meanwhile. Long work is a task, which
the tick enqueues; the task and the fact that the tick ran are then stored together.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from csp_portal.worker.models import Tick
from csp_portal.worker.rules import is_due

logger = logging.getLogger(__name__)


class TickFunction(Protocol):
    """Does what is due at the moment ``at``, and nothing when nothing is due."""

    def __call__(self, *, at: datetime) -> object: ...


@dataclass(frozen=True)
class RegisteredTick:
    """A function, the name its row has, and how often it runs."""

    name: str
    function: TickFunction
    every: timedelta


_registered: dict[str, RegisteredTick] = {}


def register_tick(
    name: str, function: TickFunction, *, every: timedelta = timedelta(minutes=1)
) -> None:
    """Have the worker call ``function(at=…)`` about ``every`` so often.

    Raises ValueError when the name is taken.
    """
    if name in _registered:
        raise ValueError(f"A tick named {name!r} is registered already")
    _registered[name] = RegisteredTick(name, function, every)


def registered_ticks() -> list[RegisteredTick]:
    """Return all that is registered, in the order of registration."""
    return list(_registered.values())


def run_due_ticks(*, at: datetime) -> list[str]:
    """Run every registered tick that is due; return the names of those that failed.

    However many workers call this, each tick runs once; one that fails stops no other.
    """
    ticks = registered_ticks()
    last = dict(Tick.objects.values_list("name", "last_run_at"))
    missing = [Tick(name=tick.name) for tick in ticks if tick.name not in last]
    if missing:
        Tick.objects.bulk_create(missing, ignore_conflicts=True)
    due = [tick for tick in ticks if is_due(last.get(tick.name), every=tick.every, at=at)]
    return [tick.name for tick in due if not _run_once(tick, at=at)]


@transaction.atomic
def _run_once(tick: RegisteredTick, *, at: datetime) -> bool:
    """Run the tick unless another worker did or does; return whether all is well.

    One transaction holds the claim and the work: after a crash neither has happened.
    """
    row = Tick.objects.select_for_update(skip_locked=True).filter(name=tick.name).first()
    if row is None or not is_due(row.last_run_at, every=tick.every, at=at):
        return True
    row.failure = _failure_of(tick, at=at)
    row.last_run_at = at
    row.save(update_fields=["failure", "last_run_at"])
    return not row.failure


def _failure_of(tick: RegisteredTick, *, at: datetime) -> str:
    """Run the tick's function; return why it failed, or nothing. What it wrote is undone then."""
    try:
        with transaction.atomic():
            tick.function(at=at)
    except Exception as problem:
        logger.exception("The regular job %r failed", tick.name)
        return f"{type(problem).__name__}: {problem}"
    return ""
