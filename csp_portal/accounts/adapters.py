"""How django-allauth behaves here: nobody signs up, and each sign-in leaves a trace."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from csp_portal.accounts import sessions
from csp_portal.accounts.models import User
from csp_portal.accounts.sealing import sealed, unsealed
from csp_portal.audit.models import Kind
from csp_portal.audit.services import Origin, record_event
from csp_portal.identity.models import Identity


def origin_of(request: HttpRequest) -> Origin:
    """Return where a request came from, by the address that the proxy vouches for."""
    return Origin.of(request, address=AccountAdapter(request).get_client_ip(request))


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and out."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "The name or the password is not right. Try again.",
        "too_many_login_attempts": "Too many tries. Wait 15 minutes, then try again.",
        "incorrect_password": "The password is not right.",
        "enter_current_password": "This is not your present password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an administrator invites."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again who somebody is, unless they have just signed in."""
        return not sessions.is_fresh(self.request.session, at=timezone.now())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Keep that somebody failed; a name that is nobody's is not kept, it may be a password."""
        person = User.objects.filter(username__iexact=credentials.get("username", "")).first()
        record_event(
            Kind.SIGN_IN_FAILED,
            at=timezone.now(),
            about=person,
            details="" if person else "A name that is not known",
            origin=origin_of(request),
        )

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> Any:
        """Note the moment in the session and in the log."""
        now = timezone.now()
        sessions.begin(request.session, at=now)
        if isinstance(user, User):
            record_event(Kind.SIGN_IN, at=now, by=user, about=user, origin=origin_of(request))
        return super().post_login(request, user, **kwargs)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Tell whoever knows the password that the account is closed, and keep the try."""
        if isinstance(user, User):
            origin = origin_of(request)
            record_event(
                Kind.SIGN_IN_FAILED,
                at=timezone.now(),
                about=user,
                details="The account is closed",
                origin=origin,
            )
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response


class SecondStepAdapter(DefaultMFAAdapter):
    """Passkeys, authenticator apps and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right. Try the newest one.",
    }

    def get_totp_issuer(self) -> str:
        """Name the partnership in the authenticator app."""
        return self._get_site_name()

    def _get_site_name(self) -> str:
        name = Identity.objects.values_list("short_name", flat=True).first()
        return f"{name}: back office" if name else "Back office"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 - allauth's own word
        """Suggest a name that is not taken yet."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}"

    def encrypt(self, text: str) -> str:
        """Return a secret as the database may hold it."""
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret again."""
        return unsealed(encrypted_text)
