"""Who to call, and what our words mean."""

from django.contrib import admin
from django.utils import timezone

from csp_portal.editing.filters import Question, what_is_missing
from partnership.admin.sources import SOURCED, SourcedAdmin
from partnership.models import GlossaryEntry, Helpline


@admin.register(Helpline)
class HelplineAdmin(SourcedAdmin):
    """Telephone numbers, each checked once a year."""

    list_display = [
        "need",
        "name",
        "number",
        "is_on_every_page",
        "checked_on",
        "order",
        "state_tag",
    ]
    list_filter = [
        what_is_missing(
            Question(
                "check",
                "Due for a check",
                lambda rows, at: rows.due_for_check(on=timezone.localdate(at)),
            ),
            *SOURCED,
        ),
        "state",
        "is_on_every_page",
    ]
    date_hierarchy = "checked_on"
    search_fields = ["need", "name", "number"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        ("The number", {"fields": ["need", "name", "slug", "number", "note", "checked_on"]}),
        ("Where it is shown", {"fields": ["order", "is_emergency", "is_on_every_page"]}),
    ]


@admin.register(GlossaryEntry)
class GlossaryEntryAdmin(SourcedAdmin):
    """Words and abbreviations."""

    list_display = ["term", "abbreviation", "meaning", "state_tag", "reviewed_on", "page_link"]
    list_filter = [what_is_missing(*SOURCED), "state"]
    search_fields = ["term", "abbreviation", "meaning"]
    prepopulated_fields = {"slug": ["term"]}
    fieldsets = [("The word", {"fields": ["term", "slug", "abbreviation", "meaning"]})]
