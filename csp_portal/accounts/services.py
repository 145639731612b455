"""What can happen to an account. Each of these is one entry of the audit log, or more."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import transaction

from csp_portal.accounts.links import LIFETIME, read_link
from csp_portal.accounts.models import Invitation, User
from csp_portal.audit.models import Kind
from csp_portal.audit.services import NOWHERE, Origin, record_event


class NotAllowedError(Exception):
    """Somebody tried what only a superuser may do; the text says what."""


@transaction.atomic
def invite(person: User, *, roles: Iterable[Group], by: User | None, at: datetime) -> Invitation:
    """Make the account of ``person`` with these roles; it opens when its link is used."""
    person.username = person.username or person.email.lower()
    person.email = person.email.lower()
    person.is_staff = True
    person.is_active = False
    person.set_unusable_password()
    person.save()
    person.groups.set(roles)
    names = ", ".join(sorted(group.name for group in person.groups.all())) or "none"
    record_event(Kind.INVITED, at=at, by=by, about=person, details=f"Roles: {names}")
    return _renew_link(person, by=by, at=at)


@transaction.atomic
def send_link_again(person: User, *, by: User | None, at: datetime) -> Invitation:
    """Make a new link for ``person``, for a first or a new password; older links stop working."""
    _refuse_to_touch_superuser(person, by=by)
    if person.disabled_at:
        raise NotAllowedError("This account is closed. Open it first.")
    record_event(Kind.LINK_SENT, at=at, by=by, about=person)
    return _renew_link(person, by=by, at=at)


def _renew_link(person: User, *, by: User | None, at: datetime) -> Invitation:
    invitation, _is_new = Invitation.objects.update_or_create(
        person=person,
        defaults={
            "nonce": secrets.token_urlsafe(32),
            "sent_at": at,
            "sent_by": by,
            "expires_at": at + LIFETIME,
            "accepted_at": None,
            "withdrawn_at": None,
        },
    )
    return invitation


@transaction.atomic
def withdraw_invitation(person: User, *, by: User, at: datetime) -> bool:
    """Make the link of ``person`` useless; return whether there was one that still worked."""
    _refuse_to_touch_superuser(person, by=by)
    withdrawn = Invitation.objects.open(at=at).filter(person=person).update(withdrawn_at=at)
    if withdrawn:
        record_event(Kind.INVITATION_WITHDRAWN, at=at, by=by, about=person)
    return bool(withdrawn)


def open_invitation(token: str, *, at: datetime, is_held: bool = False) -> Invitation | None:
    """Return the invitation that a link stands for; None if the link does not work any more."""
    carried = read_link(token)
    if carried is None:
        return None
    number, nonce = carried
    links = Invitation.objects.open(at=at).filter(pk=number, nonce=nonce, person__disabled_at=None)
    if is_held:
        links = links.select_for_update(of=("self",))
    return links.select_related("person").first()


@transaction.atomic
def accept_invitation(
    token: str, *, password: str, at: datetime, origin: Origin = NOWHERE
) -> User | None:
    """Use a link: store the password and open the account. None if the link is used up."""
    invitation = open_invitation(token, at=at, is_held=True)
    if invitation is None:
        return None
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    person = invitation.person
    person.set_password(password)
    person.is_active = True
    person.save(update_fields=["password", "is_active"])
    record_event(Kind.INVITATION_ACCEPTED, at=at, by=person, about=person, origin=origin)
    return person


@transaction.atomic
def disable(person: User, *, by: User, at: datetime) -> None:
    """Close an account: its sessions end at once and its link stops working."""
    _refuse_to_touch_superuser(person, by=by)
    person.is_active = False
    person.disabled_at = at
    person.save(update_fields=["is_active", "disabled_at"])
    Invitation.objects.open(at=at).filter(person=person).update(withdrawn_at=at)
    record_event(Kind.ACCOUNT_DISABLED, at=at, by=by, about=person)


@transaction.atomic
def enable(person: User, *, by: User, at: datetime) -> None:
    """Open a closed account again; whoever never chose a password still needs a link."""
    _refuse_to_touch_superuser(person, by=by)
    person.is_active = person.has_usable_password()
    person.disabled_at = None
    person.save(update_fields=["is_active", "disabled_at"])
    record_event(Kind.ACCOUNT_ENABLED, at=at, by=by, about=person)


@transaction.atomic
def remove_second_steps(person: User, *, by: User | None, at: datetime) -> None:
    """Take all passkeys, apps and codes away; the next sign-in asks for a new one.

    Whoever could send a new link and do this as well could become anybody, so only a
    superuser may, or whoever runs the server.
    """
    if by is not None and not by.is_superuser:
        raise NotAllowedError("Only a superuser may remove somebody's second step.")
    Authenticator.objects.filter(user=person).delete()
    record_event(Kind.SECOND_STEP_REMOVED, at=at, by=by, about=person, details="All of them")


def record_changes(
    person: User, *, roles_before: set[str], fields: list[str], by: User, at: datetime
) -> None:
    """Keep what an administrator changed of an account, by the names of fields and roles."""
    roles = {group.name for group in person.groups.all()}
    changed = [f"+ {name}" for name in sorted(roles - roles_before)]
    changed += [f"- {name}" for name in sorted(roles_before - roles)]
    if changed:
        details = "; ".join(changed)
        record_event(Kind.ROLES_CHANGED, at=at, by=by, about=person, details=details)
    if fields:
        details = ", ".join(fields)
        record_event(Kind.ACCOUNT_CHANGED, at=at, by=by, about=person, details=details)


def _refuse_to_touch_superuser(person: User, *, by: User | None) -> None:
    if person.is_superuser and by is not None and not by.is_superuser:
        raise NotAllowedError("Only a superuser may change a superuser.")
