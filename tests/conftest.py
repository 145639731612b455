"""The strict session every test runs in, and the people who appear in many tests."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from csp_portal.accounts import sessions
from csp_portal.accounts.models import User
from csp_portal.identity.models import Identity
from csp_portal.roles import ADMINISTRATOR, APPROVER, OFFICER, SECRETARY
from tests.factories.identity import make_identity
from tests.groups import make_groups
from tests.together import longest_first, scheduling


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Keep tests together that share something; without this each goes where there is room."""
    return scheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let no long test begin when the others are done."""
    longest_first(items)


def pytest_collection_finish() -> None:
    """Have Python look for rubbish among what tests make, not among all modules and tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def portal(db: None) -> Identity:
    """A portal that has been set up: its identity row, and nothing else."""
    return make_identity()


@pytest.fixture
def now() -> datetime:
    """A plain moment that is passed in wherever a clock would be read."""
    return datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def enter(person: User) -> Client:
    """Return a browser in which ``person`` has signed in and passed a second step."""
    TOTP.activate(person, generate_totp_secret())
    client = Client()
    client.force_login(person)
    session = client.session
    sessions.begin(session, at=timezone.now())
    session[sessions.SECOND_STEP] = person.pk
    session.save()
    return client


def make_person(role: str) -> User:
    """A new member of ``role``."""
    make_groups()
    name = role.lower().replace(" ", "-")
    person = User.objects.create_user(username=name, email=f"{name}@example.org", is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    return person


def signed_in(role: str) -> Client:
    """Return a browser in which a new member of ``role`` has signed in."""
    return enter(make_person(role))


@pytest.fixture
def admin_user(db: None) -> User:
    """Somebody with every right."""
    return User.objects.create_superuser("admin", "admin@example.org", "a-long-made-up-password")


@pytest.fixture
def admin_client(admin_user: User) -> Client:
    """A browser in which somebody with every right has signed in."""
    return enter(admin_user)


@pytest.fixture
def officer(portal: Identity) -> Client:
    """A browser in which an officer has signed in."""
    return signed_in(OFFICER)


@pytest.fixture
def secretary(portal: Identity) -> Client:
    """A browser in which the SNB secretary has signed in."""
    return signed_in(SECRETARY)


@pytest.fixture
def approver(portal: Identity) -> Client:
    """A browser in which an approver has signed in."""
    return signed_in(APPROVER)


@pytest.fixture
def administrator(portal: Identity) -> Client:
    """A browser in which an administrator, who is no superuser, has signed in."""
    return signed_in(ADMINISTRATOR)
