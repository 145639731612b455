"""The words of a poster, ready to be set."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """A paragraph, or one point of a list."""

    words: str
    is_point: bool = False


@dataclass(frozen=True)
class PosterText:
    """Everything a poster says. What is empty is left out, together with its heading.

    ``colour`` is the band's, as "#004f4d"; white words stand on it. ``status_word`` stands large
    at the top ("Cancelled"), and ``is_called_off`` makes it an alarm. ``old_when`` is struck out.
    ``page_words`` is the address as people type it, ``page_url`` what the code leads to.
    """

    partnership: str
    colour: str
    board: str
    heading: str
    page_words: str
    page_url: str
    example: str = ""
    status_word: str = ""
    status_text: str = ""
    is_called_off: bool = False
    day: str = ""
    times: str = ""
    old_when: str = ""
    place_name: str = ""
    place_lines: tuple[str, ...] = ()
    join_online: str = ""
    who_may_come: str = ""
    about: tuple[Line, ...] = ()
    take_part: tuple[Line, ...] = ()
    access: tuple[tuple[str, str], ...] = ()
    getting_there: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    notice: str = ""
    issued_on: date | None = None
