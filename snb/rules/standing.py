"""What a meeting's state means to residents. Pure Python."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """Where a meeting stands, as a short tag and as a sentence; both may be empty."""

    tag_text: str = ""
    tag_colour: str = ""
    sentence: str = ""


PLANNED = Standing()
NOT_RECORDED = Standing("Not recorded", "grey", "We have not yet recorded whether it was held.")
STANDINGS = {
    "held": Standing("Held", "green", "This meeting was held."),
    "cancelled": Standing("Cancelled", "red", "This meeting is cancelled."),
    "postponed": Standing(
        "Postponed", "yellow", "This meeting is postponed. It will not be held at this time."
    ),
}


def standing(state: str, *, is_over: bool) -> Standing:
    """Say where a meeting stands; a planned one whose time has passed is "not recorded"."""
    if state in STANDINGS:
        return STANDINGS[state]
    return NOT_RECORDED if is_over else PLANNED
