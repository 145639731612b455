"""What was decided at meetings and what became of it, as pages print it. No queries here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.urls import reverse
from django.utils import timezone

from csp_portal.publishing.models import if_public
from partnership.models import Board, BoardKind
from snb.models import MeetingAction
from snb.presenters.meetings import title_with_day
from snb.record import Row
from snb.rules.actions import ActionStanding, action_standing


def actions_url(board: Board) -> str:
    """Return the address of the list of what a board decided."""
    if board.kind == BoardKind.NEIGHBOURHOOD:
        return reverse("snb:action_list")
    return reverse("snb:board_action_list", args=[board.slug])


@dataclass(frozen=True)
class ActionLine:
    """Something decided: what, by whom, by when, and what became of it."""

    text: str
    standing: ActionStanding
    body: str = ""
    body_url: str = ""
    done_text: str = ""
    # Where it was decided.
    origin: str = ""
    origin_url: str = ""
    is_example: bool = False

    @classmethod
    def of_row(cls, row: Row, *, origin: str, today: date) -> Self:
        """Return an action as the page of its own meeting prints it."""
        return cls(
            text=row.text,
            standing=action_standing(due_on=row.due_on, done_on=row.done_on, on=today),
            body=row.body,
            body_url=page_of_body(row.body_slug),
            done_text=row.more,
            origin=origin,
        )

    @classmethod
    def of(cls, action: MeetingAction, *, at: datetime) -> Self:
        """Return an action as a list of many meetings' actions prints it."""
        body, today = if_public(action.body, at=at), timezone.localdate(at)
        meeting = action.item.meeting
        return cls(
            text=action.text,
            standing=action_standing(due_on=action.due_on, done_on=action.done_on, on=today),
            body=body.name if body else "",
            body_url=body.get_absolute_url() if body else "",
            done_text=action.done_text,
            origin=title_with_day(meeting),
            origin_url=f"{meeting.get_absolute_url()}#decided",
            is_example=meeting.is_example,
        )


def page_of_body(slug: str) -> str:
    """Return the page of the body with these words in its address; empty for no words."""
    return reverse("partnership:member_detail", args=[slug]) if slug else ""


@dataclass(frozen=True)
class ActionGroups:
    """The actions on one page of the list: what is to be done, then what was done."""

    to_do: list[ActionLine]
    done: list[ActionLine]

    @classmethod
    def of(cls, actions: Iterable[MeetingAction], *, at: datetime) -> Self:
        """Part the actions, which come in their order."""
        lines = [(action.done_on, ActionLine.of(action, at=at)) for action in actions]
        return cls(
            [line for done_on, line in lines if done_on is None],
            [line for done_on, line in lines if done_on is not None],
        )
