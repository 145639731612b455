"""What an administrator can do with an account besides editing it, each by one button."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csp_portal.accounts import services
from csp_portal.accounts.models import User


@dataclass(frozen=True)
class Verb:
    """One button: its words, what it calls, and what is said when it is done."""

    slug: str
    label: str
    done: str
    call: Callable[..., Any]
    is_offered: Callable[[User, User, datetime], bool]
    makes_link: bool = False


def may_touch(person: User, by: User) -> bool:
    """Whether ``by`` may change it: superusers any, others neither a superuser's nor their own."""
    return by.is_superuser or not (person.is_superuser or person.pk == by.pk)


def has_open_link(person: User, at: datetime) -> bool:
    """Whether the person holds a link that still works."""
    invitation = getattr(person, "invitation", None)
    if invitation is None or invitation.accepted_at or invitation.withdrawn_at:
        return False
    return bool(invitation.expires_at > at)


VERBS = (
    Verb(
        "send-link",
        "Send a link to choose a password",
        "",
        services.send_link_again,
        lambda person, by, at: person.disabled_at is None,
        makes_link=True,
    ),
    Verb(
        "withdraw-link",
        "Withdraw the link",
        "The link no longer works.",
        services.withdraw_invitation,
        lambda person, by, at: has_open_link(person, at),
    ),
    Verb(
        "close",
        "Close this account",
        "The account is closed, and its sessions have ended.",
        services.disable,
        lambda person, by, at: person.disabled_at is None,
    ),
    Verb(
        "open",
        "Open this account again",
        "The account is open again.",
        services.enable,
        lambda person, by, at: person.disabled_at is not None,
    ),
    Verb(
        "remove-second-steps",
        "Remove all passkeys, apps and codes",
        "They are removed. The next sign-in asks for a new one.",
        services.remove_second_steps,
        lambda person, by, at: by.is_superuser,
    ),
)


def offered(person: User, *, by: User, at: datetime) -> list[Verb]:
    """Return the buttons that ``by`` gets on the page of ``person``; on one's own page none."""
    if person.pk == by.pk or not may_touch(person, by):
        return []
    return [verb for verb in VERBS if verb.is_offered(person, by, at)]
