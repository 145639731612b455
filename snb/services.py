"""The one door for what residents are told of a meeting: notices, numbered and unalterable."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from csp_portal.accounts.models import User
from csp_portal.audit.models import Kind
from csp_portal.audit.services import record_event
from csp_portal.dates.words import moment_in_words
from csp_portal.publishing import services as publishing
from csp_portal.publishing.drafts import draft_of, lock, standing
from csp_portal.publishing.history import name_of
from csp_portal.publishing.models import ChangeNote, Publishable, State
from csp_portal.publishing.snapshots import StaleDraftError
from csp_portal.publishing.states import LOCKED
from csp_portal.publishing.workflow import edition_of, moves_open_to
from snb.facts import NO_DAY, latest_notice, told_now
from snb.models import Meeting, Notice
from snb.news import broken_word, needs_notice
from snb.prospects import Prospect, prospect_of, prospect_of_rows
from snb.querysets import MeetingQuerySet
from snb.rules.checks import SHORT_NOTICE
from snb.rules.notices import NoticeKind, clear_days, tells_new_day, told_by


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


NOTHING_NEW = "There is nothing new to tell. Change the meeting first."
NOT_YOURS = (
    "You cannot issue it: your role does not allow it, or somebody else must approve meetings "
    "first. Send it for approval on its “Publish” page."
)
LOCKED_NOW = "It is with an approver, or waits for its time. Take it back or stop it first."
CHANGED = "Somebody changed the meeting after you opened this page. Look again, then decide."
READ_FIRST = "Read this, put it right or tick that it may stay."
SAY_WHY = "Say why the notice is short. Residents read it."


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


def add_notice(
    record: Publishable, *, by: User | None, at: datetime, order: Order, note: str = ""
) -> str:
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


def tell_by_notice(record: Publishable, *, by: User | None, at: datetime, note: str) -> str:
    """Add a notice when an open meeting becomes public in another way than by one.

    An approver published it, its time had come, or a content set held it: residents are told
    all the same, and every outlet says the same. At short notice the note is the reason.
    Raises StaleDraftError when no notice could tell what became of it.
    """
    meeting: Any = record
    broken = broken_word(meeting, at=at)
    if broken:
        raise StaleDraftError(broken)
    return tell_what_is_new(meeting, by=by, at=at, reason=note)


def tell_what_is_new(meeting: Meeting, *, by: User | None, at: datetime, reason: str = "") -> str:
    """Add a notice if the rows of a public meeting say something new; return what it says."""
    if not needs_notice(meeting, at=at):
        return ""
    prospect = prospect_of_rows(meeting, at=at)
    kind = prospect.kinds[0]
    is_short = any(check.code == SHORT_NOTICE for check in prospect.checks(kind))
    order = Order(kind, seen_edition=0, seen_number=0, short_notice_reason=reason * is_short)
    return add_notice(meeting, by=by, at=at, order=order)


def tell_of_board(record: Publishable, *, by: User | None, at: datetime, note: str) -> str:
    """Tell of each open meeting of a board to come that the board has a new name."""
    tell_of_each(Meeting.objects.filter(board=record.pk), by=by, at=at)
    return ""


def tell_of_venue(record: Publishable, *, by: User | None, at: datetime, note: str) -> str:
    """Tell of each open meeting to come at a venue what has changed there."""
    tell_of_each(Meeting.objects.filter(venue=record.pk), by=by, at=at)
    return ""


def tell_of_paper(record: Publishable, *, by: User | None, at: datetime, note: str) -> str:
    """Tell of each open meeting to come that a paper of its agenda comes, is renamed or goes."""
    tell_of_each(Meeting.objects.filter(agenda_items__papers=record.pk), by=by, at=at)
    return ""


def tell_of_each(meetings: MeetingQuerySet, *, by: User | None, at: datetime) -> None:
    """Add a notice, and a note of the change, to each public meeting to come that needs one.

    Each is held until the transaction ends, in one order, so that no two wait for each other.
    """
    keys = meetings.public(at=at).upcoming(at=at).values("pk")
    held = Meeting.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
    for meeting in held:
        note = tell_what_is_new(meeting, by=by, at=at)
        path, title = meeting.get_absolute_url(), meeting.public_title[:200]
        if note:
            ChangeNote.objects.create(noted_at=at, title=title, path=path, text=note, noted_by=by)
