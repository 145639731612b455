"""Readers of the environment say what to set and to what."""

import pytest

from csp_portal import environment
from csp_portal.environment import EnvironmentValueError


def test_missing_value_is_named(monkeypatch):
    monkeypatch.delenv("BASE_URL", raising=False)

    with pytest.raises(EnvironmentValueError, match="Set BASE_URL"):
        environment.text("BASE_URL")


@pytest.mark.parametrize(("typed", "read"), [("1", True), ("Yes", True), ("off", False)])
def test_flag_reads_the_usual_words(monkeypatch, typed, read):
    monkeypatch.setenv("SWITCH", typed)

    assert environment.flag("SWITCH", default=not read) is read


def test_flag_refuses_anything_else(monkeypatch):
    monkeypatch.setenv("SWITCH", "maybe")

    with pytest.raises(EnvironmentValueError, match="Set it to 1 or 0"):
        environment.flag("SWITCH", default=True)


def test_choice_refuses_an_unknown_word(monkeypatch):
    monkeypatch.setenv("PORTAL_PROFILE", "staging")

    with pytest.raises(EnvironmentValueError, match="one of: local, production"):
        environment.choice("PORTAL_PROFILE", options=("local", "production"), default="local")


def test_secret_is_read_from_the_file_that_is_named(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("hidden\n")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))

    assert environment.secret("SECRET_KEY") == "hidden"


def test_empty_secret_file_is_refused(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))

    with pytest.raises(EnvironmentValueError, match="is empty"):
        environment.secret("SECRET_KEY")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgres://u:p%40ss@db:5433/csp", {"HOST": "db", "PORT": "5433", "PASSWORD": "p@ss"}),
        ("postgres://u@/csp?host=/run/pg", {"HOST": "/run/pg", "NAME": "csp", "PORT": ""}),
        ("sqlite:///var/a%20b.sqlite3", {"NAME": "/var/a b.sqlite3", "CONN_MAX_AGE": None}),
    ],
)
def test_database_address_is_understood(monkeypatch, address, expected):
    monkeypatch.setenv("DATABASE_URL", address)

    assert expected.items() <= environment.database("DATABASE_URL", default="").items()


def test_unknown_database_is_refused(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://u@h/db")

    with pytest.raises(EnvironmentValueError, match="sqlite:/// or postgres://"):
        environment.database("DATABASE_URL", default="")


@pytest.fixture
def mail_server(monkeypatch):
    """An environment that names a mail server and nothing else."""
    monkeypatch.setenv("EMAIL_HOST", "smtp.example.org")
    monkeypatch.delenv("EMAIL_USER", raising=False)
    return monkeypatch


def test_without_a_mail_server_there_is_no_mailer(monkeypatch):
    monkeypatch.setenv("EMAIL_HOST", "")

    assert environment.mailer("EMAIL") is None


@pytest.mark.parametrize(
    ("security", "expected"),
    [
        ("", {"port": 587, "use_tls": True, "use_ssl": False, "timeout": 10}),
        ("tls", {"port": 465, "use_tls": False, "use_ssl": True, "timeout": 10}),
        ("none", {"port": 25, "use_tls": False, "use_ssl": False, "timeout": 10}),
    ],
)
def test_mail_server_is_asked_on_the_port_of_its_security(mail_server, security, expected):
    mail_server.setenv("EMAIL_SECURITY", security)

    assert expected.items() <= environment.mailer("EMAIL")["OPTIONS"].items()


def test_password_of_the_mail_server_may_stand_in_a_file(mail_server, tmp_path):
    (tmp_path / "password").write_text("hidden\n")
    mail_server.setenv("EMAIL_USER", "portal")
    mail_server.setenv("EMAIL_PASSWORD_FILE", str(tmp_path / "password"))

    options = environment.mailer("EMAIL")["OPTIONS"]

    assert (options["username"], options["password"]) == ("portal", "hidden")


def test_user_of_the_mail_server_needs_a_password(mail_server):
    mail_server.setenv("EMAIL_USER", "portal")

    with pytest.raises(EnvironmentValueError, match="Set EMAIL_PASSWORD"):
        environment.mailer("EMAIL")


@pytest.mark.parametrize("port", ["0", "65536", "smtp", "-1"])
def test_port_of_the_mail_server_must_be_one(mail_server, port):
    mail_server.setenv("EMAIL_PORT", port)

    with pytest.raises(EnvironmentValueError, match="number from 1 to 65535"):
        environment.mailer("EMAIL")
