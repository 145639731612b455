"""A mail server that takes every message, or refuses as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as it takes to hand over a message."""

    server: "MailServer"

    def handle(self) -> None:
        self.say("220 here")
        for line in self.rfile:
            word = line.split(maxsplit=1)[0].upper().decode()
            if word == "DATA":
                self.take_message()
            elif word == "RCPT":
                self.say(self.server.answer)
            elif word == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 yes")
        return None

    def take_message(self) -> None:
        self.say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.messages.append(b"".join(lines).decode())
        self.say("250 taken")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps what it is given; ``answer`` is what it says to each recipient."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.messages: list[str] = []
        self.answer = "250 yes"

    @property
    def mailer(self) -> dict[str, Any]:
        """Django's settings for this server."""
        options = {"host": "127.0.0.1", "port": self.server_address[1], "timeout": 5}
        return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """Give a mail server that runs in a thread."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
