"""Sources, and the base of every record that has one."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone

from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.publishing.admin import NEVER_REVIEWED, NOT_REVIEWED_FOR_A_YEAR, PublishableAdmin
from partnership.models import Source

NO_SOURCE = Question("source", "No source", lambda rows, at: rows.filter(source=None))
# What every sourced record may lack.
SOURCED = (NO_SOURCE, NEVER_REVIEWED, NOT_REVIEWED_FOR_A_YEAR)


class SourcedAdmin(PublishableAdmin):
    """A public record that says where it comes from."""

    publishing_title = "Where it comes from, and when it was checked"
    publishing_fields = ("source", *PublishableAdmin.publishing_fields)
    autocomplete_fields = ["source"]


@admin.register(Source)
class SourceAdmin(PublishableAdmin):
    """Documents and pages that facts come from."""

    # It has a date of its own for when somebody last looked at it.
    publishing_fields = ()

    list_display = ["title", "publisher", "date_shown", "checked_on", "licence"]
    list_filter = [
        what_is_missing(
            Question("url", "No web address", lambda rows, at: rows.filter(url="")),
            Question("date", "No date", lambda rows, at: rows.filter(dated_on=None, date_text="")),
            Question("licence", "No licence", lambda rows, at: rows.filter(licence="")),
            Question(
                "check",
                "Not looked at for a year",
                lambda rows, at: rows.exclude(
                    checked_on__gte=timezone.localdate(at) - timedelta(days=365)
                ),
            ),
        )
    ]
    search_fields = ["title", "publisher", "reference", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        ("What it is", {"fields": ["title", "slug", "publisher", "reference", "url"]}),
        ("Its date", {"fields": [("dated_on", "date_text"), "checked_on"]}),
        ("What readers must know", {"fields": ["licence", "note"]}),
    ]

    @admin.display(description="date", ordering="dated_on")
    def date_shown(self, source: Source) -> object:
        """Return the day, or what is known of it in words."""
        return source.dated_on or source.date_text
