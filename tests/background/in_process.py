"""What a worker does, without a process of its own."""

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from csp_portal.worker.process import PortalWorker


def work_off() -> None:
    """Do every task that is ready, within the test's own transaction."""
    worker = PortalWorker()
    while task := DBTaskResult.objects.ready().first():
        task.claim(worker.worker_id)
        worker.run_task(task)


def work_off_next_attempts() -> None:
    """Do every task that waits for its time, as if that had come."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work_off()
