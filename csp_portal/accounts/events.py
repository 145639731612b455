"""What django-allauth tells us, written into the audit log and the session."""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest
from django.utils import timezone

from csp_portal.accounts import sessions
from csp_portal.accounts.adapters import origin_of
from csp_portal.accounts.backends import SECOND_STEPS
from csp_portal.accounts.models import User
from csp_portal.audit.models import Kind
from csp_portal.audit.services import record_event


def connect() -> None:
    """Listen to what the library tells; called once, when the app is ready."""
    user_logged_out.connect(on_sign_out, dispatch_uid="audit-sign-out")
    password_changed.connect(on_password_changed, dispatch_uid="audit-password")
    signals.authenticator_added.connect(on_added, dispatch_uid="audit-second-step-added")
    signals.authenticator_removed.connect(on_removed, dispatch_uid="audit-second-step-removed")
    signals.authenticator_reset.connect(on_codes_made, dispatch_uid="audit-recovery-codes")
    signals.authenticator_used.connect(on_used, dispatch_uid="audit-second-step-used")
    signals.authentication_failed.connect(on_failed, dispatch_uid="audit-second-step-failed")


def record(kind: Kind, request: HttpRequest, person: User, details: str = "") -> None:
    """Keep what a person did to their own account."""
    record_event(
        kind,
        at=timezone.now(),
        by=person,
        about=person,
        details=details,
        origin=origin_of(request),
    )


def on_sign_out(*, request: HttpRequest, user: User | None, **_signal: Any) -> None:
    """Keep a sign-out, whether by the person or because the session was over."""
    if user is not None:
        record(Kind.SIGN_OUT, request, user)


def on_password_changed(*, request: HttpRequest, user: User, **_signal: Any) -> None:
    """Keep that a password was changed."""
    record(Kind.PASSWORD_CHANGED, request, user)


def on_added(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any
) -> None:
    """Keep a new second step; whoever has just set one up need not pass it at once."""
    if authenticator.type in SECOND_STEPS:
        sessions.mark_second_step(request, user)
        record(Kind.SECOND_STEP_ADDED, request, user, str(authenticator))
    else:
        record(Kind.RECOVERY_CODES_MADE, request, user)


def on_removed(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any
) -> None:
    """Keep that a second step is gone."""
    record(Kind.SECOND_STEP_REMOVED, request, user, str(authenticator))


def on_codes_made(*, request: HttpRequest, user: User, **_signal: Any) -> None:
    """Keep that there are new recovery codes."""
    record(Kind.RECOVERY_CODES_MADE, request, user)


def on_used(*, request: HttpRequest, user: User, **_signal: Any) -> None:
    """Note in the session that a second step was passed; the sign-in is kept by itself."""
    sessions.mark_second_step(request, user)


def on_failed(*, request: HttpRequest, user: User, **_signal: Any) -> None:
    """Keep that somebody with the right password failed at the second step."""
    record_event(Kind.SECOND_STEP_FAILED, at=timezone.now(), about=user, origin=origin_of(request))
