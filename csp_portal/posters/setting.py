"""Set a poster: its words in, the pages of a PDF or of a picture out."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal

import typst

from csp_portal.posters.codes import qr_drawing
from csp_portal.posters.letters import FONTS, all_printable
from csp_portal.posters.text import PosterText

FOLDER = Path(__file__).parent
SHEET = FOLDER / "poster.typ"
# Tagged, with title, language and the words for each drawing, or it is not written at all.
STANDARD: Literal["ua-1"] = "ua-1"
PREVIEW_PPI = 96.0
# How many documents later the compiler forgets what it worked out for one.
MEMORY = 10
ONE_AT_A_TIME = Lock()


def render_poster(text: PosterText, *, large_print: bool = False) -> bytes:
    """Return the poster as PDF/UA-1: A4, or A3 with all words in 24 points or more.

    The same words give the same bytes. Long texts flow onto further pages.
    """
    compiler = _compiler(text, large_print=large_print)
    return b"".join(_pages(compiler.compile(format="pdf", pdf_standards=STANDARD)))


def render_png(
    text: PosterText, *, large_print: bool = False, ppi: float = PREVIEW_PPI
) -> list[bytes]:
    """Return each page of the poster as a PNG picture."""
    return _pages(_compiler(text, large_print=large_print).compile(format="png", ppi=ppi))


def _compiler(text: PosterText, *, large_print: bool) -> typst.Compiler:
    """Return a compiler of the sheet; the words reach it as data and are never read as code."""
    return typst.Compiler(
        SHEET,
        root=FOLDER,
        font_paths=_fonts(),
        sys_inputs={"poster": _data(text, large_print=large_print)},
    )


def _data(text: PosterText, *, large_print: bool) -> str:
    words = all_printable(asdict(text))
    issued = text.issued_on and text.issued_on.timetuple()[:3]
    # An address is not altered: a code must lead where it says.
    drawn = {
        "large": large_print,
        "issued_on": issued,
        "page_url": text.page_url,
        "code": qr_drawing(text.page_url),
    }
    return json.dumps(words | drawn)


def _pages(compiled: bytes | list[bytes] | None) -> list[bytes]:
    """Return the pages, which the compiler gives as one when there is one."""
    _forget()
    return [compiled] if isinstance(compiled, bytes) else compiled or []


def _forget() -> None:
    """Have the compiler let go of the poster, which would hold ten megabytes for long.

    It keeps what it worked out for a number of documents; empty ones drive that out.
    """
    with ONE_AT_A_TIME:
        for _ in range(MEMORY):
            _empty_compiler().compile(b" ", format="svg")


@cache
def _empty_compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    """Only the fonts that lie here, so that every machine sets the same poster."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
