"""Moves of a record or its draft from state to state, each allowed by the table or refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from csp_portal.accounts.models import User
from csp_portal.publishing import services, snapshots
from csp_portal.publishing.aggregates import aggregate
from csp_portal.publishing.checklist import is_guarded, obstacle_to
from csp_portal.publishing.drafts import (
    KEYS_PER_DRAFT,
    draft_of,
    lock,
    open_draft,
    standing,
)
from csp_portal.publishing.history import has_worked_on, name_of, remember
from csp_portal.publishing.models import (
    Draft,
    PlannedMove,
    Publishable,
    State,
    Version,
    kind_of,
    needs_approval,
)
from csp_portal.publishing.rights import may
from csp_portal.publishing.snapshots import StaleDraftError
from csp_portal.publishing.states import BY_NAME, LOCKED, Actor, Move, moves_from

APPROVE = "publishing.approve_draft"


class MoveRefusedError(Exception):
    """The move is not possible now, for a reason that can be told beside ``field``."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


NEVER_HIDDEN = "It is never withdrawn: residents meet it wherever a public record names it."
LATER = "Give a day and a time that are still to come."
AFTER_PUBLICATION = "It is not public then. Give a time after the one at which it is published."


@dataclass(frozen=True)
class Word:
    """What somebody says with a move: to the public, to colleagues, and for which moment."""

    note: str = ""
    comment: str = ""
    due_at: datetime | None = None


def may_edit(person: User, record: Publishable) -> bool:
    """Whether the person's role lets them change records of this kind."""
    return may(person, "change", record)


def may_approve(person: User, record: Publishable, draft: Draft | None) -> bool:
    """Whether the person approves such records and wrote nothing of this draft."""
    is_approver = person.has_perm(APPROVE) and may(person, "view", record)
    return is_approver and draft is not None and not has_worked_on(person, draft)


def moves_open_to(person: User, record: Publishable) -> list[Move]:
    """Return the moves of the table that this person may make with the record now."""
    draft = draft_of(record)
    allowed: dict[Actor, Callable[[], bool]] = {
        Actor.EDITOR: lambda: may_edit(person, record),
        Actor.PUBLISHER: lambda: may_edit(person, record) and not needs_approval(type(record)),
        Actor.APPROVER: lambda: may_approve(person, record, draft),
        Actor.WORKER: lambda: False,
    }
    moves = moves_from(standing(record, draft))
    if record.state == State.PUBLISHED and draft:
        moves += [move for move in moves_from(State.PUBLISHED) if move not in moves]
    return [move for move in moves if is_for(record, move) and allowed[move.actor]()]


def is_for(record: Publishable, move: Move) -> bool:
    """Whether records of this kind ever make the move: supporting ones are never hidden."""
    return not (record.is_supporting and move.hides)


@transaction.atomic
def make_move(
    record: Publishable, name: str, *, by: User, at: datetime, seen_edition: int, word: Word
) -> None:
    """Make the move ``name`` for a person who has read the record at ``seen_edition``.

    Raises MoveRefusedError, with a sentence for that person, when the table or the person's
    role does not allow it, when somebody changed the record meanwhile, or when the draft no
    longer fits the records around it.
    """
    stored = lock(record)
    move = BY_NAME.get(name)
    if move is None:
        raise MoveRefusedError("Choose what to do by one of the buttons.")
    _check(stored, move, by=by, at=at, seen_edition=seen_edition, word=word)
    try:
        with transaction.atomic():
            _DOERS[name](stored, move=move, by=by, at=at, word=word)
    except StaleDraftError as error:
        message = f"The draft no longer fits what is stored around it. {error}"
        raise MoveRefusedError(message) from error
    record.refresh_from_db()


def _check(
    record: Publishable, move: Move, *, by: User, at: datetime, seen_edition: int, word: Word
) -> None:
    if move not in moves_open_to(by, record):
        raise MoveRefusedError(_why_closed(record, move))
    if edition_of(record) != seen_edition:
        message = "Somebody changed it after you opened this page. Read it again, then decide."
        raise MoveRefusedError(message)
    if move.needs_time and (word.due_at is None or word.due_at <= at):
        raise MoveRefusedError(LATER, field="due_at")
    if move.needs_comment and not word.comment:
        raise MoveRefusedError("Say what should be changed.", field="comment")
    _ask_guard(record, move, by=by, at=_effective(move, word, at=at), note=word.note)


def _effective(move: Move, word: Word, *, at: datetime) -> datetime:
    """Return the moment at which residents notice the move."""
    return (move.needs_time and word.due_at) or at


def _ask_guard(record: Publishable, move: Move, *, by: User, at: datetime, note: str) -> None:
    """Let the record's app look at the draft before it moves, as of the moment it does."""
    if not is_guarded(record):
        return
    try:
        with open_draft(record, by=by, at=at) as session:
            refused = obstacle_to(session.record, move.name, at=at, note=note)
    except StaleDraftError as error:
        refused = f"The draft cannot be read: {error}"
    if refused:
        raise MoveRefusedError(refused)


def _why_closed(record: Publishable, move: Move) -> str:
    if not is_for(record, move):
        return NEVER_HIDDEN
    state = standing(record, draft_of(record))
    if state not in move.before:
        return f"It is “{state.label.lower()}” now, so this cannot be done. Somebody was faster."
    if move.actor is Actor.APPROVER:
        return "You worked on this yourself, or do not approve such records. Somebody else must."
    return "Your role does not allow this."


def edition_of(record: Publishable) -> int:
    """Return the count of saves of the draft, or of the record when it has no draft of its own."""
    draft = draft_of(record)
    return draft.edition if draft and draft.data else record.edition


# --- What each move does -----------------------------------------------------------------


def _set_state(record: Publishable, draft: Draft, state: State) -> None:
    """Move the draft; the rows of a record that is not public carry the same state."""
    draft.state = state
    draft.save()
    if record.state != State.PUBLISHED:
        record.state = state
        services.save(record)


def _publish(record: Publishable, *, move: Move, by: User, at: datetime, word: Word) -> None:
    services.publish(record, by=by, at=at, note=word.note, comment=word.comment, move=move.name)


def _withdraw(record: Publishable, *, move: Move, by: User, at: datetime, word: Word) -> None:
    services.withdraw(record, by=by, at=at, note=word.note, move=move.name)


def _schedule(record: Publishable, *, move: Move, by: User, at: datetime, word: Word) -> None:
    plan_move(record, "fall_due", by=by, at=at, word=word)
    _step(record, move=move, by=by, at=at, word=word)


def _stop(record: Publishable, *, move: Move, by: User, at: datetime, word: Word) -> None:
    stop_planned(record, "fall_due")
    _step(record, move=move, by=by, at=at, word=word)


def _step(record: Publishable, *, move: Move, by: User, at: datetime, word: Word) -> None:
    """Make a move that the public does not notice."""
    draft = draft_of(record)
    before = standing(record, draft)
    draft = draft or services.note_work(record, by=by, at=at)
    if move.after == State.AWAITING_APPROVAL:
        # Whoever sends it stands for it, so somebody else must approve it.
        draft.authors.add(by)
        draft.sent_at = at
    # Whoever empties the note has taken it back.
    draft.note = word.note
    # What is said while taking a draft back is for the history: nobody returned it.
    is_for_reader = move.needs_comment or move.after in LOCKED
    draft.comment = word.comment * is_for_reader
    draft.commented_by_name = name_of(by) if draft.comment else ""
    _set_state(record, draft, move.after)
    remember(
        record, move.name, before=before, after=move.after, by=by, at=at,
        note=word.note, comment=word.comment, due_at=word.due_at if move.needs_time else None,
    )  # fmt: skip


_DOERS: dict[str, Callable[..., None]] = {
    "publish": _publish,
    "approve": _publish,
    "schedule": _schedule,
    "approve_for_later": _schedule,
    "send": _step,
    "take_back": _step,
    "return": _step,
    "stop": _stop,
    "withdraw": _withdraw,
}


# --- What is set to happen later ---------------------------------------------------------


def plan_move(
    record: Publishable, move: str, *, by: User | None, at: datetime, word: Word
) -> PlannedMove:
    """Set the moment at which the portal makes ``move`` by itself; an earlier plan is replaced."""
    if word.due_at is None:
        raise MoveRefusedError(LATER, field="due_at")
    stop_planned(record, move)
    return PlannedMove.objects.create(
        kind=kind_of(record), record_id=record.pk, title=str(record)[:200], move=move,
        due_at=word.due_at, note=word.note, set_by=by, set_at=at,
    )  # fmt: skip


def stop_planned(record: Publishable, move: str) -> None:
    """Take back a plan, if there is one."""
    planned = PlannedMove.objects.filter(kind=kind_of(record), record_id=record.pk, move=move)
    planned.filter(done_at=None).delete()


@transaction.atomic
def plan_withdrawal(record: Publishable, *, by: User, at: datetime, word: Word) -> PlannedMove:
    """Set the moment at which the record is withdrawn; raises MoveRefusedError."""
    stored = lock(record)
    if not is_for(stored, BY_NAME["expire"]):
        raise MoveRefusedError(NEVER_HIDDEN)
    if stored.state != State.PUBLISHED and not _is_scheduled(stored):
        raise MoveRefusedError("Only what is public, or will be, can be withdrawn later.")
    if not may_edit(by, stored):
        raise MoveRefusedError("Your role does not allow this.")
    if word.due_at is None or word.due_at <= at:
        raise MoveRefusedError(LATER, field="due_at")
    if stored.state != State.PUBLISHED and publications_from(stored, word.due_at).exists():
        raise MoveRefusedError(AFTER_PUBLICATION, field="due_at")
    _ask_guard(stored, BY_NAME["expire"], by=by, at=word.due_at, note=word.note)
    state = standing(stored, draft_of(stored))
    remember(
        stored, "plan_withdrawal", before=state, after=state, by=by, at=at, note=word.note,
        due_at=word.due_at,
    )  # fmt: skip
    return plan_move(stored, "expire", by=by, at=at, word=word)


@transaction.atomic
def stop_withdrawal(record: Publishable, *, by: User, at: datetime) -> None:
    """Let the record stay public; raises MoveRefusedError."""
    if not may_edit(by, record):
        raise MoveRefusedError("Your role does not allow this.")
    state = standing(record, draft_of(record))
    stop_planned(record, "expire")
    remember(record, "stop_withdrawal", before=state, after=state, by=by, at=at)


def publications_from(record: Publishable, moment: datetime) -> QuerySet[PlannedMove]:
    """Return what is set to publish the record at the moment or later."""
    planned = PlannedMove.objects.filter(kind=kind_of(record), record_id=record.pk, done_at=None)
    return planned.filter(move="fall_due", due_at__gte=moment)


def _is_scheduled(record: Publishable) -> bool:
    return record.state == State.SCHEDULED


# --- Drafts that are dropped, and versions that are brought back ---------------------------


@transaction.atomic
def discard_draft(record: Publishable, *, by: User, at: datetime) -> None:
    """Drop the draft of a public record; it stays among the versions, marked as discarded.

    Raises MoveRefusedError when there is none, or when it is with an approver or scheduled.
    """
    stored = lock(record)
    draft = draft_of(stored)
    if draft is None or draft.state != State.DRAFT or not draft.data:
        raise MoveRefusedError("There is no draft to discard.")
    version = services.set_aside(stored, draft, by=by, at=at)
    draft.delete()
    remember(
        stored, "discard", before=State.DRAFT, after=State(stored.state), by=by, at=at,
        version=version,
    )  # fmt: skip


@transaction.atomic
def bring_back(record: Publishable, *, number: int, by: User, at: datetime) -> None:
    """Make an earlier version the draft; nothing public changes until it is published.

    What was being prepared is kept among the versions. Raises MoveRefusedError when the draft
    is with an approver or scheduled, or when the version needs something that was deleted.
    """
    stored = lock(record)
    draft = draft_of(stored)
    before = standing(stored, draft)
    if before in {State.AWAITING_APPROVAL, State.SCHEDULED}:
        raise MoveRefusedError("It is locked: take it back first.")
    versions = Version.objects.filter(kind=kind_of(stored), record_id=stored.pk)
    version = versions.filter(number=number).first()
    if version is None:
        raise MoveRefusedError("There is no such version.")
    data: Any = version.data
    if stored.state != State.PUBLISHED:
        _bring_back_into_rows(stored, draft, data, by=by, at=at)
    else:
        _bring_back_as_draft(stored, draft, data, by=by, at=at)
    prepared = services.note_work(stored, by=by, at=at)
    prepared.authors.add(*User.objects.filter(pk__in=version.author_ids))
    remember(
        stored, "bring_back", before=before, after=standing(stored, draft_of(stored)), by=by, at=at,
        comment=f"Version {number}",
    )  # fmt: skip


def _bring_back_into_rows(
    record: Publishable, draft: Draft | None, data: Any, *, by: User, at: datetime
) -> None:
    services.set_text_aside(record, snapshots.read(record), draft, by=by, at=at)
    try:
        snapshots.write(record, data, with_new_keys=True)
    except StaleDraftError as error:
        raise MoveRefusedError(str(error)) from error
    record.refresh_from_db()
    services.save(record)


def _bring_back_as_draft(
    record: Publishable, draft: Draft | None, data: Any, *, by: User, at: datetime
) -> None:
    services.set_aside(record, draft, by=by, at=at)
    draft = services.note_work(record, by=by, at=at)
    draft.edition = max(draft.edition, record.edition) + 1
    data = snapshots.in_keeping(record, data)
    part = aggregate(type(record))
    known = {(label, key) for label, key in snapshots.keys_of(part, data) if key > 0}
    snapshots.renumber(part, data, known=known, start=-draft.pk * KEYS_PER_DRAFT)
    draft.data, draft.base_edition = data, record.edition
    draft.save()
