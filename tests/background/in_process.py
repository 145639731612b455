"""What a worker does, without a process of its own."""

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from csp_portal.worker.process import PortalWorker


def work_off() -> None:
    """Do every task that is ready."""
    PortalWorker(batch=True).run()


def work_off_next_attempts() -> None:
    """Do every task that waits for its time, as if that had come."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work_off()
