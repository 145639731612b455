"""What the worker does regularly for e-mails."""

from datetime import timedelta

from csp_portal.mail.retention import remove_old_mail
from csp_portal.worker.ticks import register_tick

register_tick("Remove old e-mails", remove_old_mail, every=timedelta(days=1))
