"""Files of text and spreadsheet programs: archives (zip) with a known inside."""

import io
import re
import zipfile
import zlib
from operator import attrgetter

from csp_portal.documents.rules.reports import RefusedFileError, refuse_if

BROKEN = (
    "The file is broken or cut off, or is not what its name says. Open it in the program it was "
    "made with, save it again, and choose it again."
)
ACTIVE = (
    "The file holds a macro, a script or another file that could run on a reader’s computer. Save "
    "it without macros and attached objects, or as a PDF, and choose it again."
)
TOO_MUCH = "The file unpacks to far more than it seems. Save it as a PDF instead."
LOCKED = "The file has a password. Save it without one, and choose it again."
# A bomb is small and unpacks to a mountain.
MOST_MEMBERS = 5_000
MOST_BYTES = 300_000_000
MOST_TIMES = 200
# The members that say what the file is made of are short in every file that people write.
MOST_BYTES_ABOUT = 5_000_000
# What a damaged or hostile archive makes Python's own reader raise.
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
# The member that each kind must have, and how it must begin.
MAIN_MEMBERS = {
    "docx": ("word/document.xml", b""),
    "xlsx": ("xl/workbook.xml", b""),
    "odt": ("mimetype", b"application/vnd.oasis.opendocument.text"),
    "ods": ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
}
ACTIVE_MEMBER = re.compile(
    r"(vba\w*\.(bin|xml)|/activex/|/macrosheets/|/dialogsheets/|oleobject\w*\.bin|^(basic|scripts)/)"
    r"|\.(exe|dll|js|vbs|html?|svg|jar|bat|cmd|scr|ps1|hta|lnk)$",
    re.IGNORECASE,
)
# What a program would fetch from elsewhere, and run or show, when it opens the file.
RELATION = re.compile(rb"<relationship\b[^<>]*>")
FETCHED = re.compile(rb"/(attachedtemplate|oleobject|frame)[\"']")
TITLE = re.compile(rb"<dc:title>\s*[^<\s]")


def read_office(content: bytes, ending: str) -> tuple[None, tuple[str, ...]]:
    """Check a file of a text or spreadsheet program; raise RefusedFileError for a bad one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_outside(archive, content)
            check_inside(archive, ending)
            return None, findings_of(archive)
    except FAULTS as error:
        raise RefusedFileError(BROKEN) from error


def check_outside(archive: zipfile.ZipFile, content: bytes) -> None:
    """Refuse what is two kinds of file in one, what is locked, and what would unpack too far.

    Nothing may stand before the first member or after the last, where another file could hide.
    """
    members = archive.infolist()
    refuse_if(not content.startswith(b"PK\x03\x04"), BROKEN)
    refuse_if(content[-22:-18] != b"PK\x05\x06", BROKEN)
    refuse_if(archive.comment, BROKEN)
    refuse_if(min(map(attrgetter("header_offset"), members)), BROKEN)
    refuse_if(any(map(is_locked, members)), LOCKED)
    refuse_if(len(members) > MOST_MEMBERS, TOO_MUCH)
    unpacked = sum(map(attrgetter("file_size"), members))
    refuse_if(unpacked > min(MOST_BYTES, MOST_TIMES * len(content)), TOO_MUCH)


def is_locked(member: zipfile.ZipInfo) -> bool:
    """Whether a member can be read only with a password."""
    return bool(member.flag_bits & 0x1)


def check_inside(archive: zipfile.ZipFile, ending: str) -> None:
    """Refuse another kind than the name says, broken members, and whatever could run."""
    name, beginning = MAIN_MEMBERS[ending]
    refuse_if(not archive.read(name).startswith(beginning), BROKEN)
    refuse_if(archive.testzip(), BROKEN)
    refuse_if(any(map(ACTIVE_MEMBER.search, archive.namelist())), ACTIVE)
    refuse_if(b"macroenabled" in text_of(archive, "[content_types].xml"), ACTIVE)
    refuse_if(is_fetching(text_of(archive, ".rels")), ACTIVE)


def text_of(archive: zipfile.ZipFile, ending: str) -> bytes:
    """Return the members whose names end so, one after another, in small letters.

    Raises RefusedFileError when they are longer than any that a program writes.
    """
    members = [one for one in archive.infolist() if one.filename.lower().endswith(ending)]
    refuse_if(sum(map(attrgetter("file_size"), members)) > MOST_BYTES_ABOUT, TOO_MUCH)
    return b"".join(map(archive.read, members)).lower()


def is_fetching(related: bytes) -> bool:
    """Whether a relation would bring in a template or an object from another place."""
    outside = (one for one in RELATION.findall(related) if b"external" in one)
    return any(map(FETCHED.search, outside))


def findings_of(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """Return what can be said of such a file: whether it has a title, and no more."""
    has_title = TITLE.search(text_of(archive, "core.xml") + text_of(archive, "meta.xml"))
    return ("not_checked",) if has_title else ("no_title", "not_checked")
