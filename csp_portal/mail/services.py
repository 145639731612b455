"""The door for e-mails: written now, sent by the worker."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from csp_portal.mail.delivery import deliver_mail, message_of
from csp_portal.mail.models import OutgoingMail


@transaction.atomic
def send_mail_later(
    subject: str,
    *,
    text: str,
    to: str,
    at: datetime,
    html: str = "",
    headers: dict[str, str] | None = None,
) -> OutgoingMail:
    """Write an e-mail to one person; the worker sends it once the transaction is through.

    If the transaction is undone there is no e-mail. Raises ValidationError for an address that
    is none or a subject that is too long, and ValueError for headers of several lines.
    """
    mail = OutgoingMail(
        to=to,
        subject=subject,
        text=text,
        html=html,
        headers=headers or {},
        message_id=f"<{uuid.uuid4()}@{urlsplit(settings.BASE_URL).hostname}>",
        written_at=at,
    )
    mail.clean_fields()
    message_of(mail).message()
    mail.save()
    deliver_mail.enqueue(mail.pk)
    return mail


@transaction.atomic
def send_again(mails: Iterable[OutgoingMail]) -> int:
    """Have the failed ones among ``mails`` tried again from the start; return how many."""
    failed = [mail for mail in mails if mail.state == OutgoingMail.State.FAILED]
    for mail in failed:
        mail.state = OutgoingMail.State.WAITING
        mail.save(update_fields=["state"])
        deliver_mail.enqueue(mail.pk)
    return len(failed)
