"""Figures and planned actions as rows and columns of a file."""

import re

from django.core.exceptions import ValidationError

from csp_portal.sheets.descriptions import Column, Sheet
from partnership.sheets import SOURCE
from priorities.models import Figure, PlannedAction

# What spreadsheet programs make of a period such as "2011-12".
MADE_A_DATE = re.compile(r"[A-Z][a-z]{2}-[0-9]{2}")


def is_not_made_a_date(text: str) -> None:
    """Raise ValidationError for a period that a spreadsheet program took for a month."""
    if MADE_A_DATE.fullmatch(text):
        message = (
            f"“{text}” looks like a period such as 2011-12 that your spreadsheet program has made "
            "a date. Format the column as text and write it again. A month is written “December "
            "2011”."
        )
        raise ValidationError(message)


FIGURES = Sheet(
    "figures",
    Figure,
    key=("measure", "source", "period_from", "period_until"),
    owner="measure",
    columns=(
        Column("Measure", "measure", names=("slug",), hint="the words in its web address"),
        SOURCE,
        Column(
            "Period",
            "label",
            hint="such as 2011-12, in a column that is formatted as text",
            checks=(is_not_made_a_date,),
        ),
        Column("First day", "period_from"),
        Column("First day after", "period_until"),
        Column("Value", "value"),
        Column("Value a period before", "previous_value"),
        Column("Change in per cent", "change_percent"),
        Column("Change in words", "movement"),
        Column("Provisional", "is_provisional"),
        Column("Note", "note"),
    ),
    refusals={
        "figure_says_something": "Give a value, or a change in per cent or in words.",
        "figure_previous_has_value": "A value a period before needs a value beside it.",
        "figure_period_runs_forward": "The first day must come before the first day after.",
    },
)

PLANNED_ACTIONS = Sheet(
    "planned-actions",
    PlannedAction,
    key=("priority", "slug"),
    owner="priority",
    columns=(
        Column(
            "Priority",
            "priority",
            names=("plan__slug", "slug"),
            hint="its plan and itself, such as 2023-26/burglary",
        ),
        Column("Short name", "slug"),
        Column("What will be done", "title"),
        Column("More about it", "description"),
        Column("Who leads", "lead", names=("slug",), hint="the words in its web address"),
        Column("Due on", "due_on"),
        Column("How far it is", "status"),
        Column("Place in the list", "order"),
        SOURCE,
    ),
)
