"""Nothing of the back office opens without a second step, and no session lasts too long."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import ResolverMatch, reverse
from django.utils import timezone

from csp_portal.accounts import sessions
from csp_portal.accounts.models import User

STAFF_NAMESPACES = {"admin"}
STAFF_PREFIXES = ("account_", "mfa_")
# All that somebody needs who has a password and no second step yet.
OPEN_BEFORE = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_invitation",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_totp_picture",
    "mfa_add_webauthn",
    "login",
    "logout",
}


class StaffSessionMiddleware:
    """Watch the sessions of staff pages; a public page passes without a look at any session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        # Django has found the view, so there is a match.
        match = cast("ResolverMatch", request.resolver_match)
        if not is_for_staff(match) or not isinstance(request.user, User):
            return None
        if sessions.has_ended(request.session, request.user, at=timezone.now()):
            return start_again(request)
        if match.url_name in OPEN_BEFORE or sessions.has_entered(request):
            return None
        return lead_to_second_step(request, request.user)


def is_for_staff(match: ResolverMatch) -> bool:
    """Whether a page belongs to the back office or to somebody's account."""
    is_own_page = not match.namespaces and (match.url_name or "").startswith(STAFF_PREFIXES)
    return is_own_page or not STAFF_NAMESPACES.isdisjoint(match.namespaces)


def start_again(request: HttpRequest) -> HttpResponse:
    """End the session and ask the person to sign in, then lead them back to the page."""
    logout(request)
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


def lead_to_second_step(request: HttpRequest, person: User) -> HttpResponse | None:
    """Send whoever has no second step to set one up; whoever skipped theirs signs in again."""
    if not person.is_staff:
        return None
    if sessions.has_second_step(person):
        return start_again(request)
    return HttpResponseRedirect(reverse("mfa_index"))
