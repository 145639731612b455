"""How the portal finds the person of a session."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from csp_portal.accounts.models import User

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class StaffBackend(AuthenticationBackend):
    """Finds the person and, in the same query, whether they have a second step."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the person of a session; nobody once the account is closed."""
        steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_STEPS)
        people = User.objects.annotate(owns_second_step=Exists(steps))
        person = people.filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
