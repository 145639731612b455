"""Sentences about meetings."""

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from csp_portal.publishing.querysets import PublishableQuerySet, public_condition
from snb.rules.promise import COUNTED, Tally

if TYPE_CHECKING:
    from snb.models import AgendaItem, Meeting, MeetingAction, Notice

CALLED_OFF = ("cancelled", "postponed")
TIME_FOR_THE_RECORD = timedelta(days=14)
# So long before its day an action is shown as due soon.
TIME_TO_ACT = timedelta(days=14)
# How long a meeting without an end is taken to last.
USUAL_LENGTH = timedelta(hours=2)


def is_coming(*, at: datetime) -> Q:
    """Return the condition that a meeting has not ended; one without an end lasts all its day."""
    return Q(ends_at__gt=at) | Q(ends_at__isnull=True, starts_at__gte=midnight(at))


def midnight(at: datetime) -> datetime:
    """Return the moment at which the local day of ``at`` began."""
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)


def is_in_year(year: int) -> Q:
    """Return the condition that a meeting is listed under a calendar year, in local time."""
    return Q(starts_at__year=year) | Q(listed_year=year)


class MeetingQuerySet(PublishableQuerySet["Meeting"]):
    """Meetings of the boards."""

    def open_to_public(self) -> Self:
        """Return the meetings that residents may come to."""
        return self.filter(access="open")

    def upcoming(self, *, at: datetime) -> Self:
        """Return meetings that have not ended at the moment ``at``, the soonest first."""
        return self.filter(is_coming(at=at)).order_by("starts_at", "slug")

    def to_be_held(self, *, at: datetime) -> Self:
        """Return meetings to come that are not called off, the soonest first."""
        return self.upcoming(at=at).exclude(state_of_meeting__in=CALLED_OFF)

    def past(self, *, at: datetime) -> Self:
        """Return meetings that are over, or whose date is not known, the latest first."""
        is_over = Q(ends_at__lte=at) | Q(ends_at__isnull=True, starts_at__lt=midnight(at))
        return self.filter(is_over | Q(starts_at__isnull=True)).order_by(
            Coalesce("listed_year", ExtractYear("starts_at")).desc(), "-starts_at", "-slug"
        )

    def not_recorded(self, *, at: datetime) -> Self:
        """Return meetings that are over, but of which nobody has said whether they were held."""
        return self.past(at=at).filter(state_of_meeting="planned")

    def without_record(self, *, at: datetime) -> Self:
        """Return open meetings that ended two weeks before ``at``, and of which nothing is told.

        What was discussed tells something, and so do notes or published minutes of any point on
        the agenda. A meeting that was called off has nothing to tell.
        """
        items = apps.get_model("snb.AgendaItem")._default_manager.filter(
            meeting=OuterRef("pk"), is_restricted=False
        )
        told = ~Q(notes="") | (~Q(minutes="") & ~Q(meeting__minutes_state="none"))
        over = self.past(at=at - TIME_FOR_THE_RECORD).open_to_public()
        dated = over.filter(~Exists(items.filter(told)), discussed="", starts_at__isnull=False)
        return dated.exclude(state_of_meeting__in=CALLED_OFF)

    def that_could_agree(self, meeting: "Meeting") -> Self:
        """Return the other meetings of its board that could agree its minutes, the next first."""
        others = self.filter(board=meeting.board_id).exclude(pk=meeting.pk)
        if meeting.starts_at is None:
            return others.filter(starts_at__year__gte=meeting.year).order_by("starts_at", "slug")
        return others.filter(starts_at__gt=meeting.starts_at).order_by("starts_at", "slug")

    def without_notice(self, *, at: datetime) -> Self:
        """Return open meetings to come that residents can see, and were told of by no notice."""
        return self.public(at=at).upcoming(at=at).open_to_public().filter(notices=None)

    def without_venue(self, *, at: datetime) -> Self:
        """Return open meetings to come for which no venue is named."""
        return self.upcoming(at=at).open_to_public().filter(venue=None)

    def in_year(self, year: int) -> Self:
        """Return the meetings of the calendar year, in local time."""
        return self.filter(is_in_year(year))

    def in_year_or_coming(self, year: int, *, at: datetime) -> Self:
        """Return the year's meetings and all that have not ended, in the order of time."""
        wanted = is_in_year(year) | is_coming(at=at)
        return self.filter(wanted).order_by("starts_at", "slug")

    def counting(self) -> Self:
        """Return the meetings that count towards a promise: real, and not called off."""
        return self.filter(is_example=False, state_of_meeting__in=COUNTED)

    def standing(self) -> Self:
        """Return the real meetings that take up a time: neither cancelled nor withdrawn.

        Drafts are among them, and so are postponed ones: they are to be held yet.
        """
        real = self.filter(is_example=False)
        return real.exclude(state="withdrawn").exclude(state_of_meeting="cancelled")

    def tallies(self) -> dict[int, list[Tally]]:
        """Count the real meetings by board, year and access; the key is that of the board.

        Years of which only meetings that were called off are recorded are there with none.
        """
        counts = Q(state_of_meeting__in=COUNTED)
        year = Coalesce("listed_year", ExtractYear("starts_at"))
        rows = (
            self.filter(is_example=False)
            .annotate(year_listed=year)
            .order_by()
            .values_list("board", "year_listed", "access")
            .annotate(
                announced=Count("pk", filter=counts),
                held=Count("pk", filter=Q(state_of_meeting="held")),
            )
        )
        found: dict[int, list[Tally]] = {}
        for board, *tally in rows:
            found.setdefault(board, []).append(Tally(*tally))
        return found

    def with_place(self) -> Self:
        """Load the board and the venue of each meeting."""
        return self.select_related("board", "venue")

    def with_agreeing(self) -> Self:
        """Load the meeting that agreed the minutes of each."""
        return self.select_related("minutes_agreed_at__board")

    def with_notices(self) -> Self:
        """Load the notices of each meeting, in one query for all of them."""
        return self.prefetch_related("notices")

    def at_the_time_of(self, starts_at: datetime, ends_at: datetime | None) -> Self:
        """Return the meetings, not called off, that take place at some of the same time."""
        end = ends_at or starts_at + USUAL_LENGTH
        overlapping = Q(ends_at__gt=starts_at) | Q(
            ends_at=None, starts_at__gt=starts_at - USUAL_LENGTH
        )
        return self.filter(overlapping, starts_at__lt=end).exclude(state_of_meeting__in=CALLED_OFF)

    def beside(self, meeting: "Meeting") -> "tuple[Meeting | None, Meeting | None]":
        """Return the meetings just before and just after ``meeting``, in one query or none."""
        if meeting.starts_at is None:
            return None, None
        sides = (self._earlier_than(meeting), self._later_than(meeting))
        is_next_to = reduce(or_, (Q(pk__in=side.values("pk")[:1]) for side in sides))
        found = sorted(self.filter(is_next_to), key=lambda one: (one.starts_at, one.slug))
        place = (meeting.starts_at, meeting.slug)
        before = [one for one in found if (one.starts_at, one.slug) < place]
        after = [one for one in found if (one.starts_at, one.slug) > place]
        return next(iter(before), None), next(iter(after), None)

    def _earlier_than(self, meeting: "Meeting") -> Self:
        at, slug = meeting.starts_at, meeting.slug
        side = Q(starts_at=at, slug__lt=slug) | Q(starts_at__lt=at)
        return self.filter(side, board=meeting.board_id).order_by("-starts_at", "-slug")

    def _later_than(self, meeting: "Meeting") -> Self:
        at, slug = meeting.starts_at, meeting.slug
        side = Q(starts_at=at, slug__gt=slug) | Q(starts_at__gt=at)
        return self.filter(side, board=meeting.board_id).order_by("starts_at", "slug")

    def narrowed(self, *, year: int | None, access: str) -> Self:
        """Return the meetings of one year and one kind of access; nothing given narrows nothing."""
        meetings = self.in_year(year) if year else self
        return meetings.filter(access=access) if access else meetings

    def years(self) -> list[int]:
        """Return the calendar years that have meetings, the latest first."""
        year = Coalesce("listed_year", ExtractYear("starts_at"))
        years = self.annotate(year_listed=year).order_by("-year_listed").values_list("year_listed")
        return [year for (year,) in years.distinct()]


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices."""

    def latest_of_each(self) -> Self:
        """Return the latest notice of each meeting."""
        of_same = self.model._default_manager.filter(meeting=OuterRef("meeting"))
        latest = of_same.order_by("-number").values("number")[:1]
        return self.filter(number=Subquery(latest))

    def with_first_moment(self) -> Self:
        """Tell with each notice when the first one of its meeting was issued."""
        of_same = self.model._default_manager.filter(meeting=OuterRef("meeting"))
        first = of_same.order_by("number").values("issued_at")[:1]
        return self.annotate(first_issued_at=Subquery(first))

    def of_open_facts(self) -> Self:
        """Return the notices that tell of an open meeting: it may have been closed then."""
        return self.filter(facts__access="open")

    def public(self, *, at: datetime) -> Self:
        """Return the notices of the open meetings that the public may see at ``at``."""
        meeting = apps.get_model("snb.Meeting")
        is_public = public_condition(meeting, at=at, prefix="meeting__")
        return self.filter(is_public, meeting__access="open", issued_at__lte=at)


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    """Points on agendas."""

    def public(self, *, at: datetime) -> Self:
        """Return the items whose contents the public may read, each with its meeting.

        None of a closed meeting is, and none that is restricted: of that one only its title
        and the reason are shown. Documents are as public as the items that name them.
        """
        meeting = apps.get_model("snb.Meeting")
        is_public = public_condition(meeting, at=at, prefix="meeting__")
        told = self.filter(is_public, is_restricted=False).exclude(meeting__access="closed")
        return told.select_related("meeting__board")

    def with_subjects(self) -> Self:
        """Load who presents each item, and what it is about, with all that decides who sees it."""
        return self.select_related(
            "presenter", "plan", "priority__plan", "planned_action__priority__plan"
        )

    def with_paper_marks(self) -> Self:
        """Add ``has_papers``, so that a page without documents does not ask for any."""
        papers = self.model.papers.through._default_manager
        return self.annotate(has_papers=Exists(papers.filter(agendaitem=OuterRef("pk"))))

    def without_papers(self) -> Self:
        """Return the items that name neither a document nor a paper kept elsewhere."""
        return self.filter(links=None, papers=None)


class MeetingActionQuerySet(models.QuerySet["MeetingAction"]):
    """What was decided at meetings."""

    def public(self, *, at: datetime) -> Self:
        """Return the actions that the public may read, of published minutes only."""
        meeting = apps.get_model("snb.Meeting")
        is_public = public_condition(meeting, at=at, prefix="item__meeting__")
        told = self.filter(is_public, item__is_restricted=False)
        return told.exclude(item__meeting__access="closed").exclude(
            item__meeting__minutes_state="none"
        )

    def of_real_meetings(self) -> Self:
        """Leave out the actions of examples."""
        return self.filter(item__meeting__is_example=False)

    def open(self) -> Self:
        """Return the actions that are not done."""
        return self.filter(done_on=None)

    def done(self) -> Self:
        """Return the actions that are done."""
        return self.exclude(done_on=None)

    def overdue(self, *, on: date) -> Self:
        """Return the actions that should have been done before the day ``on``, oldest first."""
        return self.open().filter(due_on__lt=on).order_by("due_on", "pk")

    def due_soon(self, *, on: date) -> Self:
        """Return the open actions that are due on ``on`` or within two weeks after it."""
        last_day = on + TIME_TO_ACT
        return self.open().filter(due_on__range=(on, last_day)).order_by("due_on", "pk")

    def narrowed(self, standing: str, *, on: date) -> Self:
        """Return those that stand in one way: "open", "overdue" or "done"; else all of them."""
        if standing == "overdue":
            return self.overdue(on=on)
        narrow = {"open": self.open, "done": self.done}.get(standing, self.all)
        return narrow()

    def with_meeting(self) -> Self:
        """Load who does each action, and the meeting that decided it."""
        return self.select_related("body", "item__meeting__board")

    def in_order(self) -> Self:
        """Return what is to be done first, by day, and then what was done, latest first."""
        return self.order_by(
            F("done_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"
        )
