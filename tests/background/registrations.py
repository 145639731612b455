"""Regular jobs for the tests, and a worker that loses no time."""

import os
from datetime import timedelta

from csp_portal.worker import process, recovery
from csp_portal.worker.ticks import register_tick
from tests.background.tasks import fail, tick

process.ROUND_SECONDS = 0.2
process.TASK_SECONDS = 0.1
process.LONGEST_TASK_SECONDS = float(os.environ.get("LONGEST_TASK_SECONDS", "60"))
recovery.GONE_AFTER = timedelta(seconds=1)
register_tick("Put back at once", recovery.put_back_lost_tasks, every=timedelta(seconds=0.3))
# The failing one first: the other one must run all the same.
register_tick("Fail", fail, every=timedelta(hours=1))
register_tick("Write", tick, every=timedelta(hours=1))
