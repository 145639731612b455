"""How long e-mails are kept: they name people."""

from datetime import datetime, timedelta

from csp_portal.mail.folder import remove_old_messages
from csp_portal.mail.models import OutgoingMail

KEEP = timedelta(days=30)


def remove_old_mail(*, at: datetime) -> None:
    """Remove what was written more than thirty days ago, rows and files, unless it waits."""
    old = OutgoingMail.objects.filter(written_at__lt=at - KEEP)
    old.exclude(state=OutgoingMail.State.WAITING).delete()
    remove_old_messages(at=at, keep=KEEP)
