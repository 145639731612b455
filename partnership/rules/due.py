"""When a duty is due next, where it stands, and how that was worked out. Pure Python.

The next due date is never typed: it follows from the last evidence and from how often the duty
falls due. Only where that cannot be worked out may somebody state a date, with the reason.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from csp_portal.dates.words import day_in_words
from partnership.rules.words import known_parts


class Standing(StrEnum):
    """Where a duty stands, the most pressing first."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    NOT_KNOWN = "not_known"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"


STANDING_LABELS = {
    Standing.OVERDUE: "Overdue",
    Standing.DUE_SOON: "Due soon",
    Standing.NOT_KNOWN: "Not known",
    Standing.MET: "Met",
    Standing.NOT_APPLICABLE: "Not applicable",
}


@dataclass(frozen=True)
class Period:
    """A fixed time between two due dates, and how many days before the next one it is "soon"."""

    months: int
    soon_days: int


PERIODS = {
    "monthly": Period(1, soon_days=7),
    "quarterly": Period(3, soon_days=21),
    "half_yearly": Period(6, soon_days=30),
    "yearly": Period(12, soon_days=60),
    "three_yearly": Period(36, soon_days=90),
}
# Where there is no fixed time, but somebody stated a date.
SOON_DAYS = 60

HOW_OFTEN_SENTENCES = {
    "monthly": "It is due every month.",
    "quarterly": "It is due every three months.",
    "half_yearly": "It is due every six months.",
    "yearly": "It is due every year.",
    "three_yearly": "It is due every three years.",
    "standing": "It applies all the time.",
    "each_plan": "It is due with each plan.",
    "when_it_happens": "It is due when one happens.",
    "when_asked": "It is due when someone asks.",
}


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def earliest_in_time(day: date, months: int) -> date:
    """Return the first day on which evidence is not yet due again before ``day``.

    Evidence of an earlier day was due again before ``day``: this turns the question "what is
    overdue?" into a comparison of days that any database can answer.
    """
    back = add_months(day, -months)
    # A month too short for the day: its last day falls due before ``day``, so the next one counts.
    return back if back.day == day.day else back + timedelta(days=1)


def soon_days(how_often: str) -> int:
    """Return how many days before its due date a duty counts as due soon."""
    period = PERIODS.get(how_often)
    return period.soon_days if period else SOON_DAYS


@dataclass(frozen=True)
class DutyFacts:
    """What is known of a duty's dates.

    ``last_on`` is the latest evidence whose day is known and has come; ``has_undated`` says that
    there is evidence whose day is not known; ``stated_on`` is the date somebody stated.
    """

    how_often: str
    last_on: date | None = None
    has_undated: bool = False
    stated_on: date | None = None

    @property
    def has_evidence(self) -> bool:
        """Whether anything shows that it was done."""
        return self.has_undated or self.last_on is not None

    @property
    def has_period(self) -> bool:
        """Whether it falls due again after a fixed time."""
        return self.how_often in PERIODS

    @property
    def worked_out_on(self) -> date | None:
        """The next due date as it follows from the last evidence; None where it does not."""
        if self.last_on is None or not self.has_period:
            return None
        return add_months(self.last_on, PERIODS[self.how_often].months)

    @property
    def usable_stated_on(self) -> date | None:
        """The stated date where one may be stated: where the evidence alone cannot tell."""
        is_wanted = self.has_undated or self.worked_out_on is None
        return self.stated_on if is_wanted else None

    @property
    def due_on(self) -> date | None:
        """When it is due next: the later of what was worked out and what may be stated."""
        known = (self.worked_out_on, self.usable_stated_on)
        return max((day for day in known if day), default=None)

    @property
    def is_stated(self) -> bool:
        """Whether the due date is one that somebody stated."""
        return self.due_on is not None and self.due_on != self.worked_out_on


def standing(facts: DutyFacts, *, on: date) -> Standing:
    """Return where a duty stands on a day; nothing is met for which there is no evidence."""
    if facts.due_on is None:
        return Standing.NOT_KNOWN if facts.has_period else Standing.NOT_APPLICABLE
    if facts.due_on < on:
        return Standing.OVERDUE
    if facts.due_on <= on + timedelta(days=soon_days(facts.how_often)):
        return Standing.DUE_SOON
    return Standing.MET if facts.has_evidence else Standing.NOT_KNOWN


def due_in_words(facts: DutyFacts) -> str:
    """Return the next due date in words, or that there is none, or that it is not known."""
    if facts.due_on:
        return day_in_words(facts.due_on)
    return "Not known" if facts.has_period else "No due date"


def how_worked_out(facts: DutyFacts, *, reason: str = "") -> str:
    """Say how the next due date was found, or why there is none; ``reason`` is a stated date's."""
    often = HOW_OFTEN_SENTENCES[facts.how_often]
    if facts.is_stated:
        return known_parts(often, _last_sentence(facts), STATED, reason, between=" ")
    if facts.due_on:
        return f"{_last_sentence(facts)} {often}"
    if facts.has_period:
        return f"{often} {NO_DAY if facts.has_undated else NO_EVIDENCE}"
    return f"{often} So it has no due date."


STATED = "We cannot work out the next date from our evidence, so we have set one."
NO_DAY = "We do not know the exact day of the last one, so we cannot say when the next is due."
NO_EVIDENCE = "No evidence of it is recorded here, so we cannot say when the next is due."


def _last_sentence(facts: DutyFacts) -> str:
    """Say when the last one was, as far as its day is known."""
    if facts.last_on is None:
        return "" if facts.has_undated else "No evidence of it is recorded here."
    last = "The last one whose exact day we know" if facts.has_undated else "The last one"
    return f"{last} was on {day_in_words(facts.last_on)}."
