"""Small content sets for the tests of the loader, written where the test wants them."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from csp_portal.content.faults import ContentError
from csp_portal.content.ledger import Counts
from csp_portal.content.loading import load_set

SOURCE = """
[[source]]
slug = "paper"
title = "Paper"
publisher = "Vale Council"
"""
THEME = """
[[theme]]
slug = "burglary"
name = "Burglary"
"""
PLAN = """
[[plan]]
slug = "2023-26"
title = "Plan"
kind = "three_year"
period_text = "2023 to 2026"
summary = "What we work on."
"""
PRIORITY = """
[[priority]]
plan = "2023-26"
slug = "burglary"
title = "Burglary"
theme = "burglary"
"""
MEASURE = """
[[measure]]
slug = "burglary"
name = "Burglary"
definition = "Homes broken into."
unit = "offences"
direction = "lower_is_better"
source = "paper"
themes = ["burglary"]
"""
YEARLY = """
[measure.yearly]
source = "paper"
starts = "04-01"
values = { "2010-11" = 2209, "2011-12" = 2411 }
notes = { "2011-12" = "Counted twice." }
"""
BOARD = """
[[board]]
slug = "board"
name = "Vale Board"
kind = "neighbourhood"
summary = "It meets."
"""
EXAMPLES = """
[[meeting]]
board = "board"
slug = "example-open-meeting"
title = "Open meeting"
access = "open"
days_from_loading = 24
at = 18:30:00
minutes = 90

[[meeting]]
board = "board"
slug = "example-past-meeting"
title = "Past meeting"
access = "open"
state_of_meeting = "held"
days_from_loading = -60
at = 18:30:00
minutes = 90
"""


def load(folder: Path, text: str, *, at: datetime, **options: Any) -> Counts:
    """Write ``text`` as the only file of the set in ``folder``, and load the set."""
    (folder / "01_records.toml").write_text(text, encoding="utf-8")
    return load_set(folder, at=at, **options)


def faults_of(folder: Path, text: str, *, at: datetime) -> list[str]:
    """Return the faults for which the set is refused, a line each, without the folder."""
    with pytest.raises(ContentError) as refused:
        load(folder, text, at=at)
    return str(refused.value).replace(f"{folder}/", "").splitlines()
