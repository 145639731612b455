"""The rows of a checked file go into drafts of public records, and into the rows of others.

To check and to store are one and the same: a check is a storing that is rolled back. So the
database's own constraints have their say before anybody presses the button.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from csp_portal.accounts.models import User
from csp_portal.publishing import services, snapshots
from csp_portal.publishing.drafts import open_draft
from csp_portal.publishing.models import Publishable, State
from csp_portal.publishing.snapshots import BrokenConstraintError, StaleDraftError
from csp_portal.sheets.checking import instance_of
from csp_portal.sheets.descriptions import Sheet
from csp_portal.sheets.findings import Outcome, Row, Work

# Each takes a few questions to the database; after so many the file needs mending anyway.
MOST_LOOKED_FOR = 100
NOT_FITTING = "The draft of “{}” does not fit what is stored around it: {}"


class Storer:
    """Stores what a file would do, for one person at one moment."""

    def __init__(self, sheet: Sheet, *, by: User, at: datetime, file_name: str) -> None:
        self._sheet, self._by, self._at = sheet, by, at
        self._file_name = file_name

    def store(self, outcome: Outcome) -> None:
        """Store everything that is not refused; what the database refuses is noted in its row."""
        for work in outcome.works:
            self._check_by_models(work)
            # A refused row may break what the others are not to blame for.
            if work.busy_rows and not work.is_refused:
                self._store_one(work)

    def _check_by_models(self, work: Work) -> None:
        for row in work.busy_rows:
            try:
                instance_of(self._sheet, work, row).clean()
            except ValidationError as error:
                row.refuse(error)

    def _store_one(self, work: Work) -> None:
        try:
            with transaction.atomic():
                self._write(work)
                self._log(work)
        except (IntegrityError, BrokenConstraintError):
            self._refuse_broken(work)
        except (StaleDraftError, ProtectedError) as error:
            work.refuse_all(NOT_FITTING.format(work.record, error))

    def _write(self, work: Work) -> None:
        record = work.record
        if record._state.adding:
            services.save(record)
            services.begin(record, by=self._by, at=self._at)
        elif record.state == State.PUBLISHED:
            self._write_draft(record, work)
        else:
            snapshots.write(record, work.data)
            record.refresh_from_db()
            services.save(record)
            services.note_work(record, by=self._by, at=self._at)

    def _write_draft(self, record: Publishable, work: Work) -> None:
        with open_draft(record, by=self._by, at=self._at) as session:
            snapshots.write(record, work.data)
            services.count_save(record)
            session.is_saved = True

    def _log(self, work: Work) -> None:
        flag = ADDITION if work.rows[0].is_new and not self._sheet.owner else CHANGE
        rows = self._sheet.model._meta.verbose_name_plural
        told = f"By the file “{self._file_name}”: {rows}: {work.told()}."
        LogEntry.objects.log_actions(self._by.pk, [work.record], flag, told)

    # --- Which rows the database refuses -------------------------------------------------

    def _refuse_broken(self, work: Work) -> None:
        """Find the rows that break a constraint, and say which one in words."""
        rows = work.busy_rows
        with transaction.atomic():
            if self._sheet.owner:
                self._empty_place_of(work)
            for row in list(islice(self._broken(work, rows), MOST_LOOKED_FOR)):
                self._explain(row, instance_of(self._sheet, work, row))
            transaction.set_rollback(True)
        if not any(row.faults for row in rows):
            rows[0].refuse("This does not fit what is stored already.")

    def _empty_place_of(self, work: Work) -> None:
        """Take the record's rows away, so that those of the file can be tried in their place."""
        stored: Any = self._sheet.model._default_manager.filter(**{self._sheet.owner: work.record})
        stored._raw_delete(stored.db)

    def _broken(self, work: Work, rows: list[Row]) -> Iterator[Row]:
        """Yield the rows that cannot be written, by trying halves of halves."""
        if len(rows) == 1:
            yield rows[0]
        elif not self._fits(work, rows):
            middle = len(rows) // 2
            yield from self._broken_half(work, rows[:middle])
            yield from self._broken_half(work, rows[middle:])

    def _broken_half(self, work: Work, rows: list[Row]) -> Iterator[Row]:
        if not self._fits(work, rows):
            yield from self._broken(work, rows)

    def _fits(self, work: Work, rows: list[Row]) -> bool:
        instances = [instance_of(self._sheet, work, row) for row in rows]
        try:
            with transaction.atomic():
                self._sheet.model._default_manager.bulk_create(instances)
                transaction.set_rollback(True)
        except IntegrityError:
            return False
        return True

    def _explain(self, row: Row, instance: models.Model) -> None:
        try:
            instance.validate_unique()
        except ValidationError as error:
            row.refuse(error)
        for constraint in instance._meta.constraints:
            try:
                constraint.validate(type(instance), instance)
            except ValidationError as error:
                row.refuse(self._sheet.refusals.get(constraint.name, " ".join(error.messages)))
