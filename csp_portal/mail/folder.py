"""Where e-mails go when no mail server is set: one file each, in a folder that only we read."""

import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

NAME = re.compile(r"\d{8}T\d{12}Z-[0-9a-f]{8}\.eml")
STAMP = "%Y%m%dT%H%M%S%fZ"
# What the mail program of a reader would show first.
HEADERS_SHOWN_FIRST = ("From", "To", "Subject", "Date")


class FolderMailer(BaseEmailBackend):
    """Writes each message to a file of ``folder`` and sends nothing."""

    def __init__(self, *, folder: Path, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.folder = folder

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; a reader of the folder never meets half a file."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now().astimezone(UTC):{STAMP}}-{secrets.token_hex(4)}.eml"
            unfinished = self.folder / f"{name}.part"
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(message.message(policy=policy.SMTP).as_bytes())
            unfinished.rename(self.folder / name)
        return len(email_messages)


def nothing_is_sent() -> bool:
    """Whether e-mails only go to the folder, because no mail server is set."""
    return str(settings.MAILERS["default"]["BACKEND"]).endswith(FolderMailer.__name__)


@dataclass(frozen=True)
class WrittenMessage:
    """A message in the folder."""

    name: str
    written_at: datetime
    parsed: ParsedMessage

    @property
    def to(self) -> str:
        """Whom it is for."""
        return str(self.parsed["To"] or "")

    @property
    def subject(self) -> str:
        """What it is about."""
        return str(self.parsed["Subject"] or "No subject")

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Every header with its value, the well-known ones first."""
        rows = [(name, str(value)) for name, value in self.parsed.items()]
        return sorted(rows, key=lambda row: row[0] not in HEADERS_SHOWN_FIRST)

    @property
    def text(self) -> str:
        """Its words: the plain text if it has one, else the HTML as it is written."""
        body = self.parsed.get_body(("plain", "html"))
        return str(body.get_content()) if body else ""


def message_names() -> list[str]:
    """Return the names of all messages in the folder, the newest first."""
    folder: Path = settings.MAIL_FOLDER
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return sorted(filter(NAME.fullmatch, names), reverse=True)


def read_message(name: str) -> WrittenMessage | None:
    """Return the message of that name; None when there is none in the folder."""
    path: Path = settings.MAIL_FOLDER / name
    if not NAME.fullmatch(name) or not path.is_file():
        return None
    parsed = message_from_bytes(path.read_bytes(), policy=policy.default)
    written_at = datetime.strptime(name.partition("-")[0], STAMP).replace(tzinfo=UTC)
    return WrittenMessage(name, written_at, parsed)


def remove_old_messages(*, at: datetime, keep: timedelta) -> None:
    """Remove what was written more than ``keep`` ago."""
    oldest = f"{at - keep:{STAMP}}"
    for name in message_names():
        if name < oldest:
            (settings.MAIL_FOLDER / name).unlink(missing_ok=True)
