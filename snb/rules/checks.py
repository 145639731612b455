"""What is looked at before a notice is issued, each with how to put it right. Pure Python."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from csp_portal.dates.words import weekday_and_day, weekday_in_words
from snb.rules.facts import CLOSED, MeetingFacts
from snb.rules.notices import OF_A_DAY, NoticeKind, clear_days, tells_new_day

NOT_KNOWN = "Not known"
SHORT_NOTICE = "short_notice"


@dataclass(frozen=True)
class Check:
    """Something found: an error stops the notice, anything else asks for a tick."""

    code: str
    text: str
    fix: str
    is_error: bool = False


@dataclass(frozen=True)
class Setting:
    """What a notice is checked against: the draft, what was told before, and the world around it.

    ``clashes`` names the other meetings of the boards at that time; ``bank_holidays`` gives the
    name of each bank holiday around. ``was_closed`` is true when residents know of the meeting
    as a closed one, ``is_hidden`` when they cannot see the board.
    """

    after: MeetingFacts
    before: MeetingFacts | None
    kind: NoticeKind
    at: datetime
    notice_days: int
    can_ask: bool
    was_closed: bool = False
    is_hidden: bool = False
    clashes: tuple[str, ...] = ()
    bank_holidays: Mapping[date, str] = field(default_factory=dict)

    @property
    def is_to_be_held(self) -> bool:
        """Whether the notice invites people: it tells when and where a meeting will be held."""
        return not self.after.is_called_off and self.kind in OF_A_DAY

    @property
    def days(self) -> int | None:
        """The clear days of notice that it gives; None when it tells no new day."""
        if not tells_new_day(self.before, self.after):
            return None
        return clear_days(self.at.date(), self.after.starts_at.date())


def checks(setting: Setting) -> list[Check]:
    """Return everything found, errors first."""
    found = [check for look in LOOKS for check in look(setting)]
    return sorted(found, key=lambda check: not check.is_error)


def _past(setting: Setting) -> Iterator[Check]:
    if setting.kind is not NoticeKind.MINUTES and setting.after.starts_at <= setting.at:
        yield Check(
            "past",
            f"The meeting’s time has passed: {weekday_and_day(setting.after.starts_at)}.",
            "Correct the day and time. What came of a past meeting needs no notice: publish it.",
            is_error=True,
        )


def _order(setting: Setting) -> Iterator[Check]:
    if setting.after.ends_before_it_starts:
        yield Check(
            "order",
            "The meeting ends before it starts.",
            "Correct the times.",
            is_error=True,
        )


def _place(setting: Setting) -> Iterator[Check]:
    if setting.is_to_be_held and not setting.after.place:
        yield Check(
            "place",
            "There is no venue and no link to join online.",
            "Choose a venue, or give the link.",
            is_error=True,
        )


def _reason(setting: Setting) -> Iterator[Check]:
    if setting.after.is_called_off and not setting.after.called_off_reason:
        yield Check(
            "reason",
            "Residents are not told why the meeting is called off.",
            "Write the reason under “If it is called off”.",
            is_error=True,
        )


def _access(setting: Setting) -> Iterator[Check]:
    if setting.after.access == CLOSED:
        yield Check(
            "closed",
            "A closed meeting has no notice: residents see only its date.",
            "Publish it on its “Publish” page, or make it open to everyone.",
            is_error=True,
        )
    elif not setting.after.is_open_to_public:
        yield Check(
            "access",
            "Residents are not told that they may come.",
            "Say who may come. Only an open meeting has notices.",
            is_error=True,
        )
    elif setting.was_closed or CLOSED in setting.after.title.lower().split():
        yield Check(
            "closed_as_open",
            "This was a closed meeting. It is about to be announced as open to everyone.",
            "Change who may come, unless it really is open now.",
        )


def _hidden(setting: Setting) -> Iterator[Check]:
    if setting.is_hidden:
        yield Check(
            "hidden",
            "Residents cannot see this board, so nobody would read the notice.",
            "Publish the board first.",
            is_error=True,
        )


def _short_notice(setting: Setting) -> Iterator[Check]:
    days = setting.days
    if days is not None and days < setting.notice_days and setting.after.starts_at > setting.at:
        yield Check(
            SHORT_NOTICE,
            f"This gives {_days(days)} of notice. The rule is {_days(setting.notice_days)}.",
            "Choose a later day, or say below why the notice is short. Residents read the reason.",
        )


def _days(number: int) -> str:
    return "1 clear day" if number == 1 else f"{number} clear days"


def _day(setting: Setting) -> Iterator[Check]:
    day = setting.after.starts_at.date()
    if not setting.is_to_be_held:
        return
    if day.weekday() >= 5:
        yield Check("weekend", f"The day is a {weekday_in_words(day)}.", "Is that meant?")
    if day in setting.bank_holidays:
        holiday = setting.bank_holidays[day]
        yield Check("bank_holiday", f"The day is a bank holiday: {holiday}.", "Choose another day.")


def _clashes(setting: Setting) -> Iterator[Check]:
    for other in setting.clashes if setting.is_to_be_held else ():
        yield Check(
            "clash", f"Another meeting is at the same time: {other}.", "Choose another time."
        )


def _venue(setting: Setting) -> Iterator[Check]:
    venue = setting.after.venue
    if not setting.is_to_be_held or venue is None:
        return
    unknown = [label.lower() for label, answer in venue.access if answer in {"", NOT_KNOWN}]
    if unknown:
        yield Check(
            "venue_access",
            f"We do not tell people how to get in: {', '.join(unknown)}.",
            "Ask the venue and complete its record.",
        )


def _questions(setting: Setting) -> Iterator[Check]:
    facts = setting.after
    if not setting.is_to_be_held:
        return
    if not setting.can_ask:
        yield Check(
            "ask",
            "There is no way to ask a question: nothing under “How to take part”, and the board "
            "has no e-mail address or telephone number.",
            "Write how to ask, or complete the board’s contact.",
        )
    if facts.questions_due_at is None:
        yield Check(
            "questions_due",
            "Residents are not told until when they can send questions.",
            "Fill in “questions by”, unless questions are taken at the meeting only.",
        )
    elif not setting.at < facts.questions_due_at <= facts.starts_at:
        yield Check(
            "questions_late",
            "The last moment for questions has passed, or is after the meeting begins.",
            "Correct “questions by”.",
        )


def _end(setting: Setting) -> Iterator[Check]:
    if setting.is_to_be_held and setting.after.ends_at is None:
        yield Check("end", "Residents are not told when it ends.", "Fill in “ends”.")


Look = Callable[[Setting], Iterator[Check]]
LOOKS: tuple[Look, ...] = (
    _past, _order, _place, _reason, _access, _hidden, _short_notice, _day, _clashes, _venue,
    _questions, _end,
)  # fmt: skip
