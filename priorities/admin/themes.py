"""What stays the same across plans."""

from django.contrib import admin

from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.publishing.admin import NEVER_REVIEWED, NOT_REVIEWED_FOR_A_YEAR, PublishableAdmin
from priorities.models import Theme


@admin.register(Theme)
class ThemeAdmin(PublishableAdmin):
    """Lasting subjects that plans name in different words."""

    list_display = ["name", "is_sensitive", "helpline", "order"]
    list_filter = [
        what_is_missing(
            Question(
                "helpline",
                "Sensitive, but no number to call",
                lambda rows, at: rows.filter(is_sensitive=True, helpline=None),
            ),
            Question(
                "summary", "No words on what it covers", lambda rows, at: rows.filter(summary="")
            ),
            Question("measure", "No measure", lambda rows, at: rows.filter(measures=None)),
            NEVER_REVIEWED,
            NOT_REVIEWED_FOR_A_YEAR,
        ),
        "is_sensitive",
    ]
    list_select_related = ["helpline"]
    search_fields = ["name", "summary", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["helpline"]
    fieldsets = [
        ("The theme", {"fields": ["name", "slug", "summary", "order"]}),
        ("If somebody may be watching", {"fields": ["is_sensitive", "helpline"]}),
    ]
