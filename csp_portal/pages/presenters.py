"""What the pages that join all apps print. No queries here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from consultations.models import Consultation
from csp_portal.rich_text.words import plain_text
from partnership.models import Board
from partnership.presenters import Card
from partnership.rules import day_in_words
from priorities.models import Plan
from priorities.presenters.trends import PriorityTrend
from snb.models import Meeting
from snb.presenters.boards import called_off, next_open
from snb.presenters.meetings import MeetingSummary
from snb.presenters.promises import promises
from snb.rules import Promise


@dataclass(frozen=True)
class HomeMeetings:
    """What the home page says of meetings: the next open one, and the promise."""

    next: MeetingSummary | None
    called_off: list[MeetingSummary]
    promise: Promise | None


def home_meetings(
    board: Board | None, meetings: Sequence[Meeting], *, at: datetime, today: date
) -> HomeMeetings:
    """Return the next open meeting and how the board's yearly promise of open ones stands.

    ``meetings`` are the open ones of all boards, this year's and those to come, in order.
    """
    found = promises(board, meetings, year=today.year) if board else []
    return HomeMeetings(
        next=next_open(meetings, at=at),
        called_off=called_off(meetings, at=at),
        promise=next((promise for promise in found if promise.access_word == "open"), None),
    )


@dataclass(frozen=True)
class HomePriorities:
    """The latest plan's own priorities, each with a line on how it goes."""

    plan: Plan
    trends: list[PriorityTrend]

    @property
    def cards(self) -> list[Card]:
        """The priorities as a list prints them; the trend, or else what each means."""
        return [Card(one.title, one.url, text=one.sentence or one.text) for one in self.trends]


@dataclass(frozen=True)
class HomeConsultations:
    """What people are asked now, or else what they were asked last."""

    title: str
    cards: list[Card]


def home_consultations(
    consultations: Iterable[Consultation], *, today: date
) -> HomeConsultations | None:
    """Return the open consultations, or else the first of those given; None without any."""
    known = list(consultations)
    open_now = [one for one in known if one.is_open(on=today)]
    if open_now:
        return HomeConsultations("Tell us what you think", [open_card(one) for one in open_now])
    cards = [past_card(one) for one in known[:1]]
    return HomeConsultations("What people told us", cards) if cards else None


def open_card(consultation: Consultation) -> Card:
    """Return a consultation that people can answer now, with the last day to do so."""
    closes_on = consultation.closes_on
    return Card(
        title=consultation.title,
        url=consultation.get_absolute_url(),
        meta=f"Open until {day_in_words(closes_on)}" if closes_on else "Open now",
        text=consultation.summary,
    )


def past_card(consultation: Consultation) -> Card:
    """Return a consultation that has ended, with what came of it."""
    return Card(
        title=consultation.title,
        url=consultation.get_absolute_url(),
        meta=consultation.period_text,
        text=plain_text(consultation.outcome) or consultation.summary,
    )
