"""Sentences about members, boards, duties and helplines."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Lower

from csp_portal.publishing.querysets import PublishableQuerySet, public_condition

if TYPE_CHECKING:
    from partnership.models import (
        Board,
        Duty,
        GlossaryEntry,
        Helpline,
        OfficeHolder,
        PartnerBody,
        Seat,
    )

# A duty is told to be due this many days before its day.
DAYS_OF_WARNING = 30


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
        return self.filter(~Exists(followers), held_until__lte=on)


class BoardQuerySet(PublishableQuerySet["Board"]):
    """Boards."""

    def without_contact(self) -> Self:
        """Return the boards that residents are not told how to reach."""
        return self.filter(contact_email="", contact_phone="")

    def with_past_terms(self, *, on: date) -> Self:
        """Return boards that still show, on the day ``on``, a term that has ended."""
        holders = apps.get_model("partnership.OfficeHolder")._default_manager.past_term(on=on)
        return self.filter(pk__in=holders.values("board"))

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


class DutyQuerySet(PublishableQuerySet["Duty"]):
    """Duties."""

    def overdue(self, *, on: date) -> Self:
        """Return duties whose due date lies before the day ``on``."""
        return self.filter(next_due_on__lt=on)

    def due_soon(self, *, on: date) -> Self:
        """Return duties that fall due within the month that begins on the day ``on``."""
        return self.filter(next_due_on__range=(on, on + timedelta(days=DAYS_OF_WARNING)))

    def by_law(self) -> Self:
        """Return what the law asks."""
        return self.filter(basis="law")

    def with_leads(self) -> Self:
        """Load who leads on each duty, who can help, and its source."""
        return self.select_related("lead_board", "lead_body", "helpline", "source")


class GlossaryEntryQuerySet(PublishableQuerySet["GlossaryEntry"]):
    """Words and what they mean here."""


class HelplineQuerySet(PublishableQuerySet["Helpline"]):
    """Telephone numbers."""

    def due_for_check(self, *, on: date) -> Self:
        """Return the numbers last checked more than a year before the day ``on``."""
        return self.filter(checked_on__lt=date(on.year - 1, on.month, min(on.day, 28)))
