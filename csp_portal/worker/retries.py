"""Tasks that are tried again when they fail."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.tasks import Task
from django.utils import timezone
from django.utils.module_loading import import_string

from csp_portal.worker.rules import pause_before

logger = logging.getLogger(__name__)

Function = Callable[..., Any]


class HopelessError(Exception):
    """Raised by a task that failed in a way no further attempt can mend."""


def retrying(
    *, max_attempts: int, base: timedelta, given_up: Function | None = None
) -> Callable[[Function], Function]:
    """Have a task tried up to ``max_attempts`` times, with pauses that double from ``base``.

    Stands below ``@task``. An attempt that failed enqueues the next one; the last one fails
    the task. ``given_up`` is called with the task's own arguments and ``reason=`` when nothing
    more will be tried. A task may run twice when its worker is killed at its very end, so it
    must look first whether its work is done. Not for tasks that take a context.
    """

    def decorate(function: Function) -> Function:
        @wraps(function)
        def try_once(*args: Any, attempt: int = 1, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except Exception as problem:
                if attempt >= max_attempts or isinstance(problem, HopelessError):
                    tell_given_up(try_once, args, kwargs, reason=reason_of(problem))
                    raise
                reason = reason_of(problem)
            pause = pause_before(attempt + 1, base=base)
            next_try = _task_of(function).using(run_after=timezone.now() + pause)
            next_try.enqueue(*args, attempt=attempt + 1, **kwargs)
            logger.warning("%s: attempt %d failed: %s", function.__name__, attempt, reason)
            return f"Attempt {attempt} of {max_attempts} failed; the next follows. {reason}"

        try_once.given_up = given_up  # type: ignore[attr-defined]
        return try_once

    return decorate


def tell_given_up(function: Function, args: Any, kwargs: dict[str, Any], *, reason: str) -> None:
    """Call what was registered with ``given_up`` for this task's function, if anything was."""
    given_up = getattr(function, "given_up", None)
    if given_up:
        own = {name: value for name, value in kwargs.items() if name != "attempt"}
        given_up(*args, **own, reason=reason)


def reason_of(problem: BaseException) -> str:
    """Return the kind of problem and its words, on one line."""
    return " ".join(f"{type(problem).__name__}: {problem}".split())


def _task_of(function: Function) -> Task[..., Any]:
    """Return the task that was made of ``function``, where its module keeps it."""
    task: Task[..., Any] = import_string(f"{function.__module__}.{function.__qualname__}")
    return task
