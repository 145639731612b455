"""The one way in: a file is published only if it is what it says and nothing in it can run."""

import hashlib
from collections.abc import Callable
from typing import BinaryIO

from csp_portal.documents.rules.formats import size_in_words
from csp_portal.documents.rules.names import ending_of
from csp_portal.documents.rules.office import read_office
from csp_portal.documents.rules.pdf import read_pdf
from csp_portal.documents.rules.reports import Report, refuse_if
from csp_portal.documents.rules.tables import read_table

# Given the file's content, returns the number of pages, if it has any, and the findings.
Reader = Callable[[bytes, str], tuple[int | None, tuple[str, ...]]]
READERS: dict[str, Reader] = {"pdf": read_pdf, "csv": read_table}


def examine(file: BinaryIO, *, name: str, size: int, limit: int) -> Report:
    """Return what the check found in a file; raise RefusedFileError if it is not published.

    The size is looked at before anything is read, and the content is believed, not the name.
    """
    refuse_if(
        size > limit,
        f"The file has {size_in_words(size)}. The most we can publish is {size_in_words(limit)}. "
        "Make its pictures smaller, or split it.",
    )
    ending = ending_of(name)
    file.seek(0)
    content = file.read(limit + 1)
    refuse_if(not content, "The file is empty. Open it, save it again, and choose it again.")
    page_count, findings = READERS.get(ending, read_office)(content, ending)
    digest = hashlib.sha256(content).hexdigest()
    return Report(ending, digest, page_count, findings)
