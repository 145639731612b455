"""Do the work in the background."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError

from csp_portal.worker.process import work


class Command(BaseCommand):
    """Do tasks and regular jobs until a signal asks to stop; finishes the task in hand."""

    help = "Do tasks, such as sending e-mails, and regular jobs until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one option, for the program that starts the worker beside the portal."""
        parser.add_argument(
            "--with-parent", action="store_true", help="Stop when the starting process ends."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work; a database that is away ends the worker, and its keeper starts it again."""
        try:
            work(with_parent=options["with_parent"])
        except (OperationalError, InterfaceError) as problem:
            reason = " ".join(str(problem).split())
            raise CommandError(f"The worker cannot use the database: {reason}") from problem
