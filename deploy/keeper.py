"""Keep the worker running beside the portal that "make serve" started.

The keeper is a process of its own, which starts the worker again when it dies. It ends with
the portal in every case: told to, by the same Ctrl-C, or because the portal is gone.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.context import ForkProcess

from django.core.management import call_command

# Seconds between two looks at the worker, before it is started again, and until it is killed.
LOOK = 0.2
PAUSE = 1.0
PATIENCE = 30.0


def start_keeper() -> int:
    """Start the keeper; return its process id."""
    portal = os.getpid()
    keeper = os.fork()
    if not keeper:
        try:
            keep_worker(portal)
        finally:
            os._exit(0)
    return keeper


def stop_keeper(keeper: int) -> None:
    """Have the keeper stop the worker, which finishes its task, and wait for both."""
    # gunicorn waits for every child, so it may have seen this one end.
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(keeper, signal.SIGTERM)
        os.waitpid(keeper, 0)


def keep_worker(portal: int) -> None:
    """Run the worker, again and again if need be, until told to stop or the portal is gone."""
    is_over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, lambda *_: is_over.set())
    # gunicorn takes this one as an order to go on with new settings.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    while not is_over.is_set():
        worker = start_worker()
        while worker.is_alive() and not is_over.is_set():
            worker.join(LOOK)
            if os.getppid() != portal:
                is_over.set()
        is_over.wait(0 if worker.is_alive() else PAUSE)
    stop_worker(worker)


def start_worker() -> ForkProcess:
    """Start a worker as a copy of this process."""
    worker = multiprocessing.get_context("fork").Process(target=run_worker, name="worker")
    worker.start()
    return worker


def run_worker() -> None:
    """Be the worker, until stopped or the keeper is gone."""
    call_command("run_worker", with_parent=True)


def stop_worker(worker: ForkProcess) -> None:
    """Let the worker finish its task; one that does not end is killed, and its task put back."""
    end = time.monotonic() + PATIENCE
    while worker.is_alive() and time.monotonic() < end:
        # Again and again, because one that was only just started may miss the first.
        worker.terminate()
        worker.join(LOOK)
    worker.kill()
    worker.join()
