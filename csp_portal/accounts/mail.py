"""The mail that carries a link to the person it is for."""

import logging

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from csp_portal.accounts.links import link_for
from csp_portal.accounts.models import Invitation
from csp_portal.dates.words import moment_in_words
from csp_portal.identity.models import Identity

logger = logging.getLogger(__name__)


def mail_link(invitation: Invitation) -> bool:
    """Send the link; return whether the mail server took it. The subject says nothing secret."""
    identity = Identity.objects.first()
    name = identity.name if identity else "the portal"
    expires_at = timezone.localtime(invitation.expires_at)
    context = {
        "person": invitation.person,
        "partnership": name,
        "link": link_for(invitation),
        "expires": moment_in_words(expires_at),
        "is_new": not invitation.person.has_usable_password(),
    }
    text = render_to_string("account/email/invitation.txt", context)
    try:
        send_mail(f"{name}: your account", text, None, [invitation.person.email])
    except OSError:
        logger.exception("The mail with a link could not be sent.")
        return False
    return True
