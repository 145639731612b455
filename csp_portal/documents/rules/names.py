"""Names of files: which are refused, and under which a file is served."""

import re
import unicodedata

from csp_portal.documents.rules.formats import ALLOWED_IN_WORDS, FORMATS
from csp_portal.documents.rules.reports import refuse_if

LONGEST_STEM = 80
OTHER_KIND = f"This kind of file cannot be published. Use {ALLOWED_IN_WORDS}."
# Words that mean a kind of file; before the ending of a name they say that it is two things.
KINDS_OF_FILE = {
    "7z", "app", "asp", "aspx", "bat", "bin", "cmd", "com", "cpl", "dll", "dmg", "doc", "docm",
    "eml", "exe", "gz", "hta", "htm", "html", "iso", "jar", "js", "jse", "jsp", "lnk", "mht",
    "mhtml", "msg", "msi", "php", "phtml", "pif", "pl", "ppt", "pptm", "pptx", "ps1", "py",
    "rar", "reg", "rtf", "scr", "sh", "shtml", "svg", "svgz", "swf", "tar", "txt", "vbe",
    "vbs", "wsf", "xht", "xhtml", "xls", "xlsm", "xml", "xps", "zip",
    *FORMATS,
}  # fmt: skip


def ending_of(name: str) -> str:
    """Return the ending of a name whose kind may be published; else raise RefusedFileError."""
    *stem, ending = base_name(name).lower().split(".")
    refuse_if(ending not in FORMATS, OTHER_KIND)
    refuse_if(not any(stem), OTHER_KIND)
    earlier = "".join(stem[1:][-1:]).strip()
    refuse_if(
        earlier in KINDS_OF_FILE,
        f"The name of the file has two endings: .{earlier}.{ending}. Find out which is right, give "
        "it a name with that ending only, and choose it again.",
    )
    return ending


def clean_name(name: str) -> str:
    """Return the name under which a file is served: plain letters, digits, hyphens, its ending."""
    stem, _dot, ending = base_name(name).rpartition(".")
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return f"{words[:LONGEST_STEM].strip('-') or 'document'}.{ending.lower()}"


def base_name(name: str) -> str:
    """Return a name without folders and without characters that cannot be seen.

    Some of those turn the direction of writing, so that "fdp.exe" is read as "exe.pdf".
    """
    last = re.split(r"[/\\]", name)[-1]
    return "".join(char for char in last if char.isprintable()).strip()
