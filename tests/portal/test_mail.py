"""E-mails are rows first, sent later, and tell what became of them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from csp_portal.mail.delivery import deliver_mail
from csp_portal.mail.models import OutgoingMail
from csp_portal.mail.retention import remove_old_mail
from csp_portal.mail.services import send_again, send_mail_later
from csp_portal.worker.recovery import put_back_lost_tasks
from tests.background.in_process import work_off, work_off_next_attempts
from tests.background.mail_server import MailServer, running_mail_server

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
State = OutgoingMail.State


def write_mail(**changes: Any) -> OutgoingMail:
    return send_mail_later(
        **{"subject": "Hello", "text": "Good day.", "to": "ann@example.org", "at": AT, **changes}
    )


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A mail server that the portal is told to use."""
    with running_mail_server() as server:
        settings.MAILERS = {"default": server.mailer}
        yield server


def test_mail_is_sent_by_the_worker_only() -> None:
    write_mail(html="<p>Good day.</p>")
    assert mail.outbox == []

    work_off()

    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["ann@example.org"], "Hello", "Good day.")
    assert sent.alternatives == [("<p>Good day.</p>", "text/html")]
    assert OutgoingMail.objects.get().state == State.SENT


def test_mail_is_undone_with_its_transaction() -> None:
    with transaction.atomic():
        write_mail()
        transaction.set_rollback(True)

    work_off()

    assert mail.outbox == []
    assert not OutgoingMail.objects.exists()


def test_mail_is_not_sent_twice_when_its_task_runs_again() -> None:
    row = write_mail()
    deliver_mail.enqueue(row.pk)

    work_off()

    assert len(mail.outbox) == 1


@pytest.mark.parametrize("subject", ["Hello\nBcc: eve@example.org", "Hello\r\nX: y"])
def test_subject_of_several_lines_is_refused_at_once(subject: str) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        write_mail(subject=subject)

    assert not OutgoingMail.objects.exists()


def test_subject_that_is_too_long_is_refused_at_once() -> None:
    with pytest.raises(ValidationError, match="at most 500"):
        write_mail(subject="a" * 501)


@pytest.mark.parametrize("to", ["", "ann", "ann@example.org, eve@example.org", "a@b.org\nX: y"])
def test_address_that_is_none_is_refused_at_once(to: str) -> None:
    with pytest.raises(ValidationError):
        write_mail(to=to)

    assert not OutgoingMail.objects.exists()


def test_mail_server_is_given_the_message_and_its_own_headers(mail_server: MailServer) -> None:
    row = write_mail(headers={"List-Unsubscribe": "<https://portal.example/stop>"})

    work_off()

    (message,) = mail_server.messages
    assert f"Message-ID: {row.message_id}" in message
    assert "Auto-Submitted: auto-generated" in message
    assert "List-Unsubscribe: <https://portal.example/stop>" in message


def test_address_that_the_server_refuses_is_seen_as_failed(mail_server: MailServer) -> None:
    mail_server.answer = "550 no such person"
    write_mail()

    work_off()

    row = OutgoingMail.objects.get()
    assert row.state == State.FAILED
    assert "no such person" in row.failure
    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_refusal_for_now_is_tried_again_under_the_same_message_id(mail_server: MailServer) -> None:
    mail_server.answer = "450 come back later"
    row = write_mail()
    work_off()
    waiting = OutgoingMail.objects.get()
    mail_server.answer = "250 yes"

    work_off_next_attempts()

    assert (waiting.state, "come back later" in waiting.failure) == (State.WAITING, True)
    assert f"Message-ID: {row.message_id}" in mail_server.messages[0]
    assert (OutgoingMail.objects.get().state, OutgoingMail.objects.get().failure) == ("sent", "")


def test_mail_fails_when_the_server_stays_away(settings: Any, mail_server: MailServer) -> None:
    settings.MAILERS["default"]["OPTIONS"]["port"] = 1
    write_mail()
    DBTaskResult.objects.update(args_kwargs={"args": [1], "kwargs": {"attempt": 9}})
    OutgoingMail.objects.update(id=1)

    work_off()

    assert OutgoingMail.objects.get().state == State.FAILED
    assert "ConnectionRefusedError" in OutgoingMail.objects.get().failure


def test_mail_fails_when_three_workers_died_over_it() -> None:
    write_mail()
    task = DBTaskResult.objects.get()
    task.claim("one")
    task.claim("two")
    task.claim("three")

    put_back_lost_tasks(at=timezone.now())

    assert OutgoingMail.objects.get().state == State.FAILED
    assert "worker was killed" in OutgoingMail.objects.get().failure


def test_failed_mail_can_be_sent_again_and_others_cannot(mail_server: MailServer) -> None:
    write_mail(to="sent@example.org")
    work_off()
    mail_server.answer = "550 no"
    write_mail(to="failed@example.org")
    work_off()
    mail_server.answer = "250 yes"

    count = send_again(OutgoingMail.objects.all())
    work_off()

    assert count == 1
    assert len(mail_server.messages) == 2
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {State.SENT}


def test_sent_mail_has_its_moment() -> None:
    write_mail()

    with pytest.raises(IntegrityError):
        OutgoingMail.objects.update(state=State.SENT)


def test_old_mail_is_removed_unless_it_waits() -> None:
    write_mail(to="old@example.org", at=AT - timedelta(days=31))
    write_mail(to="new@example.org", at=AT - timedelta(days=29))
    work_off()
    write_mail(to="waits@example.org", at=AT - timedelta(days=31))

    remove_old_mail(at=AT)

    left = set(OutgoingMail.objects.values_list("to", flat=True))
    assert left == {"new@example.org", "waits@example.org"}
