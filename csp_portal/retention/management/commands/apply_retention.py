"""Forget what has been kept long enough."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from csp_portal.retention.services import apply_rules


class Command(BaseCommand):
    """Apply the table of retention now; may be run at any time, and is run every day."""

    help = "Delete or blank the personal data whose time is over (csp_portal/retention/table.py)."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Apply every rule, and say what was met."""
        counts = apply_rules(at=timezone.now())
        if options["verbosity"]:
            lines = [f"{model}: {count}" for model, count in counts.items()]
            self.stdout.write("\n".join(lines) or "Nothing is due.")
