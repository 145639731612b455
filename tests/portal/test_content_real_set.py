"""What the sources say in numbers must be there after the real content was loaded."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from consultations.models import Finding, Turnout
from csp_portal.content.loading import load_set
from csp_portal.content.reading import SETS
from partnership.models import Board, BoardAim, Duty, Helpline, PartnerBody, Seat
from priorities.models import (
    BackgroundPaper,
    Figure,
    Implication,
    Measure,
    Plan,
    Priority,
    ReportOutcome,
    Subgroup,
)
from snb.models import Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]


@pytest.fixture(scope="module")
def real_content(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The Barking and Dagenham content, loaded once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_set(SETS / "barking_and_dagenham", at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
        yield
        transaction.set_rollback(True)


def test_the_real_set_holds_the_members_duties_and_helplines(now: datetime) -> None:
    assert PartnerBody.objects.public(at=now).exclude(legal_status="").count() >= 11
    assert Duty.objects.public(at=now).count() == 15
    assert Duty.objects.exclude(older_wording="").count() == 7
    assert Helpline.objects.public(at=now).count() == 5


def test_the_real_set_holds_the_board_with_its_promise() -> None:
    board = Board.objects.get(kind="neighbourhood")
    assert BoardAim.objects.filter(board=board).count() == 5
    assert Seat.objects.filter(board=board).count() == 10
    assert (board.open_meetings_per_year, board.closed_meetings_per_year) == (2, 4)


def test_the_real_set_holds_the_priorities_of_each_plan() -> None:
    older = Priority.objects.filter(plan__kind="undated")
    assert (older.local().count(), older.regional().count()) == (4, 5)
    assert Priority.objects.of_latest_plan().local().count() == 5
    assert Subgroup.objects.count() == 5


def test_the_real_set_holds_the_annual_report() -> None:
    assert ReportOutcome.objects.count() == 9
    assert Implication.objects.count() == 8
    assert BackgroundPaper.objects.count() == 2


def test_the_real_set_keeps_the_three_voices_apart() -> None:
    said = Finding.objects.values_list("voice__kind", "kind")
    assert Counter(said) == {
        ("board", "finding"): 7,
        ("residents", "support"): 5,
        ("residents", "issue"): 3,
        ("scrutiny", "comment"): 9,
    }
    assert set(Turnout.objects.values_list("count", flat=True)) == {231, 37}


def test_the_real_set_holds_sixteen_years_of_police_figures() -> None:
    first = Figure.objects.of_main_source().filter(label="2010-11")
    last = Figure.objects.of_main_source().filter(label="2025-26")
    assert sorted(first.values_list("value", flat=True)) == [
        888, 1000, 1571, 1943, 2209, 2946, 18658,
    ]  # fmt: skip
    assert sorted(last.values_list("value", flat=True))[:3] == [632, 892, 916]
    assert Measure.objects.count() >= 7


def test_the_real_set_has_no_example_unless_asked() -> None:
    assert not Meeting.objects.filter(is_example=True).exists()


def test_the_real_set_shows_officers_what_is_not_known(now: datetime) -> None:
    today = now.date()
    assert [plan.slug for plan in Plan.objects.without_next(on=today)] == ["2023-26"]
    assert Board.objects.without_contact().filter(kind="neighbourhood").exists()
    assert PartnerBody.objects.with_unknown_successor().count() == 2
    assert Duty.objects.overdue(on=today).count() == 0
    assert Duty.objects.without_known_due_date(on=today).count() == 6
