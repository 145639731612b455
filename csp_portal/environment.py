"""Typed readers of the process environment.

A missing or malformed value raises :class:`EnvironmentValueError`, which says what to set
and to what; nothing dangerous has a default.
"""

import os
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


class EnvironmentValueError(ImproperlyConfigured):
    """A setting is missing from the environment or cannot be read."""


def text(name: str, default: str | None = None) -> str:
    """Return the value of ``name``, or ``default``; without either, raise."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        message = f"Set {name} in the environment: the portal cannot start without it."
        raise EnvironmentValueError(message)
    return value


def choice(name: str, *, options: tuple[str, ...], default: str) -> str:
    """Return the value of ``name``, which must be one of ``options``."""
    value = text(name, default)
    if value not in options:
        message = f"{name} is {value!r}. Set it to one of: {', '.join(options)}."
        raise EnvironmentValueError(message)
    return value


FLAGS = dict.fromkeys(("1", "true", "yes", "on"), True)
FLAGS |= dict.fromkeys(("0", "false", "no", "off"), False)


def flag(name: str, *, default: bool) -> bool:
    """Return ``name`` as true or false; accepts 1/0, true/false, yes/no and on/off."""
    value = text(name, str(default)).lower()
    if value not in FLAGS:
        message = f"{name} is {value!r}. Set it to 1 or 0."
        raise EnvironmentValueError(message)
    return FLAGS[value]


def whole_number(name: str, *, default: int, most: int) -> int:
    """Return ``name`` as a number from 1 to ``most``."""
    value = text(name, str(default))
    if not value.isdecimal() or not 1 <= int(value) <= most:
        message = f"{name} is {value!r}. Set it to a number from 1 to {most}."
        raise EnvironmentValueError(message)
    return int(value)


def words(name: str, default: str | None = None) -> list[str]:
    """Return the comma-separated values of ``name``, without blanks; required without default."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str, *, default_file: Path | None = None) -> str:
    """Return ``name``, or the content of the file named by ``name`` + ``_FILE``; else raise.

    ``default_file`` is read when neither is set and the file is there.
    """
    path = _secret_file(name, default_file)
    if path is None or name in os.environ:
        return text(name)
    value = path.read_text(encoding="utf-8").strip()
    if not value:
        message = f"The file for {name} is empty: {path}"
        raise EnvironmentValueError(message)
    return value


def _secret_file(name: str, default_file: Path | None) -> Path | None:
    """Return the file that is named for a secret, which must be there, or else the default."""
    file_name = os.environ.get(f"{name}_FILE", "").strip()
    if file_name:
        return Path(file_name)
    return default_file if default_file and default_file.is_file() else None


# Seconds a writer waits for another writer before SQLite gives up.
SQLITE_PATIENCE = 20


def database(name: str, *, default: str) -> dict[str, object]:
    """Return Django's database settings for the address in ``name``.

    Accepts ``sqlite:///path`` and ``postgres://user:password@host:port/name``; a socket is
    written ``postgres://user@/name?host=/folder``.
    """
    address = urlsplit(text(name, default))
    if address.scheme not in DATABASES:
        message = f"{name} must begin with sqlite:/// or postgres://, not {address.scheme!r}."
        raise EnvironmentValueError(message)
    return DATABASES[address.scheme](address)


def _postgresql(address: SplitResult) -> dict[str, object]:
    """Settings for a PostgreSQL server; connections are kept for ten minutes."""
    query = dict(parse_qsl(address.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path).lstrip("/"),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": query.get("host", address.hostname or ""),
        "PORT": str(address.port or query.get("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(address: SplitResult) -> dict[str, object]:
    """Settings for one SQLite file in write-ahead mode.

    Connections stay open for good: when the last one closes, SQLite deletes its ``-wal`` and
    ``-shm`` files, and on a full disk it cannot make them again, so even reading would fail.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "/" + unquote(address.path).lstrip("/"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": SQLITE_PATIENCE,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


DATABASES = {"sqlite": _sqlite, "postgres": _postgresql, "postgresql": _postgresql}


# How a mail server is spoken to, and the port that belongs to it.
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}


def mailer(prefix: str) -> dict[str, object] | None:
    """Return Django's settings for the mail server in ``prefix_HOST``; None when there is none.

    A user needs a password, or a file with it: without one the server would only be asked
    to relay, and every message would be refused much later.
    """
    host = text(f"{prefix}_HOST", " ").strip()
    if not host:
        return None
    security = choice(f"{prefix}_SECURITY", options=tuple(MAIL_PORTS), default="starttls")
    user = text(f"{prefix}_USER", " ").strip()
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": host,
            "port": whole_number(f"{prefix}_PORT", default=MAIL_PORTS[security], most=65_535),
            "username": user,
            "password": secret(f"{prefix}_PASSWORD") if user else "",
            "use_tls": security == "starttls",
            "use_ssl": security == "tls",
            "timeout": whole_number(f"{prefix}_TIMEOUT", default=10, most=60),
        },
    }
