"""A file is looked at, kept, and stored all at once or not at all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_permission_codename
from django.db import transaction

from csp_portal.accounts.models import User
from csp_portal.publishing.models import Publishable, State
from csp_portal.sheets.checking import Checker
from csp_portal.sheets.descriptions import Sheet
from csp_portal.sheets.findings import Outcome, Work, mark_of
from csp_portal.sheets.models import KEPT_FOR, Upload
from csp_portal.sheets.reading import Grid, decode, read_grid
from csp_portal.sheets.storing import Storer


@dataclass(frozen=True)
class Sender:
    """Who brings a file, and when."""

    person: User
    at: datetime


def may(person: User, verb: str, model: Any) -> bool:
    """Whether the person's role allows ``verb`` for records of ``model``."""
    name = get_permission_codename(verb, model._meta)
    return person.has_perm(f"{model._meta.app_label}.{name}")


def may_upload(person: User, sheet: Sheet) -> bool:
    """Whether the person may change such rows, and the public records they belong to."""
    return may(person, "change", sheet.model) and may(person, "change", sheet.owner_model)


def receive(sheet: Sheet, *, raw: bytes, file_name: str, sender: Sender) -> Upload:
    """Keep a file with what storing it would do; nothing of it is stored yet.

    Raises UnreadableError when it cannot be understood as rows. What was kept of earlier
    files is forgotten after a week.
    """
    text = decode(raw)
    grid = read_grid(text, sheet)
    found = look(sheet, grid, file_name=file_name, sender=sender)
    Upload.objects.filter(uploaded_at__lt=sender.at - KEPT_FOR).delete()
    return Upload.objects.create(
        sheet=sheet.name,
        file_name=file_name[:200],
        text=text,
        found=found,
        mark=mark_of(found),
        uploaded_at=sender.at,
        uploaded_by=sender.person,
    )


def look(sheet: Sheet, grid: Grid, *, file_name: str, sender: Sender) -> dict[str, Any]:
    """Return what storing the rows would do: they are stored, and that is rolled back."""
    with transaction.atomic():
        outcome = _run(sheet, grid, file_name=file_name, sender=sender)
        transaction.set_rollback(True)
    return outcome.found()


def store(upload: Upload, sheet: Sheet, *, seen_mark: str, sender: Sender) -> bool:
    """Store a file whose outcome the person has seen, and say whether that was done.

    If storing it would not do now what was seen, nothing is stored and the upload holds the
    new outcome. A file that was stored already is not stored again.
    """
    with transaction.atomic():
        held = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        if held.stored_at:
            return True
        grid = read_grid(held.text, sheet)
        with transaction.atomic():
            outcome = _run(sheet, grid, file_name=held.file_name, sender=sender)
            found = outcome.found()
            is_as_seen = mark_of(found) == seen_mark and outcome.can_be_stored
            transaction.set_rollback(not is_as_seen)
        if is_as_seen:
            held.found, held.text, held.stored_at = _done(outcome), "", sender.at
        else:
            held.found, held.mark = found, mark_of(found)
        held.save()
    return is_as_seen


def _run(sheet: Sheet, grid: Grid, *, file_name: str, sender: Sender) -> Outcome:
    """Check and store in the transaction of the caller."""
    checker = Checker(sheet, may_add=may(sender.person, "add", sheet.model))
    outcome = checker.outcome(grid)
    Storer(sheet, by=sender.person, at=sender.at, file_name=file_name).store(outcome)
    return outcome


def _done(outcome: Outcome) -> dict[str, Any]:
    """Return what was done, record by record."""
    return {"counts": outcome.counts, "records": [_told(work) for work in outcome.busy_works]}


def _told(work: Work) -> dict[str, Any]:
    record: Publishable = work.record
    return {
        "pk": record.pk,
        "title": str(record),
        "told": work.told(),
        "is_public": record.state == State.PUBLISHED,
    }
