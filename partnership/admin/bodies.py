"""The organisations that work together."""

from django.contrib import admin

from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.sheets.admin import SheetAdmin
from partnership.admin.sources import SOURCED, SourcedAdmin
from partnership.models import PartnerBody
from partnership.sheets import MEMBERS


@admin.register(PartnerBody)
class PartnerBodyAdmin(SheetAdmin, SourcedAdmin):
    """Member bodies. A new name is a change of the name; the address stays."""

    sheet = MEMBERS
    list_display = [
        "name",
        "legal_status",
        "existed_until",
        "successor",
        "state_tag",
        "reviewed_on",
        "page_link",
    ]
    list_filter = [
        what_is_missing(
            Question(
                "successor",
                "Successor not known",
                lambda rows, at: rows.with_unknown_successor(),
            ),
            Question(
                "summary", "No words on what it does", lambda rows, at: rows.filter(summary="")
            ),
            *SOURCED,
        ),
        "state",
        "legal_status",
    ]
    list_select_related = ["successor"]
    search_fields = ["name", "abbreviation", "slug", "summary"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["successor", "source"]
    fieldsets = [
        ("The organisation", {"fields": ["name", "slug", "abbreviation", "summary", "website"]}),
        (
            "Its place in law",
            {"fields": ["legal_status", "law_now_names", "law_note"]},
        ),
        (
            "If it began or ended",
            {
                "fields": [("existed_from", "existed_until"), "successor"],
                "description": "An organisation that ended stays here, with its last day and "
                "the body that took over.",
            },
        ),
    ]
