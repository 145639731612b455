"""Files of text and spreadsheet programs: archives (zip) with a known inside."""

import io
import re
import zipfile
import zlib

from csp_portal.documents.rules.reports import RefusedFileError

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
# The member that each kind must have, and what must be in it.
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
RELATION = re.compile(rb"<relationship\b[^>]*>")
FETCHED = re.compile(rb"/(attachedtemplate|oleobject|frame)[\"']")
TITLE = re.compile(rb"<dc:title>\s*[^<\s]")


def read_office(content: bytes, ending: str) -> tuple[None, tuple[str, ...]]:
    """Check a file of a text or spreadsheet program; raise RefusedFileError for a bad one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_outside(archive, content)
            check_inside(archive, ending)
            return None, findings_of(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise RefusedFileError(BROKEN) from error
    except (KeyError, ValueError, RuntimeError, OverflowError) as error:
        raise RefusedFileError(BROKEN) from error


def check_outside(archive: zipfile.ZipFile, content: bytes) -> None:
    """Refuse what is two kinds of file in one, what is locked, and what would unpack too far.

    Nothing may stand before the first member or after the last, where another file could hide.
    """
    members = archive.infolist()
    is_alone = content.startswith(b"PK\x03\x04") and content[-22:-18] == b"PK\x05\x06"
    if archive.comment or not is_alone:
        raise RefusedFileError(BROKEN)
    if min(member.header_offset for member in members) != 0:
        raise RefusedFileError(BROKEN)
    if any(member.flag_bits & 0x1 for member in members):
        raise RefusedFileError(LOCKED)
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > min(MOST_BYTES, MOST_TIMES * len(content)):
        raise RefusedFileError(TOO_MUCH)


def check_inside(archive: zipfile.ZipFile, ending: str) -> None:
    """Refuse another kind than the name says, broken members, and whatever could run."""
    name, wanted = MAIN_MEMBERS[ending]
    if wanted not in (archive.read(name)[:100].strip(), b"") or archive.testzip():
        raise RefusedFileError(BROKEN)
    names = archive.namelist()
    related = b"".join(archive.read(one) for one in names if one.lower().endswith(".rels"))
    kinds = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroenabled" in kinds.lower() or is_fetching(related.lower()):
        raise RefusedFileError(ACTIVE)
    if any(map(ACTIVE_MEMBER.search, names)):
        raise RefusedFileError(ACTIVE)


def is_fetching(related: bytes) -> bool:
    """Whether a relation would bring in a template or an object from another place."""
    outside = (one for one in RELATION.findall(related) if b"external" in one)
    return any(map(FETCHED.search, outside))


def findings_of(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """Return what can be said of such a file: whether it has a title, and no more."""
    names = {"docProps/core.xml", "meta.xml"} & set(archive.namelist())
    has_title = any(TITLE.search(archive.read(name)) for name in names)
    return ("not_checked",) if has_title else ("no_title", "not_checked")
