"""The one door for what residents are told of a meeting: notices, numbered and unalterable."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from csp_portal.accounts.models import User
from csp_portal.audit.models import Kind
from csp_portal.audit.services import record_event
from csp_portal.identity.models import Identity
from csp_portal.publishing import services as publishing
from csp_portal.publishing.drafts import draft_of, lock, open_draft, standing
from csp_portal.publishing.history import name_of
from csp_portal.publishing.models import ChangeNote, Publishable, State
from csp_portal.publishing.snapshots import StaleDraftError
from csp_portal.publishing.states import LOCKED
from csp_portal.publishing.workflow import edition_of, moves_open_to
from snb.bank_holidays import bank_holidays
from snb.facts import facts_of, latest_notice
from snb.models import Meeting, MeetingAccess, Notice
from snb.querysets import MeetingQuerySet
from snb.rules.checks import SHORT_NOTICE, Check, Setting, checks
from snb.rules.facts import MeetingFacts
from snb.rules.notices import NoticeKind, clear_days, kinds_open, sentences, tells_new_day
from snb.rules.times import moment_in_words, when_in_words


class NoticeRefusedError(Exception):
    """A notice cannot be issued, for a reason that can be told beside ``field``."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Order:
    """What a person orders on the review page, and what they had seen there."""

    kind: NoticeKind
    seen_edition: int
    seen_number: int
    short_notice_reason: str = ""
    accepted: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Prospect:
    """What the next notice of a meeting could be, from its draft: facts, kinds, and checks."""

    before: MeetingFacts | None
    after: MeetingFacts | None
    kinds: list[NoticeKind]
    notice_days: int
    number: int
    can_ask: bool
    was_closed: bool
    clashes: tuple[str, ...]
    at: datetime

    def setting(self, kind: NoticeKind) -> Setting:
        """Return what a notice of this kind is checked against; there must be facts."""
        if self.after is None:
            raise NoticeRefusedError(NO_DAY)
        return Setting(
            after=self.after,
            before=self.before,
            kind=kind,
            at=timezone.localtime(self.at),
            notice_days=self.notice_days,
            can_ask=self.can_ask,
            was_closed=self.was_closed,
            clashes=self.clashes,
            bank_holidays=holidays_around(self.after.starts_at.date()),
        )

    def checks(self, kind: NoticeKind) -> list[Check]:
        """Return what is found when a notice of this kind is looked through."""
        return checks(self.setting(kind)) if self.after else []


NO_DAY = "The meeting has no day and time yet."
NOTHING_NEW = "There is nothing new to tell. Change the meeting first."
NOT_YOURS = (
    "You cannot issue it: your role does not allow it, or somebody else must approve meetings "
    "first. Send it for approval on its “Publish” page."
)
LOCKED_NOW = "It is with an approver, or waits for its time. Take it back or stop it first."
CHANGED = "Somebody changed the meeting after you opened this page. Look again, then decide."
READ_FIRST = "Read this, put it right or tick that it may stay."
SAY_WHY = "Say why the notice is short. Residents read it."


def holidays_around(day: date) -> dict[date, str]:
    """Return the bank holidays of the day's year."""
    return bank_holidays([day.year])


def prospect_of(meeting: Meeting, *, by: User | None, at: datetime) -> Prospect:
    """Return what a notice of the meeting's draft would tell; nothing is changed.

    Raises StaleDraftError when the draft names something that is gone.
    """
    was_closed = meeting.access == MeetingAccess.CLOSED and meeting.state == State.PUBLISHED
    with open_draft(meeting, by=by, at=at) as session:
        found: Any = session.record
        return prospect_of_rows(found, at=at, was_closed=was_closed)


def prospect_of_rows(meeting: Meeting, *, at: datetime, was_closed: bool = False) -> Prospect:
    """Return what a notice of the meeting would tell, as its rows are now."""
    latest = latest_notice(meeting)
    before, after = latest.told if latest else None, facts_of(meeting)
    is_over = meeting.is_over(at=at)
    return Prospect(
        before=before,
        after=after,
        kinds=kinds_open(before, after, is_over=is_over) if after else [],
        notice_days=meeting.board.notice_days,
        number=latest.number if latest else 0,
        can_ask=can_ask(meeting),
        was_closed=was_closed,
        clashes=tuple(clashes_with(meeting)),
        at=at,
    )


def can_ask(meeting: Meeting) -> bool:
    """Whether residents are told how to ask a question before the meeting."""
    identity = Identity.objects.first()
    has_contact = meeting.board.has_contact or bool(identity and identity.has_contact)
    return bool(meeting.how_to_take_part) or has_contact


def clashes_with(meeting: Meeting) -> Iterable[str]:
    """Return the other meetings of any board that take place at the same time, in words.

    Of another board's meeting only the board is named: whoever asks may not see its drafts.
    """
    if meeting.starts_at is None:
        return
    others = Meeting.objects.at_the_time_of(meeting.starts_at, meeting.ends_at)
    others = others.exclude(pk=meeting.pk).exclude(state=State.WITHDRAWN).with_place()
    for other in others.order_by("starts_at", "pk")[:5]:
        title = f", {other.title}" if other.board_id == meeting.board_id else ""
        yield f"{other.board}{title}"


# --- Issuing -------------------------------------------------------------------------------


@transaction.atomic
def issue_notice(meeting: Meeting, order: Order, *, by: User, at: datetime) -> Notice:
    """Publish the meeting's draft with a notice of the kind ordered, and return the notice.

    Raises NoticeRefusedError, with a sentence for the person, when somebody was faster, when
    the role or a rule does not allow it, when a check finds an error, or when something found
    was not accepted.
    """
    stored: Any = lock(meeting)
    refuse_if_late(stored, order)
    refuse_if_not_allowed(stored, by=by)
    try:
        prospect = prospect_of(stored, by=by, at=at)
    except StaleDraftError as error:
        message = f"The draft no longer fits what is stored around it. {error}"
        raise NoticeRefusedError(message) from error
    refuse_if_unfit(prospect, order)
    issue = partial(add_notice, order=order)
    if draft_of(stored) or stored.state != State.PUBLISHED:
        publishing.publish(stored, by=by, at=at, then=issue)
    else:
        issue(stored, by=by, at=at)
    meeting.refresh_from_db()
    return meeting.notices.latest("number")


def refuse_if_late(meeting: Meeting, order: Order) -> None:
    """Tell whoever comes second who was first, or that the draft has changed."""
    latest = latest_notice(meeting)
    if latest is not None and latest.number != order.seen_number:
        when = moment_in_words(timezone.localtime(latest.issued_at))
        raise NoticeRefusedError(
            f"{latest.issued_by_name} issued notice {latest.number} "
            f"({latest.get_kind_display().lower()}) at {when}. Yours was not issued."
        )
    if edition_of(meeting) != order.seen_edition:
        raise NoticeRefusedError(CHANGED)


def refuse_if_not_allowed(meeting: Meeting, *, by: User) -> None:
    """Refuse somebody who may not publish this meeting alone, or a draft that is locked."""
    draft = draft_of(meeting)
    if standing(meeting, draft) in LOCKED:
        raise NoticeRefusedError(LOCKED_NOW)
    if not may_issue(meeting, by=by):
        raise NoticeRefusedError(NOT_YOURS)


def may_issue(meeting: Meeting, *, by: User) -> bool:
    """Whether this person may issue a notice of the meeting without anybody else."""
    # What may be said of a draft may be said of what is public already, such as a reminder.
    moves = {move.name for move in moves_open_to(by, meeting)}
    return "publish" in moves or (not draft_of(meeting) and "withdraw" in moves)


def refuse_if_unfit(prospect: Prospect, order: Order) -> None:
    """Refuse a kind that does not fit, an error, and what was found but not accepted."""
    if prospect.after is None:
        raise NoticeRefusedError(NO_DAY)
    if order.kind not in prospect.kinds:
        raise NoticeRefusedError(NOTHING_NEW)
    for check in prospect.checks(order.kind):
        if check.is_error:
            raise NoticeRefusedError(f"{check.text} {check.fix}")
        if check.code not in order.accepted:
            raise NoticeRefusedError(READ_FIRST, field=check.code)
        if check.code == SHORT_NOTICE and not order.short_notice_reason:
            raise NoticeRefusedError(SAY_WHY, field="short_notice_reason")


def told_by(before: MeetingFacts | None, after: MeetingFacts, kind: NoticeKind) -> list[str]:
    """Return the sentences of a notice: what is new, and the reason where there is one."""
    told = sentences(before, after) or [FIRST_WORDS[kind].format(when=when_of(after))]
    is_called_off_now = after.is_called_off and (before is None or before.status != after.status)
    reason = f"The reason: {after.called_off_reason}" if is_called_off_now else ""
    return [*told, *([reason] if after.called_off_reason and reason else [])]


FIRST_WORDS = {
    NoticeKind.ANNOUNCEMENT: "The meeting is announced for {when}.",
    NoticeKind.CHANGE: "What we say about the meeting has changed.",
    NoticeKind.POSTPONEMENT: "The meeting that was planned for {when} is postponed.",
    NoticeKind.CANCELLATION: "The meeting that was planned for {when} is cancelled.",
    NoticeKind.REMINDER: "The meeting is on {when}.",
    NoticeKind.AGENDA: "The agenda is published.",
    NoticeKind.PAPERS: "The papers are published.",
    NoticeKind.MINUTES: "The minutes are published.",
}


def when_of(facts: MeetingFacts) -> str:
    """Return when the meeting is, in words."""
    return when_in_words(facts.starts_at, facts.ends_at)


def add_notice(record: Publishable, *, by: User | None, at: datetime, order: Order) -> str:
    """Add the next notice of a meeting whose rows are public now, and return what it says."""
    meeting: Any = record
    facts = told_now(meeting)
    latest = latest_notice(meeting)
    before = latest.told if latest else None
    told = told_by(before, facts, order.kind)
    day = timezone.localtime(at).date()
    notice = Notice.objects.create(
        meeting=meeting,
        number=latest.number + 1 if latest else 1,
        kind=order.kind,
        issued_at=at,
        issued_by=by,
        issued_by_name=name_of(by),
        facts=facts.as_json(),
        changes=told,
        days_of_notice=(
            clear_days(day, facts.starts_at.date()) if tells_new_day(before, facts) else None
        ),
        short_notice_reason=order.short_notice_reason,
        accepted=sorted(order.accepted),
    )
    record_event(Kind.PUBLISHING, at=at, by=by, about=meeting, details=str(notice))
    return " ".join(told)


# --- What follows by itself -----------------------------------------------------------------


def tell_by_notice(record: Publishable, *, by: User | None, at: datetime) -> str:
    """Add a notice when an open meeting becomes public in another way than by one.

    An approver published it, its time had come, a content set held it, or its venue changed:
    residents are told all the same, and every outlet says the same.
    """
    meeting: Any = record
    if not needs_notice(meeting, at=at):
        return ""
    kinds = prospect_of_rows(meeting, at=at).kinds
    order = Order(kind=kinds[0], seen_edition=0, seen_number=0)
    return add_notice(meeting, by=by, at=at, order=order)


def needs_notice(meeting: Meeting, *, at: datetime) -> bool:
    """Whether the rows of an open meeting say something that no notice has told.

    A meeting that was over before anything was told is a record, not news.
    """
    if not meeting.is_open_to_public or meeting.starts_at is None:
        return False
    latest = latest_notice(meeting)
    if latest is None:
        return not meeting.is_over(at=at)
    kinds = kinds_open(latest.told, told_now(meeting), is_over=True)
    return bool(kinds)


def told_now(meeting: Meeting) -> MeetingFacts:
    """Return the facts of a meeting that has a day."""
    facts = facts_of(meeting)
    if facts is None:
        raise NoticeRefusedError(NO_DAY)
    return facts


def tell_of_venue(record: Publishable, *, by: User | None, at: datetime) -> str:
    """Tell of each open meeting to come at a venue what has changed there."""
    tell_of_each(Meeting.objects.filter(venue=record.pk), by=by, at=at)
    return ""


def tell_of_paper(record: Publishable, *, by: User | None, at: datetime) -> str:
    """Tell of each open meeting to come that a paper of its agenda is published or renamed."""
    tell_of_each(Meeting.objects.filter(agenda_items__papers=record.pk), by=by, at=at)
    return ""


def tell_of_each(meetings: MeetingQuerySet, *, by: User | None, at: datetime) -> None:
    """Add a notice, and a note of the change, to each public meeting to come that needs one.

    Each is held until the transaction ends, in one order, so that no two wait for each other.
    """
    keys = meetings.public(at=at).upcoming(at=at).values("pk")
    held = Meeting.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
    for meeting in held:
        note = tell_by_notice(meeting, by=by, at=at)
        path, title = meeting.get_absolute_url(), meeting.public_title[:200]
        if note:
            ChangeNote.objects.create(noted_at=at, title=title, path=path, text=note, noted_by=by)


# --- What must not be done ------------------------------------------------------------------

BY_NOTICE = (
    "Residents are told of a meeting to come by a notice, so that the page, the calendar and the "
    "poster say the same. Use “Issue a notice”."
)
CANCEL_FIRST = (
    "Residents have been told of this meeting. Cancel it: set it to “cancelled”, say why, and "
    "issue a notice. It stays visible as cancelled, also in their calendars."
)
PUBLISHING_MOVES = {"publish", "schedule", "approve", "approve_for_later"}


def guard(record: Publishable, move: str, *, at: datetime) -> str:
    """Return why a move of a meeting must not be made as its rows are now; empty if it may."""
    meeting: Any = record
    if move in {"withdraw", "expire"}:
        return CANCEL_FIRST if is_announced(meeting, at=at) else ""
    if move not in PUBLISHING_MOVES or meeting.is_over(at=at) or not needs_notice(meeting, at=at):
        return ""
    if move == "publish":
        return BY_NOTICE
    prospect = prospect_of_rows(meeting, at=at)
    errors = [check for check in prospect.checks(prospect.kinds[0]) if check.is_error]
    return f"{errors[0].text} {errors[0].fix}" if errors else ""


def is_announced(meeting: Meeting, *, at: datetime) -> bool:
    """Whether residents expect the meeting to be held: it is to come and not called off."""
    latest = latest_notice(meeting)
    return latest is not None and not latest.told.is_called_off and not meeting.is_over(at=at)
