"""What the portal notes in a session of a member of staff, and what it reads there."""

from datetime import UTC, datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from csp_portal.accounts.models import User
from csp_portal.accounts.rules import FRESH, is_over

SIGNED_IN = "staff_signed_in_at"
SEEN = "staff_seen_at"
# The number of the person who passed a second step in this session.
SECOND_STEP = "staff_second_step"
# A session is not written at every click, only when its note is older than this.
GRAIN = timedelta(minutes=1)


def begin(session: SessionBase, *, at: datetime) -> None:
    """Note that somebody has just signed in."""
    session[SIGNED_IN] = session[SEEN] = at.timestamp()


def moment(session: SessionBase, name: str) -> datetime | None:
    """Return a moment that was noted."""
    noted = session.get(name)
    return None if noted is None else datetime.fromtimestamp(noted, tz=UTC)


def has_ended(session: SessionBase, person: User, *, at: datetime) -> bool:
    """Whether the session is over at the moment ``at``; if not, note that it is in use."""
    signed_in_at = moment(session, SIGNED_IN)
    if signed_in_at is None:
        begin(session, at=at)
        return False
    seen_at = moment(session, SEEN) or signed_in_at
    has_pause_limit = person.has_perm("accounts.change_user")
    if is_over(signed_in_at=signed_in_at, seen_at=seen_at, now=at, has_pause_limit=has_pause_limit):
        return True
    if has_pause_limit and at - seen_at > GRAIN:
        session[SEEN] = at.timestamp()
    return False


def is_fresh(session: SessionBase, *, at: datetime) -> bool:
    """Whether the person signed in so lately that they need not say again who they are."""
    signed_in_at = moment(session, SIGNED_IN)
    return signed_in_at is not None and at - signed_in_at < FRESH


def mark_second_step(request: HttpRequest, person: User) -> None:
    """Note that ``person`` has passed, or just set up, a second step in this session."""
    request.session[SECOND_STEP] = person.pk


def has_second_step(person: User) -> bool:
    """Whether the person of this request has a passkey or an authenticator app."""
    # Read by the backend together with the person, at every request anew.
    return bool(getattr(person, "owns_second_step", False))


def has_entered(request: HttpRequest) -> bool:
    """Whether whoever asks may see what is for staff only: signed in, with a second step.

    Reads the session, so no public page may ask this.
    """
    person = request.user
    if not isinstance(person, User) or not person.is_staff:
        return False
    return request.session.get(SECOND_STEP) == person.pk and has_second_step(person)
