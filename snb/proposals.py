"""What is proposed for a board's year: the days that rules give and the board still lacks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db.models import Q
from django.utils import timezone

from partnership.models import Board
from snb.bank_holidays import bank_holidays, unknown_years
from snb.models import Meeting, MeetingAccess
from snb.rules.year import (
    Around,
    Candidate,
    Rule,
    Slot,
    candidates,
    lacking_count,
    moved_remark,
    remarks_on,
    to_propose,
)


@dataclass(frozen=True)
class Kind:
    """The meetings of one kind: how many are promised, how many there are, what is proposed."""

    access: MeetingAccess
    promised: int | None
    existing: int
    rule: Rule | None
    proposed: list[Candidate]

    @classmethod
    def of(
        cls,
        access: MeetingAccess,
        board: Board,
        found: Sequence[Candidate],
        *,
        there: Sequence[date | None],
        rule: Rule | None,
        today: date,
    ) -> Self:
        """Return the kind; of the days ``found`` those are proposed that the board lacks."""
        is_open = access == MeetingAccess.OPEN
        promised = board.open_meetings_per_year if is_open else board.closed_meetings_per_year
        lacking = lacking_count(promised, existing=len(there))
        days = [day for day in there if day]
        proposed = to_propose(found, days=days, lacking=lacking, today=today)
        return cls(access, promised, len(there), rule, proposed)

    @property
    def title(self) -> str:
        """The kind in words."""
        return f"{self.access.value.capitalize()} meetings"

    @property
    def counted(self) -> str:
        """How many are promised, are there, and are proposed."""
        promise = "no number promised" if self.promised is None else f"{self.promised} promised"
        return f"{promise}, {self.existing} there already, {len(self.proposed)} proposed"

    @property
    def short_of(self) -> int:
        """How many would still lack if all that is proposed were added."""
        lacking = lacking_count(self.promised, existing=self.existing) or 0
        return max(lacking - len(self.proposed), 0)


@dataclass(frozen=True)
class YearPlan:
    """A year of a board: each kind of its meetings."""

    board: Board
    year: int
    today: date
    kinds: list[Kind]

    @classmethod
    def of(
        cls, board: Board, year: int, rules: Mapping[MeetingAccess, Rule | None], *, today: date
    ) -> Self:
        """Return what the rules give for the year, as far as the board's promise lacks it."""
        there = days_there(board, year)
        holidays = bank_holidays([year])
        kinds = [
            Kind.of(
                access,
                board,
                candidates(rule, year=year, holidays=holidays) if rule else [],
                there=there.get(access, []),
                rule=rule,
                today=today,
            )
            for access, rule in rules.items()
        ]
        return cls(board, year, today, kinds)

    def typed(self, shared: Mapping[MeetingAccess, Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return what stands in the form of each meeting at first, in the order of time.

        ``shared`` is what all of one kind have. What is past already is not ticked.
        """
        rows = [
            {
                **shared[kind.access],
                "access": kind.access.value,
                "starts_at": at_local_time(one.day, kind.rule.starts),
                "is_included": one.day >= self.today,
            }
            for kind in self.kinds
            if kind.rule
            for one in kind.proposed
        ]
        return sorted(rows, key=lambda row: row["starts_at"])

    @property
    def moves(self) -> dict[tuple[str, date], date]:
        """The bank holidays off which days were moved, by who may come and the new day."""
        days = [(kind.access, one) for kind in self.kinds for one in kind.proposed]
        return {(access, one.day): one.moved_from for access, one in days if one.moved_from}


def days_there(board: Board, year: int) -> dict[str, list[date | None]]:
    """Return the days of the meetings that a board has in a year, by who may come.

    A meeting whose day is not known counts all the same.
    """
    found: dict[str, list[date | None]] = {}
    rows = Meeting.objects.standing().filter(board=board).in_year(year)
    for access, starts_at in rows.values_list("access", "starts_at"):
        found.setdefault(access, []).append(starts_at and timezone.localdate(starts_at))
    return found


def at_local_time(day: date, clock: time) -> datetime:
    """Return the moment at which clocks here show this day and time."""
    return timezone.make_aware(datetime.combine(day, clock))


# --- Remarks -----------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Placed:
    """The form of a proposed meeting, with the time that it takes."""

    form: Any
    slot: Slot

    @property
    def day(self) -> date:
        """The day as clocks here have it."""
        return self.slot.starts_at.date()

    def beside(self, placed: Iterable["Placed"]) -> list[Slot]:
        """Return the times of the others that are wanted."""
        return [one.slot for one in placed if one is not self and one.form.is_wanted]


def remark_on(forms: Iterable[Any], plan: YearPlan, *, at: datetime) -> None:
    """Give each form of a proposed meeting the remarks on its time; in one query.

    It is held against the meetings of all boards, and against the others that are wanted.
    """
    readable = [form for form in forms if form.span]
    placed = [
        Placed(form, slot_of(*form.span, of="another meeting on this page")) for form in readable
    ]
    days = {one.day for one in placed}
    taken, around, moves = taken_on(days), around_of(plan.year, days, at=at), plan.moves
    for one in placed:
        found = remarks_on(one.slot, others=[*taken, *one.beside(placed)], around=around)
        moved = moves.get((one.form.value_of("access"), one.day))
        one.form.remarks = [moved_remark(moved), *found] if moved else found


def slot_of(starts_at: datetime, ends_at: datetime | None, *, of: str) -> Slot:
    """Return a time as clocks here show it."""
    return Slot(timezone.localtime(starts_at), ends_at and timezone.localtime(ends_at), of)


def taken_on(days: Iterable[date]) -> list[Slot]:
    """Return the times on these days at which a board meets: whose, never what about."""
    on_days = Q(pk__in=[])
    for day in days:
        begin = at_local_time(day, time.min)
        on_days |= Q(starts_at__gte=begin, starts_at__lt=begin + timedelta(days=1))
    meetings = Meeting.objects.standing().exclude(state_of_meeting="postponed").filter(on_days)
    rows = meetings.order_by("starts_at", "pk").values_list("starts_at", "ends_at", "board__name")
    return [
        slot_of(start, end, of=f"a meeting of the {board}") for start, end, board in rows if start
    ]


def around_of(year: int, days: Iterable[date], *, at: datetime) -> Around:
    """Return what times on these days are judged against."""
    years = {year, *(day.year for day in days)}
    return Around(timezone.localtime(at), year, bank_holidays(years), unknown_years(years))
