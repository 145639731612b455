"""The secrets of second steps, unreadable in the database and in its backups."""

import base64
import hashlib
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

logger = logging.getLogger(__name__)


def _keys() -> MultiFernet:
    """Return the keys made from the secret key, and from the ones it replaced."""
    sources = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"second step:{source}".encode()).digest() for source in sources]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def sealed(text: str) -> str:
    """Return ``text`` as the database may hold it."""
    return _keys().encrypt(text.encode()).decode()


def unsealed(text: str) -> str:
    """Return what was sealed; a random secret, which no code fits, when the key is lost."""
    try:
        return _keys().decrypt(text.encode()).decode()
    except InvalidToken:
        logger.exception("A second step cannot be read: was SECRET_KEY changed?")
        return base64.b32encode(secrets.token_bytes(20)).decode()
