"""Posters kept after they were first asked for."""

import hashlib

from django.conf import settings
from django.core.cache import cache

from csp_portal.posters.setting import render_poster
from csp_portal.posters.text import PosterText

A_WEEK = 7 * 24 * 60 * 60


def kept_poster(text: PosterText, *, large_print: bool = False) -> bytes:
    """Return the poster as PDF, from the cache if it was set before.

    It is kept under its words and the release, so it never says what is no longer so.
    """
    told = repr((text, large_print, settings.RELEASE))
    key = f"poster-{hashlib.sha256(told.encode()).hexdigest()}"
    pdf: bytes | None = cache.get(key)
    if pdf is None:
        pdf = render_poster(text, large_print=large_print)
        cache.set(key, pdf, timeout=A_WEEK)
    return pdf
