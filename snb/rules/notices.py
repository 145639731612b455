"""Kinds of notices, which of them a draft allows, and what changed, said in words. Pure Python."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from csp_portal.dates.words import (
    day_in_words,
    moment_in_words,
    times_in_words,
    weekday_and_day,
    when_in_words,
)
from snb.rules.facts import CANCELLED, OPEN, PLANNED, POSTPONED, MeetingFacts, VenueFacts


class NoticeKind(StrEnum):
    """What a notice is for."""

    ANNOUNCEMENT = "announcement"
    CHANGE = "change"
    POSTPONEMENT = "postponement"
    CANCELLATION = "cancellation"
    REMINDER = "reminder"
    AGENDA = "agenda"
    PAPERS = "papers"
    MINUTES = "minutes"


KIND_LABELS = {
    NoticeKind.ANNOUNCEMENT: "Announcement",
    NoticeKind.CHANGE: "Change",
    NoticeKind.POSTPONEMENT: "Postponement",
    NoticeKind.CANCELLATION: "Cancellation",
    NoticeKind.REMINDER: "Reminder",
    NoticeKind.AGENDA: "Agenda published",
    NoticeKind.PAPERS: "Papers published",
    NoticeKind.MINUTES: "Minutes published",
}
# Notices that tell a day people had not been told before: days of notice count from these.
OF_A_DAY = (NoticeKind.ANNOUNCEMENT, NoticeKind.CHANGE, NoticeKind.POSTPONEMENT)
# What a notice besides these tells is the agenda, the papers and the minutes.
CONTENTS = ("agenda", "papers", "minutes")


def clear_days(issued_on: date, meeting_on: date) -> int:
    """Return the clear days between two days: neither of them is counted."""
    return max((meeting_on - issued_on).days - 1, 0)


def tells_new_day(before: MeetingFacts | None, after: MeetingFacts) -> bool:
    """Whether ``after`` gives a day that residents had not been told."""
    known = None if before is None or before.is_called_off else before.starts_at.date()
    return not after.is_called_off and known != after.starts_at.date()


def kinds_open(
    before: MeetingFacts | None, after: MeetingFacts, *, is_over: bool = False
) -> list[NoticeKind]:
    """Return the kinds of notice that may tell the step from the latest notice to the draft.

    The first is the usual one; none is possible when there is nothing to tell.
    """
    if before is None:
        return _first_kinds(after, is_over=is_over)
    if before.status != after.status:
        return [OF_STATUS[after.status]]
    if _without_contents(before) != _without_contents(after):
        return _kinds_of_change(before, after)
    kinds = _kinds_of_contents(before, after) or _kinds_of_board(before, after)
    return kinds or _reminders(after, is_over=is_over)


def differs(name: str, before: MeetingFacts, after: MeetingFacts) -> bool:
    """Whether one fact differs."""
    return bool(getattr(before, name) != getattr(after, name))


# What a notice is when the status is news.
OF_STATUS = {
    PLANNED: NoticeKind.ANNOUNCEMENT,
    CANCELLED: NoticeKind.CANCELLATION,
    POSTPONED: NoticeKind.POSTPONEMENT,
}


def _first_kinds(after: MeetingFacts, *, is_over: bool) -> list[NoticeKind]:
    """Return the kinds for a meeting of which nothing was told; once it is over, of its minutes."""
    if is_over:
        return [NoticeKind.MINUTES] * bool(after.minutes)
    return [OF_STATUS[after.status]]


def _kinds_of_contents(before: MeetingFacts, after: MeetingFacts) -> list[NoticeKind]:
    """Return the kinds for what stands under the agenda; what people wait for most comes first."""
    return [NoticeKind(name) for name in reversed(CONTENTS) if differs(name, before, after)]


def _kinds_of_board(before: MeetingFacts, after: MeetingFacts) -> list[NoticeKind]:
    """A board's new name is told, but it makes no other notice a change."""
    return [NoticeKind.CHANGE] * differs("board", before, after)


def _reminders(after: MeetingFacts, *, is_over: bool) -> list[NoticeKind]:
    return [NoticeKind.REMINDER] * (not is_over and not after.is_called_off)


def _without_contents(facts: MeetingFacts) -> MeetingFacts:
    return replace(facts, board="", agenda=(), papers=(), minutes="")


def _kinds_of_change(before: MeetingFacts, after: MeetingFacts) -> list[NoticeKind]:
    if after.is_called_off or before.starts_at.date() == after.starts_at.date():
        return [NoticeKind.CHANGE]
    kinds = [NoticeKind.CHANGE, NoticeKind.POSTPONEMENT]
    return kinds[::-1] if after.starts_at > before.starts_at else kinds


# --- What changed, in words ------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """One fact that changed: its name, what it was, what it is, and the sentence for residents."""

    label: str
    before: str
    after: str
    sentence: str


def changes(before: MeetingFacts | None, after: MeetingFacts) -> list[Change]:
    """Return what residents must be told, in the order in which it matters to them."""
    if before is None:
        return []
    tellers = (_status, _day, _time, _place, _access_facts, _others, _texts, _contents)
    return [change for teller in tellers for change in teller(before, after)]


def sentences(before: MeetingFacts | None, after: MeetingFacts) -> list[str]:
    """Return what changed, each as a sentence."""
    return [change.sentence for change in changes(before, after)]


def _status(before: MeetingFacts, after: MeetingFacts) -> Iterator[Change]:
    if before.status == after.status:
        return
    old, new = (_standing(facts) for facts in (before, after))
    yield Change("Status", old, new, STATUS_SENTENCES[after.status].format(when=_when(after)))


STATUS_SENTENCES = {
    "planned": "The meeting will be held after all: {when}.",
    "cancelled": "The meeting is cancelled. It was to be held on {when}.",
    "postponed": "The meeting is postponed. It was to be held on {when}. "
    "We do not know the new date yet.",
}


def _standing(facts: MeetingFacts) -> str:
    return {"planned": "Going ahead"}.get(facts.status, facts.status.capitalize())


def _when(facts: MeetingFacts) -> str:
    return when_in_words(facts.starts_at, facts.ends_at)


def _day(before: MeetingFacts, after: MeetingFacts) -> Iterator[Change]:
    if before.starts_at.date() != after.starts_at.date():
        yield _from_to("Date", weekday_and_day(before.starts_at), weekday_and_day(after.starts_at))


def _time(before: MeetingFacts, after: MeetingFacts) -> Iterator[Change]:
    old, new = (times_in_words(facts.starts_at, facts.ends_at) for facts in (before, after))
    if _clock(before) != _clock(after):
        yield Change("Time", old, new, f"The time has changed from “{old}” to “{new}”.")


def _clock(facts: MeetingFacts) -> tuple[object, object]:
    ends_at = facts.ends_at
    return facts.starts_at.time(), ends_at and (ends_at - facts.starts_at, ends_at.time())


def _place(before: MeetingFacts, after: MeetingFacts) -> Iterator[Change]:
    if before.place == after.place:
        return
    if not before.place:
        yield Change("Place", "", after.place, f"The place is known now: {after.place}.")
    elif not after.place:
        was = f"The place is not known any more. It was to be {before.place}."
        yield Change("Place", before.place, "", was)
    else:
        yield _from_to("Place", before.place, after.place)


def _from_to(label: str, old: str, new: str) -> Change:
    return Change(label, old, new, f"The {label.lower()} has changed from {old} to {new}.")


def _access_facts(before: MeetingFacts, after: MeetingFacts) -> Iterator[Change]:
    """Tell what is new about the way into the same place."""
    if before.place != after.place or before.venue is None or after.venue is None:
        return
    for (label, old), (_label, new) in zip(before.venue.access, after.venue.access, strict=True):
        if old != new:
            yield Change(label, old, new, f"{label}: now “{new}”. We had said “{old}”.")
    old, new = _notes(before.venue), _notes(after.venue)
    if old != new:
        yield Change("Getting there", old, new, "What we say about getting there has changed.")


def _notes(venue: VenueFacts) -> str:
    return "\n".join(filter(None, (venue.transport, venue.access_note)))


ACCESS_WORDS = {OPEN: "Open to everyone", "closed": "Members only", "not_stated": "Not stated"}


def _others(before: MeetingFacts, after: MeetingFacts) -> Iterator[Change]:
    if differs("title", before, after):
        sentence = f"The name has changed from “{before.title}” to “{after.title}”."
        yield Change("Name", before.title, after.title, sentence)
    if differs("board", before, after):
        sentence = f"The board has a new name: {after.board}. It was: {before.board}."
        yield Change("Board", before.board, after.board, sentence)
    if differs("access", before, after):
        old, new = ACCESS_WORDS[before.access], ACCESS_WORDS[after.access]
        yield Change("Who may come", old, new, f"Who may come has changed: {new.lower()}.")
    if differs("online_link", before, after):
        yield Change("Online", before.online_link, after.online_link, _online(before, after))
    if differs("questions_due_at", before, after):
        yield Change("Questions by", _due(before), _due(after), _questions(after))


def _online(before: MeetingFacts, after: MeetingFacts) -> str:
    if not after.online_link:
        return "You cannot join online any more."
    return (
        "The link to join online has changed."
        if before.online_link
        else ("You can join online now.")
    )


def _due(facts: MeetingFacts) -> str:
    return moment_in_words(facts.questions_due_at) if facts.questions_due_at else ""


def _questions(facts: MeetingFacts) -> str:
    due = _due(facts)
    return (
        f"You can send questions until {due}."
        if due
        else ("There is no last day for questions any more.")
    )


TEXTS = {
    "summary": ("What it is about", "What we say about the meeting has changed."),
    "how_to_take_part": ("How to take part", "How to take part has changed."),
    "called_off_reason": ("Why it was called off", "What we say about the reason has changed."),
}


def _texts(before: MeetingFacts, after: MeetingFacts) -> Iterator[Change]:
    for name, (label, sentence) in TEXTS.items():
        # The reason comes with the meeting's being called off, which has a sentence of its own.
        is_told = name == "called_off_reason" and before.status != after.status
        if differs(name, before, after) and not is_told:
            yield Change(label, getattr(before, name), getattr(after, name), sentence)


def _contents(before: MeetingFacts, after: MeetingFacts) -> Iterator[Change]:
    if differs("agenda", before, after):
        yield _list_change("Agenda", before.agenda, after.agenda)
    if differs("papers", before, after):
        yield _list_change("Papers", before.papers, after.papers)
    if differs("minutes", before, after):
        yield Change("Minutes", before.minutes, after.minutes, MINUTES_SENTENCES[after.minutes])


MINUTES_SENTENCES = {
    "": "The minutes are not published any more.",
    "draft": "The draft minutes are published. A later meeting will agree them.",
    "agreed": "The minutes are agreed.",
}


def _list_change(label: str, old: tuple[str, ...], new: tuple[str, ...]) -> Change:
    verb = "are" if label.endswith("s") else "is"
    told = (
        f"The {label.lower()} {verb} published."
        if not old
        else (f"The {label.lower()} {'have' if label.endswith('s') else 'has'} changed.")
    )
    gone = f"The {label.lower()} {verb} not published any more."
    return Change(label, "\n".join(old), "\n".join(new), told if new else gone)


def told_by(before: MeetingFacts | None, after: MeetingFacts, kind: NoticeKind) -> list[str]:
    """Return the sentences of a notice: what is new, and the reason where there is one."""
    told = sentences(before, after) or [FIRST_WORDS[kind].format(when=_when(after))]
    return [*told, *reason_told(before, after)]


def reason_told(before: MeetingFacts | None, after: MeetingFacts) -> list[str]:
    """Return why a meeting is called off, when that is news; an empty list when it is not."""
    is_news = before is None or before.status != after.status
    return [f"The reason: {after.called_off_reason}"] * (is_news and bool(after.called_off_reason))


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


def notice_in_words(days: int) -> str:
    """Return "14 days’ notice given", as the list of notices says it."""
    return "1 day’s notice given" if days == 1 else f"{days} days’ notice given"


def heading(kind: NoticeKind, facts: MeetingFacts) -> str:
    """Return the first line of a notice: "Meeting cancelled: Open meeting, 9 March 2027"."""
    return f"{HEADINGS[kind]}: {facts.title}, {day_in_words(facts.starts_at.date())}"


HEADINGS = {
    NoticeKind.ANNOUNCEMENT: "Meeting announced",
    NoticeKind.CHANGE: "Meeting changed",
    NoticeKind.POSTPONEMENT: "Meeting postponed",
    NoticeKind.CANCELLATION: "Meeting cancelled",
    NoticeKind.REMINDER: "Reminder",
    NoticeKind.AGENDA: "Agenda published",
    NoticeKind.PAPERS: "Papers published",
    NoticeKind.MINUTES: "Minutes published",
}
