"""How far something decided at a meeting has come, in words. Pure Python."""

from dataclasses import dataclass
from datetime import date

from csp_portal.dates.words import day_in_words


@dataclass(frozen=True)
class ActionStanding:
    """Where an action stands, as a tag and as a sentence."""

    tag_text: str
    tag_colour: str
    sentence: str


def action_standing(*, due_on: date | None, done_on: date | None, on: date) -> ActionStanding:
    """Say where an action stands on the day ``on``."""
    if done_on is not None:
        return ActionStanding("Done", "green", f"Done on {day_in_words(done_on)}.")
    if due_on is None:
        return ActionStanding("Not done yet", "blue", "No day was set.")
    if due_on < on:
        sentence = f"It was due on {day_in_words(due_on)} and is not done."
        return ActionStanding("Overdue", "red", sentence)
    return ActionStanding("Not done yet", "blue", f"Due on {day_in_words(due_on)}.")
