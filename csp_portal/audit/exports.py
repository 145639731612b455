"""The audit log as a table for a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator

from django.utils import timezone

from csp_portal.audit.models import Entry
from csp_portal.audit.rules import guarded_cell

HEADINGS = ("When", "What", "By", "About", "Details", "Address", "Browser")


class Echo:
    """A file that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of the table; the first character tells Excel that it is UTF-8."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(HEADINGS)
    for entry in entries:
        yield writer.writerow([guarded_cell(cell) for cell in cells(entry)])


def cells(entry: Entry) -> tuple[str, ...]:
    """Return one entry as texts."""
    return (
        timezone.localtime(entry.happened_at).strftime("%Y-%m-%d %H:%M:%S"),
        entry.get_kind_display(),
        entry.by_name,
        entry.about_name,
        entry.details,
        entry.address,
        entry.browser,
    )
