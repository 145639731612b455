"""What whoever puts the portal into service should know about its e-mails."""

from typing import Any

from django.conf import settings
from django.core import checks

from csp_portal.mail.folder import nothing_is_sent


@checks.register("portal", deploy=True)
def check_mail_server(**_options: Any) -> list[checks.CheckMessage]:
    """Tell, without failing, that no e-mail will leave the portal."""
    if not nothing_is_sent():
        return []
    return [
        checks.Info(
            f"No mail server is set: e-mails are written to {settings.MAIL_FOLDER} and not sent.",
            hint="Set EMAIL_HOST, and what belongs to it, in the environment.",
            id="portal.I001",
        )
    ]
