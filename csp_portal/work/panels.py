"""What a person sees at a glance on the desk, beside the lines: plain data and a template."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from csp_portal.work.lines import Asker


@dataclass(frozen=True)
class Panel:
    """A part of the desk for whoever may change records of ``model``.

    The template prints ``content``; where there is none the panel is left out.
    """

    slug: str
    title: str
    model: str
    template: str
    content: Callable[[Asker], Any]
