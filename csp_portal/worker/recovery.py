"""Tasks whose worker is gone, and rows that nobody needs any longer."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.tasks import TaskResultStatus
from django.tasks.exceptions import InvalidTask
from django_tasks_db.models import DBTaskResult

from csp_portal.worker.models import WorkerProcess
from csp_portal.worker.retries import tell_given_up
from csp_portal.worker.rules import is_given_up

logger = logging.getLogger(__name__)

# A worker that was not seen for so long is gone; it says every few seconds that it is there.
GONE_AFTER = timedelta(seconds=40)
KEEP_DONE = timedelta(days=14)
KEEP_FAILED = timedelta(days=90)
KEEP_WORKERS = timedelta(days=7)
LOST = "The worker was killed each time it did this."


def put_back_lost_tasks(*, at: datetime) -> None:
    """Put back every task that a worker began before it was killed.

    After three claims a task is given up instead, and is seen as failed.
    """
    window = (at - GONE_AFTER, at + GONE_AFTER)
    alive = WorkerProcess.objects.filter(seen_at__range=window).values_list("pk", flat=True)
    workers = set(alive)
    for task in DBTaskResult.objects.running().order_by("started_at"):
        if not workers.intersection(task.worker_ids[-1:]):
            _put_back(task, at=at)


def _put_back(task: DBTaskResult[..., Any], *, at: datetime) -> None:
    """Make the task ready again, or failed for good, unless somebody else just did."""
    has_failed = is_given_up(len(task.worker_ids))
    changes: dict[str, Any] = {"status": TaskResultStatus.READY}
    if has_failed:
        changes = {"status": TaskResultStatus.FAILED, "finished_at": at, "traceback": LOST}
    same_claim = {"status": TaskResultStatus.RUNNING, "started_at": task.started_at}
    was_changed = DBTaskResult.objects.filter(pk=task.pk, **same_claim).update(**changes)
    logger.warning("Task %s lost its worker: %s", task.task_path, changes["status"])
    if was_changed and has_failed:
        _tell_given_up(task)


def _tell_given_up(task: DBTaskResult[..., Any]) -> None:
    """Tell whoever asked to know; a task that no longer exists has nobody."""
    try:
        function = task.task.func
    except (ImportError, InvalidTask):
        return
    arguments = task.args_kwargs
    tell_given_up(function, arguments["args"], arguments["kwargs"], reason=LOST)


def prune_finished(*, at: datetime) -> None:
    """Remove what was done two weeks ago, what failed three months ago, and old workers."""
    done = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=at - KEEP_DONE)
    failed = Q(status=TaskResultStatus.FAILED, finished_at__lt=at - KEEP_FAILED)
    DBTaskResult.objects.filter(done | failed).delete()
    WorkerProcess.objects.filter(seen_at__lt=at - KEEP_WORKERS).delete()
