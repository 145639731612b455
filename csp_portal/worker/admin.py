"""What the worker has done and has to do, for administrators to look at."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from csp_portal.dates.words import day_and_time
from csp_portal.editing.admin import ReadOnlyAdmin
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.worker.models import BackgroundTask, Tick, WorkerProcess

# The framework's own page fails for a task whose queue is gone from the settings.
admin.site.unregister(DBTaskResult)


def are_failed(tasks: QuerySet[Any], _at: object) -> QuerySet[Any]:
    """Return the tasks that were given up."""
    return tasks.filter(status=TaskResultStatus.FAILED)


def are_waiting(tasks: QuerySet[Any], _at: object) -> QuerySet[Any]:
    """Return the tasks that are still to be done."""
    return tasks.filter(status=TaskResultStatus.READY)


@admin.register(BackgroundTask)
class BackgroundTaskAdmin(ReadOnlyAdmin):
    """Every task of the last weeks: what it was, how it went and why it failed."""

    list_display = ["words", "status", "enqueued_at", "begins_at", "finished_at"]
    list_filter = [
        what_is_missing(
            Question("failed", "Tasks that failed", are_failed),
            Question("waiting", "Tasks still to do", are_waiting),
        ),
        "status",
    ]
    ordering = ["-enqueued_at"]
    list_per_page = 50
    fields = [
        "words",
        "function",
        "arguments",
        "status",
        "enqueued_at",
        "begins_at",
        "started_at",
        "finished_at",
        "workers",
        "return_value",
        "traceback",
    ]
    readonly_fields = ["words", "function", "arguments", "begins_at", "workers"]

    @admin.display(description="what", ordering="task_path")
    def words(self, task: BackgroundTask) -> str:
        """Return what the task does."""
        return task.words

    @admin.display(description="function")
    def function(self, task: BackgroundTask) -> str:
        """Return where the code of the task is."""
        return task.task_path

    @admin.display(description="given")
    def arguments(self, task: BackgroundTask) -> str:
        """Return what the function is called with."""
        given = [*task.args_kwargs["args"], *task.args_kwargs["kwargs"].items()]
        return ", ".join(map(str, given))

    @admin.display(description="not before")
    def begins_at(self, task: BackgroundTask) -> str | None:
        """Return the moment before which it is not to begin, if there is one."""
        if task.run_after == get_date_max():
            return None
        return day_and_time(timezone.localtime(task.run_after))

    @admin.display(description="how often begun")
    def workers(self, task: BackgroundTask) -> int:
        """Return how many times a worker took it up."""
        return len(task.worker_ids)


@admin.register(Tick)
class TickAdmin(ReadOnlyAdmin):
    """What is done regularly: when it last ran, and why it failed if it did."""

    list_display = ["name", "last_run_at", "failure"]
    fields = ["name", "last_run_at", "failure"]


@admin.register(WorkerProcess)
class WorkerProcessAdmin(ReadOnlyAdmin):
    """The workers of the last days: one that runs was seen a few seconds ago."""

    list_display = ["worker_id", "started_at", "seen_at"]
    fields = ["worker_id", "started_at", "seen_at"]
