"""What the worker remembers: its tasks, what it does regularly, and when it was last alive."""

from typing import Any

from django.db import models
from django_tasks_db.models import DBTaskResult


class BackgroundTask(DBTaskResult[..., Any]):
    """A task of the task framework, under a name that the back office can use."""

    class Meta:
        proxy = True
        verbose_name = "task"
        verbose_name_plural = "tasks, done and to do"

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What it does, from the name of its function; the function need not exist any more."""
        return self.task_path.rpartition(".")[2].replace("_", " ").capitalize()


class Tick(models.Model):
    """Something the worker does regularly: when it last ran and, if it failed, why."""

    name = models.CharField(max_length=100, primary_key=True)
    last_run_at = models.DateTimeField("last run", null=True)
    failure = models.TextField(
        blank=True, help_text="Why the last run failed; empty when it went well."
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "regular job"
        verbose_name_plural = "regular jobs"

    def __str__(self) -> str:
        return self.name


class WorkerProcess(models.Model):
    """A process that does tasks; it says every few seconds that it is still there."""

    worker_id = models.CharField("worker", max_length=64, primary_key=True)
    started_at = models.DateTimeField("started")
    seen_at = models.DateTimeField("last seen", db_index=True)

    class Meta:
        ordering = ["-seen_at", "pk"]

    def __str__(self) -> str:
        return self.worker_id
