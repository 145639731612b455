"""What the worker does regularly for itself."""

from datetime import timedelta

from csp_portal.worker.recovery import prune_finished, put_back_lost_tasks
from csp_portal.worker.ticks import register_tick

# What a killed worker left is taken up within a minute.
SOON = timedelta(seconds=10)

register_tick("Put back tasks whose worker was killed", put_back_lost_tasks, every=SOON)
register_tick("Remove old finished tasks", prune_finished, every=timedelta(days=1))
