"""Text fields that refuse what would break a feed, a calendar or a page.

Django's own fields refuse only NUL. Other control characters pass, and one of them in a
meeting's title breaks the calendar of every subscriber.
"""

from typing import TYPE_CHECKING, Any

from django.core.validators import RegexValidator
from django.db import models

from csp_portal.characters import UNSEEN

if TYPE_CHECKING:
    BaseCharField = models.CharField[str, str]
    BaseTextField = models.TextField[str, str]
else:
    BaseCharField, BaseTextField = models.CharField, models.TextField

no_control_characters = RegexValidator(
    regex=UNSEEN,
    inverse_match=True,
    message="This text holds a character that cannot be shown. Type it again instead of pasting.",
    code="control_character",
)
one_line = RegexValidator(
    regex=r"[\t\r\n]",
    inverse_match=True,
    message="Write this on one line, without tabs.",
    code="several_lines",
)


class LineField(BaseCharField):
    """One line of plain text, at most 200 characters unless told otherwise."""

    default_validators = [no_control_characters, one_line]

    def __init__(self, verbose_name: str | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(verbose_name, **kwargs)


class ProseField(BaseTextField):
    """Plain text in paragraphs; an empty line parts two paragraphs."""

    default_validators = [no_control_characters]

    def to_python(self, value: Any) -> Any:
        """Return the text with lines that end as elsewhere.

        Browsers send two characters for the end of a line: a form that was only saved would
        look like a change of each text of several lines.
        """
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text
