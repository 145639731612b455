"""``manage.py load_content <set>``: put a content set into the database, or check it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from csp_portal.content.faults import ContentError
from csp_portal.content.ledger import Counts, Outcome
from csp_portal.content.loading import check_set, load_set
from csp_portal.content.reading import SETS
from csp_portal.suggestions import suggestion


class Command(BaseCommand):
    help = "Load a content set. Safe to repeat: what officers changed or deleted stays so."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("set", help="The name of a folder in csp_portal/content/sets.")
        parser.add_argument(
            "--with-examples", action="store_true", help="Load the example meetings too."
        )
        parser.add_argument(
            "--check", action="store_true", help="Only say whether the set could be loaded."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["with_examples"] and settings.PROFILE == "production":
            raise CommandError("Example content is never loaded in production.")
        folder = set_folder(options["set"])
        act, say = (check_set, check_sentence) if options["check"] else (load_set, sentence)
        try:
            counts = act(folder, at=timezone.now(), with_examples=options["with_examples"])
        except ContentError as error:
            raise CommandError(f"The content set cannot be loaded.\n{error}") from error
        if options["verbosity"] > 0:
            self.stdout.write(f"{folder.name}: {say(counts)}")


def set_folder(name: str) -> Path:
    """Return the folder of the content set ``name``; raises CommandError if there is none."""
    names = sorted(path.name for path in SETS.iterdir() if path.is_dir())
    if name not in names:
        raise CommandError(f"There is no content set “{name}”{suggestion(name, names)}.")
    return SETS / name


def check_sentence(counts: Counts) -> str:
    """Say that the set could be loaded, and how much there is of it."""
    return f"{counts.total()} records, no faults"


def sentence(counts: Counts) -> str:
    """Return the counts as one line."""
    parts = [f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome]]
    return ", ".join(parts) or "nothing to do"
