"""Sentences about members, boards, duties and helplines."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Lower

from csp_portal.publishing.querysets import PublishableQuerySet, public_condition
from partnership.rules.due import HOW_OFTEN_SENTENCES, PERIODS, earliest_in_time, soon_days

if TYPE_CHECKING:
    from partnership.models import (
        Board,
        Duty,
        GlossaryEntry,
        Helpline,
        Legislation,
        OfficeHolder,
        PartnerBody,
        Seat,
    )


class PartnerBodyQuerySet(PublishableQuerySet["PartnerBody"]):
    """Organisations."""

    def with_unknown_successor(self) -> Self:
        """Return bodies of a kind the law no longer names whose successor is not recorded."""
        return self.filter(legal_status="former_kind", successor=None)

    def with_seats(self, *, at: datetime) -> Self:
        """Load each body's successor and its seats on public boards; in the order of names."""
        seats = apps.get_model("partnership.Seat")._default_manager.on_public_boards(at=at)
        bodies = self.select_related("successor").order_by(Lower("name"))
        return bodies.prefetch_related(Prefetch("seats", queryset=seats))


class SeatQuerySet(models.QuerySet["Seat"]):
    """Places on boards."""

    def public(self, *, at: datetime) -> Self:
        """Return seats whose body, if there is one, is public at the moment ``at``."""
        body_model = apps.get_model("partnership.PartnerBody")
        return self.filter(
            Q(body=None) | public_condition(body_model, at=at, prefix="body__")
        ).select_related("body")

    def on_public_boards(self, *, at: datetime) -> Self:
        """Return seats on boards that are public at the moment ``at``, with the board."""
        board_model = apps.get_model("partnership.Board")
        return self.filter(public_condition(board_model, at=at, prefix="board__")).select_related(
            "board"
        )

    def held_on(self, day: date) -> Self:
        """Return seats that were there on ``day``; one without dates was there all the time."""
        had_begun = Q(held_from=None) | Q(held_from__lte=day)
        return self.filter(had_begun, Q(held_until=None) | Q(held_until__gt=day))

    def of_ended_bodies(self, *, on: date) -> Self:
        """Return seats that still stand on the day ``on``, though their body has ended."""
        stands = Q(held_until=None) | Q(held_until__gt=on)
        return self.filter(stands, body__existed_until__lte=on).select_related("board", "body")


class OfficeHolderQuerySet(models.QuerySet["OfficeHolder"]):
    """People who hold an office on a board."""

    def past_term(self, *, on: date) -> Self:
        """Return people whose term is over on the day ``on``, and whom nobody has followed.

        Once the board has somebody else in that office, the earlier term is history and stays.
        """
        same_office = self.model._default_manager.filter(
            board=OuterRef("board"), office=OuterRef("office")
        )
        followers = same_office.filter(Q(held_until=None) | Q(held_until__gt=on))
        ended = self.filter(~Exists(followers), held_until__lte=on)
        return ended.select_related("board")


class BoardQuerySet(PublishableQuerySet["Board"]):
    """Boards."""

    def without_contact(self) -> Self:
        """Return boards that residents cannot be told how to reach."""
        return self.filter(contact_email="", contact_phone="")

    def with_past_terms(self, *, on: date) -> Self:
        """Return boards that still show, on the day ``on``, a term or a body that has ended."""
        holders = apps.get_model("partnership.OfficeHolder")._default_manager.past_term(on=on)
        seats = apps.get_model("partnership.Seat")._default_manager.of_ended_bodies(on=on)
        return self.filter(Q(pk__in=holders.values("board")) | Q(pk__in=seats.values("board")))

    def with_people(self, *, at: datetime) -> Self:
        """Load aims, office holders with their source, and the seats the public may see."""
        seats = apps.get_model("partnership.Seat")._default_manager.public(at=at)
        holders = apps.get_model("partnership.OfficeHolder")._default_manager.select_related(
            "source"
        )
        return self.prefetch_related(
            "aims",
            Prefetch("office_holders", queryset=holders),
            Prefetch("seats", queryset=seats),
        )


def is_due_before(day_of: Callable[[str], date]) -> Q:
    """Return the condition that a duty's due date lies before a day, given by how often it is due.

    The same rule as ``DutyFacts.due_on``, asked the other way round, so that the database only
    compares days: a month is not of the same length everywhere. Each part of what it is worked
    out from is named once: it is a query of its own.
    """
    days = {often: day_of(often) for often in HOW_OFTEN_SENTENCES}
    kept_since = {often: earliest_in_time(days[often], PERIODS[often].months) for often in PERIODS}
    is_stated_past = Q(stated_due_on__lt=_by_how_often(days))
    counts_alone = Q(has_undated=False) | Q(stated_due_on=None)
    is_worked_out_past = Q(last_on__lt=_by_how_often(kept_since))
    is_not_worked_out = ~Q(how_often__in=PERIODS) | Q(last_on=None)
    return (is_worked_out_past & (counts_alone | is_stated_past)) | (
        is_not_worked_out & is_stated_past
    )


def _by_how_often(days: Mapping[str, date]) -> Case:
    """Return the day for how often a duty is due; none where none is given."""
    whens = [When(how_often=often, then=Value(day)) for often, day in days.items()]
    return Case(*whens, output_field=models.DateField())


class DutyQuerySet(PublishableQuerySet["Duty"]):
    """Duties."""

    def with_last_evidence(self, *, on: date) -> Self:
        """Add what the due date is worked out from: ``last_on`` and ``has_undated``.

        Evidence whose day lies after ``on`` does not count yet.
        """
        evidence = apps.get_model("partnership.DutyEvidence")._default_manager.filter(
            duty=OuterRef("pk")
        )
        latest = evidence.filter(happened_on__lte=on).order_by("-happened_on")
        return self.annotate(
            last_on=Subquery(latest.values("happened_on")[:1]),
            has_undated=Exists(evidence.filter(happened_on=None)),
        )

    def overdue(self, *, on: date) -> Self:
        """Return duties whose next due date lies before the day ``on``."""
        return self.with_last_evidence(on=on).filter(is_due_before(lambda _often: on))

    def due_soon(self, *, on: date) -> Self:
        """Return duties that are not overdue on the day ``on``, but soon will be."""
        soon = is_due_before(lambda often: on + timedelta(days=soon_days(often) + 1))
        due = self.with_last_evidence(on=on).filter(soon)
        return due.exclude(pk__in=self.model._default_manager.overdue(on=on).values("pk"))

    def without_known_due_date(self, *, on: date) -> Self:
        """Return duties that fall due after a fixed time, but nobody can say when."""
        known = self.with_last_evidence(on=on)
        return known.filter(how_often__in=PERIODS, last_on=None, stated_due_on=None)

    def by_law(self) -> Self:
        """Return what the law requires."""
        return self.filter(basis="law")

    def with_leads(self) -> Self:
        """Load who leads on each duty, who can help, and its source."""
        return self.select_related("lead_board", "lead_body", "helpline", "source")


class LegislationQuerySet(PublishableQuerySet["Legislation"]):
    """Acts and statutory instruments."""

    def named_by_duties(self, *, at: datetime) -> Self:
        """Return what a duty rests on that is public at the moment ``at``, each once."""
        duties = apps.get_model("partnership.Duty")._default_manager.public(at=at)
        return self.public(at=at).filter(pk__in=duties.values("legislation"))


class GlossaryEntryQuerySet(PublishableQuerySet["GlossaryEntry"]):
    """Words and what they mean here."""


MONTHS_BETWEEN_CHECKS = 12


class HelplineQuerySet(PublishableQuerySet["Helpline"]):
    """Telephone numbers."""

    def due_for_check(self, *, on: date) -> Self:
        """Return the numbers last checked more than a year before the day ``on``."""
        return self.filter(checked_on__lt=earliest_in_time(on, MONTHS_BETWEEN_CHECKS))
