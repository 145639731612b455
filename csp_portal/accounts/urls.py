"""The pages of accounts that are needed, and no other page of django-allauth."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from csp_portal.accounts import views
from csp_portal.headers import PERMISSIONS_POLICY

View = Callable[..., HttpResponse]
# Passkeys are switched off on every page but these.
WITH_PASSKEYS = PERMISSIONS_POLICY.replace(
    "publickey-credentials-get=()", "publickey-credentials-get=(self)"
)


def page(address: str, view: View, name: str) -> URLPattern:
    """Return the route of a page that no cache keeps and no other site learns of."""

    @wraps(view)
    def private_view(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Permissions-Policy"] = WITH_PASSKEYS
        # The address of an invitation is a secret.
        response["Referrer-Policy"] = "same-origin"
        return response

    return path(address, never_cache(private_view), name=name)


urlpatterns = [
    page("", views.overview, "account_overview"),
    page("login/", account.login, "account_login"),
    page("logout/", account.logout, "account_logout"),
    page("inactive/", account.account_inactive, "account_inactive"),
    page("invitation/<str:token>/", views.invitation, "account_invitation"),
    page("again/", account.reauthenticate, "account_reauthenticate"),
    page("password/", account.password_change, "account_change_password"),
    page("second-step/", second_step.index, "mfa_index"),
    page("second-step/code/", second_step.authenticate, "mfa_authenticate"),
    page("second-step/again/", second_step.reauthenticate, "mfa_reauthenticate"),
    page("second-step/app/", totp.activate_totp, "mfa_activate_totp"),
    page("second-step/app/picture.svg", views.totp_picture, "mfa_totp_picture"),
    page("second-step/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    page("second-step/codes/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    page(
        "second-step/codes/new/",
        recovery_codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    page(
        "second-step/codes/file/",
        recovery_codes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
    page("second-step/passkeys/", webauthn.list_webauthn, "mfa_list_webauthn"),
    page("second-step/passkeys/new/", webauthn.add_webauthn, "mfa_add_webauthn"),
    page("second-step/passkeys/sign-in/", webauthn.login_webauthn, "mfa_login_webauthn"),
    page(
        "second-step/passkeys/again/",
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    page("second-step/passkeys/<int:pk>/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
    page("second-step/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
]
