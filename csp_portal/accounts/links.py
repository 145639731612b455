"""The signed links of invitations: nobody can make one up, and each works for one sending."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from csp_portal.accounts.models import Invitation

SALT = "csp_portal.accounts.invitation"
LIFETIME = timedelta(days=7)


def link_for(invitation: Invitation) -> str:
    """Return the full address to hand to the person who is invited."""
    token = signing.Signer(salt=SALT).sign_object([invitation.pk, invitation.nonce])
    return f"{settings.BASE_URL.rstrip('/')}{reverse('account_invitation', args=[token])}"


def read_link(token: str) -> tuple[int, str] | None:
    """Return the number and the nonce that a link carries; None for one that is not ours."""
    try:
        number, nonce = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return int(number), str(nonce)
