"""Regular jobs: when they are due, and what becomes of the others when one fails."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from csp_portal.worker import ticks
from csp_portal.worker.models import Tick
from csp_portal.worker.rules import is_due, pause_before
from csp_portal.worker.ticks import register_tick, run_due_ticks

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LONDON = ZoneInfo("Europe/London")


class Job:
    """A regular job that counts its runs and writes a row, which a failure undoes."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.ran_at: list[datetime] = []
        self.problem = problem

    def __call__(self, *, at: datetime) -> None:
        self.ran_at.append(at)
        Tick.objects.create(name=f"written at {at}")
        if self.problem:
            raise self.problem


@pytest.fixture(autouse=True)
def _nothing_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticks, "_registered", {})


@pytest.mark.parametrize(
    ("last_run_at", "expected"),
    [
        (None, True),
        (AT, False),
        (AT - MINUTE + timedelta(seconds=1), False),
        (AT - MINUTE, True),
        (AT - timedelta(days=3), True),
        # Another machine's clock is a second ahead.
        (AT + timedelta(seconds=1), False),
        # The clock was set back by an hour.
        (AT + timedelta(hours=1), True),
    ],
    ids=["never", "now", "before its time", "a minute ago", "days ago", "skew", "clock back"],
)
def test_minute_job_is_due(last_run_at: datetime | None, *, expected: bool) -> None:
    assert is_due(last_run_at, every=MINUTE, at=AT) is expected


def test_job_is_not_doubled_in_the_hour_that_comes_twice() -> None:
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON).astimezone(UTC)
    second = datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=LONDON).astimezone(UTC)

    assert second - first == timedelta(hours=1)
    assert not is_due(first, every=timedelta(hours=2), at=second)
    assert is_due(first, every=timedelta(hours=1), at=second)


def test_pauses_double_and_last_four_hours() -> None:
    pauses = list(map(lambda attempt: pause_before(attempt, base=MINUTE), range(2, 10)))  # noqa: C417 - no branch

    assert pauses[:3] == [MINUTE, 2 * MINUTE, 4 * MINUTE]
    assert sum(pauses, timedelta()) > timedelta(hours=4)


@pytest.mark.django_db
def test_job_runs_once_a_period() -> None:
    job = Job()
    register_tick("job", job)

    run_due_ticks(at=AT)
    run_due_ticks(at=AT + timedelta(seconds=30))
    run_due_ticks(at=AT + timedelta(seconds=65))

    assert job.ran_at == [AT, AT + timedelta(seconds=65)]


@pytest.mark.django_db
def test_failing_job_stops_no_other_and_is_remembered() -> None:
    good = Job()
    register_tick("bad", Job(problem=RuntimeError("broken")))
    register_tick("good", good)

    failed = run_due_ticks(at=AT)

    assert failed == ["bad"]
    assert good.ran_at == [AT]
    assert Tick.objects.get(name="bad").failure == "RuntimeError: broken"


@pytest.mark.django_db
def test_what_a_failing_job_wrote_is_undone() -> None:
    register_tick("bad", Job(problem=RuntimeError("broken")))

    run_due_ticks(at=AT)

    assert list(Tick.objects.values_list("name", flat=True)) == ["bad"]


@pytest.mark.django_db
def test_failing_job_runs_again_in_its_next_period_and_may_recover() -> None:
    job = Job(problem=RuntimeError("broken"))
    register_tick("job", job)
    run_due_ticks(at=AT)
    job.problem = None

    run_due_ticks(at=AT + timedelta(seconds=10))
    run_due_ticks(at=AT + MINUTE)

    assert job.ran_at == [AT, AT + MINUTE]
    assert Tick.objects.get(name="job").failure == ""


def test_name_of_a_job_is_taken_once() -> None:
    register_tick("job", Job())

    with pytest.raises(ValueError, match="registered already"):
        register_tick("job", Job())


@pytest.mark.django_db
def test_tick_command_runs_what_is_due_and_fails_with_the_names_of_what_failed() -> None:
    good = Job()
    register_tick("bad", Job(problem=RuntimeError("broken")))
    register_tick("good", good)

    with pytest.raises(CommandError, match="Failed: bad"):
        call_command("tick")

    assert len(good.ran_at) == 1
