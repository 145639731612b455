"""Run the regular jobs once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from csp_portal.worker.ticks import run_due_ticks


class Command(BaseCommand):
    """Run the regular jobs that are due; a worker does the same, and none runs twice."""

    help = "Run the regular jobs that are due, for a timer. A running worker does this by itself."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run them; fail at the end when one of them failed."""
        failed = run_due_ticks(at=timezone.now())
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}")
