"""What people do to get in: open a link, type a name, a password and a code."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.utils import timezone

from csp_portal.accounts import services
from csp_portal.accounts.links import link_for
from csp_portal.accounts.models import Invitation, User

PASSWORD = "a long made-up sentence"


def make_staff(name: str = "ann", **fields: Any) -> User:
    """A member of staff with the password above and no role."""
    defaults = {"email": f"{name}@example.org", "is_staff": True}
    return User.objects.create_user(name, password=PASSWORD, **defaults | fields)


def invite(email: str = "bo@example.org", **fields: Any) -> Invitation:
    """Somebody who was invited and has not opened the link."""
    person = User(email=email, first_name="Bo", last_name="Berg", **fields)
    return services.invite(person, roles=[], by=None, at=timezone.now())


def path_of(invitation: Invitation) -> str:
    """Return the link without the host, as the test client asks for it."""
    return "/accounts/" + link_for(invitation).split("/accounts/")[1]


def type_password(client: Client, name: str = "ann", password: str = PASSWORD) -> Any:
    """Send the sign-in form."""
    return client.post("/accounts/login/", {"login": name, "password": password})


def add_app(person: User) -> str:
    """Give the person an authenticator app; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def code_of(secret: str) -> str:
    """Return the code that the app shows now."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))


def choose_password(client: Client, path: str, password: str = PASSWORD) -> Any:
    """Send the form behind the link of an invitation."""
    return client.post(path, {"new_password1": password, "new_password2": password})


def kinds_of_steps(person: User) -> set[str]:
    """Return which kinds of second step the person has."""
    return set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
