"""A mail server that is not there."""

from typing import NoReturn

from django.core.mail.backends.base import BaseEmailBackend


class BrokenMail(BaseEmailBackend):
    """Refuses every connection."""

    def send_messages(self, email_messages: object) -> NoReturn:
        raise ConnectionRefusedError("There is no mail server.")
