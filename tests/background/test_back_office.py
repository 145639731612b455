"""What administrators see of the work in the background."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from csp_portal.worker.heartbeat import beat
from csp_portal.worker.models import BackgroundTask, Tick, WorkerProcess
from tests.back_office import address, list_address, queries_of_list
from tests.background.in_process import work_off
from tests.background.tasks import fail_for_good

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUIET = "The worker has not run for 5 minutes."


def test_failed_task_tells_its_reason(portal: object, admin_client: Client) -> None:
    fail_for_good.enqueue("A")
    work_off()

    page = admin_client.get(address(BackgroundTask.objects.get())).content.decode()

    assert "Fail for good" in page
    assert "HopelessError: never" in page
    assert 'name="_save"' not in page


def test_task_whose_queue_is_gone_can_be_looked_at(portal: object, admin_client: Client) -> None:
    fail_for_good.enqueue("A")
    DBTaskResult.objects.update(queue_name="removed")

    page = admin_client.get(list_address(BackgroundTask))

    assert page.status_code == 200
    assert "Fail for good" in page.content.decode()
    assert admin_client.get(address(BackgroundTask.objects.get())).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_tasks_takes_the_same_queries(
    portal: object, admin_client: Client, rows: int
) -> None:
    made = queries_of_list(
        admin_client, BackgroundTask, lambda: fail_for_good.enqueue("A"), rows=rows
    )

    assert made == 6


def test_failed_regular_job_is_shown_with_its_reason(portal: object, admin_client: Client) -> None:
    Tick.objects.create(name="Put things right", last_run_at=AT, failure="RuntimeError: broken")

    page = admin_client.get(list_address(Tick)).content.decode()

    assert "Put things right" in page
    assert "RuntimeError: broken" in page


@pytest.mark.parametrize("model", [BackgroundTask, Tick, WorkerProcess])
def test_officer_may_not_look_at_it(officer: Client, model: type) -> None:
    beat("somebody", at=AT)

    assert officer.get(list_address(model)).status_code == 403
    assert "Work in the background" not in officer.get("/admin/").content.decode()


def test_first_page_tells_when_no_worker_runs(officer: Client) -> None:
    beat("gone", at=timezone.now() - timedelta(minutes=6))

    assert QUIET in officer.get("/admin/").content.decode()


def test_first_page_says_nothing_while_a_worker_runs(officer: Client) -> None:
    beat("present", at=timezone.now() - timedelta(minutes=4))

    assert QUIET not in officer.get("/admin/").content.decode()


def test_portal_is_ready_although_no_worker_runs(client: Client) -> None:
    assert client.get("/-/ready").status_code == 200
