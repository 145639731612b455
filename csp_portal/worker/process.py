"""The worker's process: one thread does the tasks, a second keeps time."""

import logging
import os
import signal
import threading
import time
from types import FrameType

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from csp_portal.worker.heartbeat import beat
from csp_portal.worker.ticks import run_due_ticks

logger = logging.getLogger(__name__)

# Seconds between two looks for tasks, and between two rounds of the clock.
TASK_SECONDS = 1.0
ROUND_SECONDS = 5.0
# A task that takes longer hangs: the process ends, and the task is put back.
LONGEST_TASK_SECONDS = 15 * 60.0


class PortalWorker(Worker):
    """The task framework's worker, for every queue of the settings.

    Any number of signals asks it to stop when its task is done. The original takes a second
    signal as an order to break the task off, but Ctrl-C and a service manager often send two.
    """

    def __init__(self) -> None:
        super().__init__(
            queue_names=settings.TASKS["default"]["QUEUES"],
            interval=TASK_SECONDS,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(12),
            excluded_queue_names=[],
        )
        self.busy_since: float | None = None

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Take no further task; the loop ends within a second of the present one's end."""
        self.running = False

    def run_task(self, db_task_result: DBTaskResult) -> None:  # type: ignore[type-arg]
        """Run one task, and let the clock know since when."""
        self.busy_since = time.monotonic()
        super().run_task(db_task_result)
        self.busy_since = None


class Clock(threading.Thread):
    """Says that the worker is alive and runs the ticks, also during a long task."""

    def __init__(self, worker: PortalWorker, *, with_parent: bool) -> None:
        super().__init__(name="clock")
        self.worker = worker
        self.parent = os.getppid() if with_parent else None
        self.is_over = threading.Event()

    def run(self) -> None:
        """Go round until told that it is over."""
        while not self.is_over.is_set():
            self.go_round()
            self.is_over.wait(ROUND_SECONDS)
        connections.close_all()

    def go_round(self) -> None:
        """Do what is due now; a database that is away is tried again in the next round."""
        self.look_after_worker()
        close_old_connections()
        try:
            at = timezone.now()
            beat(self.worker.worker_id, at=at)
            run_due_ticks(at=at)
        except Exception:
            logger.exception("The worker's clock missed a round")

    def look_after_worker(self) -> None:
        """Stop a worker whose parent is gone; end a process whose task hangs."""
        if self.parent not in {None, os.getppid()}:
            self.worker.running = False
        busy_since = self.worker.busy_since
        if busy_since and time.monotonic() - busy_since > LONGEST_TASK_SECONDS:
            logger.critical("A task hangs: this worker ends, and another takes it up")
            os._exit(1)


def work(*, with_parent: bool = False) -> None:
    """Do tasks and ticks until a signal asks to stop; the task in hand is finished first."""
    worker = PortalWorker()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, worker.shutdown)
    # Without its row another worker would take this one's first task for lost.
    beat(worker.worker_id, at=timezone.now())
    clock = Clock(worker, with_parent=with_parent)
    clock.start()
    try:
        worker.run()
    finally:
        clock.is_over.set()
        clock.join()
