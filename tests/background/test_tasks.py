"""Tasks that fail, and tasks whose worker is gone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from csp_portal.worker.heartbeat import beat
from csp_portal.worker.models import BackgroundTask, WorkerProcess
from csp_portal.worker.recovery import prune_finished, put_back_lost_tasks
from tests.background.in_process import work_off, work_off_next_attempts
from tests.background.tasks import GIVEN_UP, fail_each_time, fail_for_good

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_given_up() -> Iterator[None]:
    yield
    GIVEN_UP.clear()


def make_claimed(*workers: str) -> DBTaskResult:
    """Enqueue a task and have it claimed by these workers, one after the other."""
    fail_each_time.enqueue("A")
    row = DBTaskResult.objects.get()
    for worker in workers:
        row.claim(worker)
    return row


def test_failed_attempt_is_followed_by_a_later_one() -> None:
    fail_each_time.enqueue("A")

    work_off()

    waiting = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert waiting.args_kwargs == {"args": ["A"], "kwargs": {"attempt": 2}}
    assert timedelta(seconds=50) < waiting.run_after - timezone.now() <= timedelta(minutes=1)


def test_later_attempt_waits_for_its_time() -> None:
    fail_each_time.enqueue("A")
    work_off()

    work_off()

    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 1


def test_task_fails_after_its_last_attempt_and_tells_why() -> None:
    fail_each_time.enqueue("A")
    work_off()
    work_off_next_attempts()

    work_off_next_attempts()

    failed = DBTaskResult.objects.get(status=TaskResultStatus.FAILED)
    assert "not today" in failed.traceback
    assert GIVEN_UP == ["A: RuntimeError: not today"]
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.READY).exists()


def test_hopeless_task_is_not_tried_again() -> None:
    fail_for_good.enqueue("A")

    work_off()

    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    assert GIVEN_UP == ["A: HopelessError: never"]


def test_task_is_gone_when_its_transaction_is_undone() -> None:
    with transaction.atomic():
        fail_each_time.enqueue("A")
        transaction.set_rollback(True)

    assert not DBTaskResult.objects.exists()


def test_task_of_a_worker_that_is_gone_is_put_back() -> None:
    make_claimed("gone")
    beat("gone", at=AT - timedelta(minutes=2))

    put_back_lost_tasks(at=AT)

    assert DBTaskResult.objects.get().status == TaskResultStatus.READY


def test_task_of_a_worker_that_is_alive_stays_with_it() -> None:
    make_claimed("gone", "alive")
    beat("gone", at=AT - timedelta(minutes=2))
    beat("alive", at=AT - timedelta(seconds=10))

    put_back_lost_tasks(at=AT)

    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


def test_task_of_a_dead_worker_is_put_back_although_the_clock_was_set_back() -> None:
    make_claimed("gone")
    beat("gone", at=AT + timedelta(hours=1))

    put_back_lost_tasks(at=AT)

    assert DBTaskResult.objects.get().status == TaskResultStatus.READY


def test_task_that_three_workers_died_over_is_given_up() -> None:
    make_claimed("one", "two", "three")

    put_back_lost_tasks(at=AT)

    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    assert GIVEN_UP == ["A: The worker was killed each time it did this."]


def test_task_that_no_longer_exists_is_given_up_too() -> None:
    row = make_claimed("one", "two", "three")
    DBTaskResult.objects.filter(pk=row.pk).update(task_path="tests.background.tasks.removed")

    put_back_lost_tasks(at=AT)

    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


@pytest.mark.parametrize(
    ("status", "days", "is_kept"),
    [
        ("SUCCESSFUL", 13, True),
        ("SUCCESSFUL", 15, False),
        ("FAILED", 89, True),
        ("FAILED", 91, False),
    ],
)
def test_finished_tasks_are_removed_in_time(status: str, days: int, *, is_kept: bool) -> None:
    fail_each_time.enqueue("A")
    DBTaskResult.objects.update(status=status, finished_at=AT - timedelta(days=days))

    prune_finished(at=AT)

    assert DBTaskResult.objects.exists() is is_kept


def test_tasks_to_do_and_present_workers_are_never_removed() -> None:
    fail_each_time.enqueue("A")
    beat("present", at=AT)

    prune_finished(at=AT + timedelta(days=6))

    assert DBTaskResult.objects.exists()
    assert WorkerProcess.objects.exists()


def test_task_is_named_in_words_although_its_function_is_gone() -> None:
    task = BackgroundTask(task_path="somewhere.tasks.send_the_letters")

    assert str(task) == "Send the letters"
