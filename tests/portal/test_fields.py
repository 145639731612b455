"""Texts that would break a feed or a page are refused before they are stored."""

import pytest
from django.core.exceptions import ValidationError

from partnership.models import Source


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe"])
def test_control_character_is_refused(character):
    source = Source(slug="a", title=f"Notice{character}", publisher="Council")

    with pytest.raises(ValidationError, match="cannot be shown"):
        source.clean_fields()


@pytest.mark.parametrize("character", ["\n", "\r", "\t"])
def test_line_stays_on_one_line(character):
    source = Source(slug="a", title=f"Notice{character}two", publisher="Council")

    with pytest.raises(ValidationError, match="one line"):
        source.clean_fields()


def test_paragraphs_and_other_languages_are_welcome():
    source = Source(slug="a", title="Straße – “Ваня” 😀", publisher="C", note="One.\n\nTwo.")

    source.clean_fields()


def test_lines_end_in_one_way_however_a_browser_sends_them():
    source = Source(slug="a", title="Minutes", publisher="Council", note="One.\r\nTwo.")

    source.clean_fields()

    assert source.note == "One.\nTwo."
