"""Signing in: a name, a password, a second step; and what those learn who guess."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as project
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import caches
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from csp_portal.accounts.models import CacheEntry
from csp_portal.audit.models import Entry
from tests.people import add_app, code_of, kinds_of_steps, make_staff, type_password

pytestmark = pytest.mark.usefixtures("portal")
FROM_EXAMPLE_NET = {"REMOTE_ADDR": "192.0.2.77"}
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0"


class CountingHasher(MD5PasswordHasher):
    """Keeps how often a password was hashed."""

    hashed: list[str] = []

    def encode(self, password: str, salt: str) -> str:
        self.hashed.append(salt)
        return super().encode(password, salt)


def guess(*names: str) -> None:
    """Try five wrong passwords for each name."""
    for name in names * 5:
        type_password(Client(), name, "wrong")


def send_empty_forms(client: Client, *, times: int) -> None:
    for _ in range(times):
        client.post("/accounts/login/", {"login": ""})


def without_token(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


@pytest.fixture
def database_cache(settings: Any) -> None:
    """The cache as it is in service: one table for all workers."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": CacheEntry._meta.db_table,
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }


def test_back_office_asks_whoever_comes_to_sign_in(client: Client) -> None:
    response = client.get("/admin/snb/meeting/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    assertContains(response, "<h1>Sign in</h1>")


def test_nobody_can_sign_up(client: Client) -> None:
    assert client.get("/accounts/signup/").status_code == 404


def test_password_alone_leads_to_setting_up_a_second_step(client: Client) -> None:
    make_staff()

    type_password(client)

    assertRedirects(client.get("/admin/"), "/accounts/second-step/")
    assert client.get("/admin/snb/meeting/").status_code == 302


def test_password_and_code_open_the_back_office(client: Client) -> None:
    secret = add_app(make_staff())

    assertRedirects(type_password(client), "/accounts/second-step/code/")
    client.post("/accounts/second-step/code/", {"code": code_of(secret)})

    assert client.get("/admin/").status_code == 200


def test_name_may_be_typed_in_capitals(client: Client) -> None:
    add_app(make_staff())

    assertRedirects(type_password(client, "ANN"), "/accounts/second-step/code/")


def test_code_works_once(client: Client) -> None:
    secret = add_app(make_staff())
    code = {"code": code_of(secret)}
    type_password(client)
    client.post("/accounts/second-step/code/", code)
    other = Client()
    type_password(other)

    response = other.post("/accounts/second-step/code/", code)

    assertContains(response, "This code is not right.")


def test_wrong_code_stops_and_is_told_beside_the_field(client: Client) -> None:
    add_app(make_staff())
    type_password(client)

    response = client.post("/accounts/second-step/code/", {"code": "000000"})

    assertContains(response, 'aria-invalid="true"')
    assert client.get("/admin/").status_code == 302


def test_known_and_unknown_names_get_the_same_answer(client: Client) -> None:
    make_staff()

    known = type_password(client, "ann", "wrong").content.decode()
    unknown = type_password(Client(), "eve", "wrong").content.decode()

    assert without_token(known).replace("ann", "eve") == without_token(unknown)


def test_known_and_unknown_names_cost_the_same_hashing(client: Client, settings: Any) -> None:
    make_staff()
    hashed: list[str] = []
    settings.PASSWORD_HASHERS = ["tests.portal.test_sign_in.CountingHasher"]
    CountingHasher.hashed = hashed

    type_password(client, "ann", "wrong")
    after_known = len(hashed)
    type_password(Client(), "eve", "wrong")

    assert len(hashed) - after_known == 1


def test_name_that_is_guessed_at_is_locked_for_known_and_unknown_alike(client: Client) -> None:
    make_staff()

    guess("ann", "eve")

    assertContains(type_password(client, "ann"), "Too many tries. Wait 15 minutes")
    assertContains(type_password(client, "eve"), "Too many tries. Wait 15 minutes")


@pytest.mark.usefixtures("database_cache")
def test_tries_are_counted_in_the_database_for_all_workers_together(client: Client) -> None:
    make_staff()
    guess("ann")

    caches["default"].close()
    answer = type_password(client, "ann")

    assertContains(answer, "Too many tries.")
    assert CacheEntry.objects.filter(cache_key__contains="login_failed").exists()


def test_service_counts_tries_in_the_database() -> None:
    source = (project.BASE_DIR / "csp_portal" / "settings.py").read_text()

    assert "django.core.cache.backends.db.DatabaseCache" in source
    assert f'"LOCATION": "{CacheEntry._meta.db_table}"' in source


def test_too_many_forms_from_one_address_are_refused_with_a_page(client: Client) -> None:
    send_empty_forms(client, times=30)

    response = client.post("/accounts/login/", {"login": ""})

    assert response.status_code == 429
    assert "<h1>Too many tries</h1>" in response.content.decode()


def test_failed_try_is_kept_without_the_name_of_a_stranger(client: Client) -> None:
    type_password(client, "my secret password", "wrong")

    entry = Entry.objects.get()
    assert entry.kind == "sign_in_failed"
    assert "secret" not in f"{entry.about_name}{entry.about_key}{entry.details}"


def test_sign_ins_are_shown_to_their_owner_only(client: Client) -> None:
    secret = add_app(make_staff())
    make_staff("bo")
    type_password(Client(headers={"user-agent": FIREFOX}, **FROM_EXAMPLE_NET), "ann", "wrong")
    type_password(Client(headers={"user-agent": "Safari"}), "bo", "wrong")
    type_password(client)
    client.post("/accounts/second-step/code/", {"code": code_of(secret)})

    page = client.get("/accounts/")

    assertContains(page, "Sign-in failed", count=1)
    assertContains(page, "Firefox on Windows, from 192.0.2.0/24")
    assertNotContains(page, "192.0.2.77")
    assertNotContains(page, "Safari")


def test_closed_account_gets_in_neither_with_password_nor_with_code(client: Client) -> None:
    make_staff(is_active=False)

    response = type_password(client)

    assertRedirects(response, "/accounts/inactive/")
    assert Entry.objects.get().details == "The account is closed"


def test_secret_of_an_app_cannot_be_read_in_the_database() -> None:
    secret = add_app(make_staff())

    stored = Authenticator.objects.get()

    assert secret not in str(stored.data)


def test_app_sealed_with_the_key_before_still_works(client: Client, settings: Any) -> None:
    secret = add_app(make_staff())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-key-that-is-long-enough-for-a-test-of-this-kind"
    type_password(client)

    client.post("/accounts/second-step/code/", {"code": code_of(secret)})

    assert client.get("/admin/").status_code == 200


def test_app_whose_key_is_lost_lets_nobody_in(client: Client, settings: Any) -> None:
    secret = add_app(make_staff())
    settings.SECRET_KEY = "a-new-key-that-is-long-enough-for-a-test-of-this-kind"
    type_password(client)

    response = client.post("/accounts/second-step/code/", {"code": code_of(secret)})

    assertContains(response, "This code is not right.")


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_back_office_and_gives_recovery_codes(client: Client) -> None:
    person = make_staff()
    type_password(client)
    page = client.get("/accounts/second-step/app/")

    code = {"code": code_of(page.context["form"].secret)}
    response = client.post("/accounts/second-step/app/", code)

    assertRedirects(response, "/accounts/second-step/codes/")
    assert client.get("/admin/").status_code == 200
    assert kinds_of_steps(person) == {"totp", "recovery_codes"}


def test_qr_picture_is_a_file_of_its_own_that_nobody_keeps(client: Client) -> None:
    make_staff()
    type_password(client)
    page = client.get("/accounts/second-step/app/")

    picture = client.get("/accounts/second-step/app/picture.svg")

    assert "data:" not in page.content.decode()
    assert "data:" not in page["Content-Security-Policy"]
    assert picture["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture["Cache-Control"]


@pytest.mark.parametrize("path", ["login/", "second-step/", "password/", "", "invitation/x/"])
def test_account_pages_are_never_kept_by_a_cache(client: Client, path: str) -> None:
    make_staff()

    response = client.get(f"/accounts/{path}")

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "ETag" not in response


def test_passkeys_are_allowed_on_account_pages_only(client: Client) -> None:
    allowed = "publickey-credentials-get=(self)"

    assert allowed in client.get("/accounts/login/")["Permissions-Policy"]
    assert allowed not in client.get("/help/")["Permissions-Policy"]


def test_robots_are_kept_from_the_accounts(client: Client) -> None:
    assertContains(client.get("/robots.txt"), "Disallow: /accounts/")
