"""The states of a public record, and who may move it from which to which: one table.

Everything reads it: the buttons in the back office, the services, the tests, the diagram.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models


class State(models.TextChoices):
    """Where a record, or the draft of a published one, stands; only ``published`` is public."""

    DRAFT = "draft", "Draft"
    AWAITING_APPROVAL = "awaiting_approval", "Awaiting approval"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


# Nobody edits what an approver is reading, or what was approved and waits for its time.
LOCKED = (State.AWAITING_APPROVAL, State.SCHEDULED)
# The states that the draft of a published record may have.
OF_A_DRAFT = (State.DRAFT, *LOCKED)


class Actor(StrEnum):
    """Who makes a move."""

    EDITOR = "whoever may change the record"
    PUBLISHER = "whoever may change the record, if its kind needs no second person"
    APPROVER = "an approver who did not work on it"
    WORKER = "the portal itself, at the time that was set"


@dataclass(frozen=True)
class Move:
    """One line of the table: the word on the button, from where, to where, by whom."""

    name: str
    label: str
    before: tuple[State, ...]
    after: State
    actor: Actor
    needs_time: bool = False
    needs_comment: bool = False

    @property
    def hides(self) -> bool:
        """Whether residents lose sight of the record by it; nobody does so with supporting ones."""
        return self.after == State.WITHDRAWN


MOVES = (
    Move(
        "publish", "Publish now", (State.DRAFT, State.WITHDRAWN), State.PUBLISHED, Actor.PUBLISHER
    ),
    Move(
        "schedule",
        "Publish at this time",
        (State.DRAFT, State.WITHDRAWN),
        State.SCHEDULED,
        Actor.PUBLISHER,
        needs_time=True,
    ),
    Move(
        "send",
        "Send for approval",
        (State.DRAFT, State.WITHDRAWN),
        State.AWAITING_APPROVAL,
        Actor.EDITOR,
    ),
    Move("take_back", "Take back to edit", (State.AWAITING_APPROVAL,), State.DRAFT, Actor.EDITOR),
    Move(
        "approve",
        "Approve and publish now",
        (State.AWAITING_APPROVAL,),
        State.PUBLISHED,
        Actor.APPROVER,
    ),
    Move(
        "approve_for_later",
        "Approve for this time",
        (State.AWAITING_APPROVAL,),
        State.SCHEDULED,
        Actor.APPROVER,
        needs_time=True,
    ),
    Move(
        "return",
        "Return with the comment",
        (State.AWAITING_APPROVAL,),
        State.DRAFT,
        Actor.APPROVER,
        needs_comment=True,
    ),
    Move("stop", "Stop, and edit again", (State.SCHEDULED,), State.DRAFT, Actor.EDITOR),
    Move("fall_due", "Published at its time", (State.SCHEDULED,), State.PUBLISHED, Actor.WORKER),
    Move("withdraw", "Withdraw now", (State.PUBLISHED,), State.WITHDRAWN, Actor.EDITOR),
    Move("expire", "Withdrawn at its time", (State.PUBLISHED,), State.WITHDRAWN, Actor.WORKER),
)
BY_NAME = {move.name: move for move in MOVES}


def moves_from(state: str) -> list[Move]:
    """Return the moves that begin in ``state``, in the order of the table."""
    return [move for move in MOVES if state in move.before]


def diagram() -> str:
    """Return the table as a state diagram in Mermaid's notation."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT}"]
    lines += [f"    {state} : {state.label}" for state in State]
    lines += [
        f"    {before} --> {move.after} : {move.label} ({move.actor.name.lower()})"
        for move in MOVES
        for before in move.before
    ]
    return "\n".join(lines)


def table() -> str:
    """Return the table in Markdown."""
    lines = ["| move | from | to | by |", "|---|---|---|---|"]
    lines += [
        f"| {move.label} | {' or '.join(state.label for state in move.before)} "
        f"| {move.after.label} | {move.actor} |"
        for move in MOVES
    ]
    return "\n".join(lines)
