"""The task that hands one e-mail to the mail server, or to the folder."""

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.utils import timezone

from csp_portal.mail.folder import nothing_is_sent
from csp_portal.mail.models import OutgoingMail
from csp_portal.worker.retries import HopelessError, reason_of, retrying

State = OutgoingMail.State


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Return the message as it is sent; programs that answer letters know it needs no answer."""
    own = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        headers=mail.headers | own,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def fail_mail(mail_id: int, *, reason: str) -> None:
    """Store that no further attempt will be made."""
    mails = OutgoingMail.objects.filter(pk=mail_id, state=State.WAITING)
    mails.update(state=State.FAILED, failure=reason)


@task(queue_name="mail")
@retrying(max_attempts=9, base=timedelta(minutes=1), given_up=fail_mail)
def deliver_mail(mail_id: int) -> str:
    """Send the e-mail unless that is done; nine attempts take a good four hours.

    When the worker is killed between the server's "yes" and our note of it, the message goes
    out once more under the same Message-ID.
    """
    mail = OutgoingMail.objects.filter(pk=mail_id, state=State.WAITING).first()
    if mail is None:
        return "Nothing to do: it was sent, given up or removed."
    try:
        message_of(mail).send()
    except Exception as problem:
        OutgoingMail.objects.filter(pk=mail_id).update(failure=reason_of(problem))
        raise (HopelessError(words_for(problem)) if is_final(problem) else problem) from problem
    done = State.KEPT if nothing_is_sent() else State.SENT
    OutgoingMail.objects.filter(pk=mail_id).update(state=done, done_at=timezone.now(), failure="")
    return done.label


def is_final(problem: Exception) -> bool:
    """Whether the mail server refused this very message for good, so that no repeat can help."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in problem.recipients.values())
    if isinstance(problem, smtplib.SMTPDataError | smtplib.SMTPSenderRefused):
        return problem.smtp_code >= 500
    return False


def words_for(problem: Exception) -> str:
    """Return what the mail server said."""
    return f"The mail server refused it. {reason_of(problem)}"
