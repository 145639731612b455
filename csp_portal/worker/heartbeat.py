"""Whether a worker is alive, as its row tells."""

from datetime import datetime, timedelta

from csp_portal.worker.models import WorkerProcess

# Nobody need be told about a short pause, such as that of a restart.
QUIET_FOR = timedelta(minutes=5)


def beat(worker_id: str, *, at: datetime) -> None:
    """Store that this worker is alive."""
    if not WorkerProcess.objects.filter(pk=worker_id).update(seen_at=at):
        WorkerProcess.objects.create(worker_id=worker_id, started_at=at, seen_at=at)


def is_quiet(*, at: datetime) -> bool:
    """Whether no worker has been alive during the last five minutes."""
    return not WorkerProcess.objects.filter(seen_at__gt=at - QUIET_FOR).exists()
