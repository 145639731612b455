"""The back office of the places where boards meet."""

from django.contrib import admin

from csp_portal.editing.admin import RecordAdmin
from csp_portal.editing.filters import Question, what_is_missing
from snb.models import Access, Venue


@admin.register(Venue)
class VenueAdmin(RecordAdmin):
    """Places, with what people need to know to get in."""

    list_display = ["name", "postcode", "step_free", "accessible_toilet", "hearing_loop", "parking"]
    list_filter = [
        what_is_missing(
            Question(
                "access",
                "Access not known",
                lambda rows, at: (
                    rows.filter(step_free=Access.UNKNOWN)
                    | rows.filter(accessible_toilet=Access.UNKNOWN)
                    | rows.filter(hearing_loop=Access.UNKNOWN)
                    | rows.filter(parking=Access.UNKNOWN)
                ),
            ),
            Question("transport", "No stops named", lambda rows, at: rows.filter(transport="")),
            Question("postcode", "No postcode", lambda rows, at: rows.filter(postcode="")),
        ),
        "step_free",
    ]
    search_fields = ["name", "address", "postcode"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        ("The place", {"fields": ["name", "slug", "address", "postcode", "transport"]}),
        (
            "Getting in",
            {
                "fields": [
                    "step_free",
                    "accessible_toilet",
                    "hearing_loop",
                    "parking",
                    "access_note",
                ],
                "description": "Say “not known” rather than guess.",
            },
        ),
    ]
