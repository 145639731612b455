"""What the check of a file says: that it is refused, or what it found."""

from dataclasses import dataclass
from operator import attrgetter


class RefusedFileError(Exception):
    """A file that is not published, with the reason and the way out, for who chose it."""


def refuse_if(is_bad: object, message: str) -> None:
    """Raise RefusedFileError with ``message`` when something is bad."""
    if is_bad:
        raise RefusedFileError(message)


@dataclass(frozen=True)
class Finding:
    """Something the check found: what it means, what to do, and whether it shuts people out."""

    words: str
    remedy: str
    is_barrier: bool = False


# The codes are stored with each file, so a code is never given another meaning.
FINDINGS = {
    "not_tagged": Finding(
        "The PDF has no tags. A screen reader cannot tell headings, lists and tables.",
        "Make it again from the text program, with “tagged PDF” or “PDF/UA” ticked. Do not print "
        "to PDF.",
        is_barrier=True,
    ),
    "no_text": Finding(
        "The first pages hold no text. They may be scanned pictures, which nobody can hear or "
        "search.",
        "Ask for the file it was printed from, or have its text recognised first.",
        is_barrier=True,
    ),
    "no_language": Finding(
        "The PDF does not say its language. A screen reader may read it with the wrong voice.",
        "Set the language in the text program, then save as PDF again.",
        is_barrier=True,
    ),
    "no_title": Finding(
        "The file does not say its title.",
        "Fill in the title under the file’s properties, then save it again.",
    ),
    "not_checked": Finding(
        "We cannot check this kind of file for accessibility.",
        "Run “Check accessibility” in your own program before you choose the file.",
    ),
}


def findings_in_words(codes: str) -> str:
    """Return what stored codes mean, in words."""
    return " ".join(FINDINGS[code].words for code in codes.split())


@dataclass(frozen=True)
class Report:
    """What the check found out about a file that may be published."""

    format: str
    sha256: str
    page_count: int | None = None
    findings: tuple[str, ...] = ()

    @property
    def found(self) -> list[Finding]:
        """What the check found, in words."""
        return [FINDINGS[code] for code in self.findings]

    @property
    def has_barrier(self) -> bool:
        """Whether the file shuts some people out."""
        return any(map(attrgetter("is_barrier"), self.found))
