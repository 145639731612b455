"""The one page on which the partnership says who it is."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from csp_portal.editing.admin import RecordAdmin
from csp_portal.identity.models import Identity


@admin.register(Identity)
class IdentityAdmin(RecordAdmin):
    """The partnership's name, area, contacts, colour and licence."""

    list_display = ["name", "area_name", "contact_email", "brand", "tested_on"]
    fieldsets = [
        ("Names", {"fields": ["name", "short_name", "area_name", "council_name"]}),
        ("The police", {"fields": ["police_name", "policing_body_name", "report_to_police_url"]}),
        ("The area", {"fields": ["population", "population_source"]}),
        ("What we say about ourselves", {"fields": ["summary", "about", "law", "how_it_decides"]}),
        ("How to reach us", {"fields": ["contact_email", "contact_phone", "contact_url"]}),
        ("Look and licence", {"fields": ["brand", "licence_name", "licence_url"]}),
        (
            "Accessibility",
            {"fields": ["statement_prepared_on", "statement_reviewed_on", "tested_on"]},
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow the first row only."""
        return super().has_add_permission(request) and not Identity.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: without this row no page can be shown."""
        return False
