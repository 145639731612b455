"""The line of the desk about pages that nobody has reviewed for a year."""

from django.apps import apps
from django.db.models import DateTimeField
from django.db.models.functions import Coalesce
from django.utils.text import capfirst

from csp_portal.dates.words import day_in_words
from csp_portal.work.lines import DUE, Asker, Column, Line, Row, Words
from csp_portal.work.registry import register_line

# A day, or else a moment.
LAST_LOOKED_AT = Coalesce("reviewed_on", "published_at", output_field=DateTimeField())


def register_reviews(model: str, *, plural: str, title: Column) -> None:
    """Show the records of ``model`` that nobody has reviewed for a year, together with others."""
    register_line(
        Line(
            section=DUE,
            model=model,
            plural=f"{plural} not reviewed for a year",
            title=title,
            tell=tell_review,
            question="old-review",
            day=LAST_LOOKED_AT,
            group="reviews",
        )
    )


def tell_review(row: Row, asker: Asker) -> Words:
    """Say since when nobody has reviewed the page."""
    kind = capfirst(str(apps.get_model(row.label)._meta.verbose_name))
    since = day_in_words(row.known_day)
    return Words(f"{kind}: {row.title}", f"has not been reviewed since {since}.")
