"""The boards, with their aims, seats and office holders."""

from django.contrib import admin
from django.utils import timezone

from csp_portal.accounts.rows import RowsOfRole
from csp_portal.editing.admin import BlockInline
from csp_portal.editing.filters import Question, what_is_missing
from partnership.admin.sources import SOURCED, SourcedAdmin
from partnership.models import Board, BoardAim, OfficeHolder, Seat


class BoardAimInline(BlockInline):
    """What the board is for, aim by aim."""

    model = BoardAim
    fields = ["order", "text"]


class SeatInline(BlockInline):
    """The places on the board."""

    model = Seat
    fields = [("description", "order"), "body", ("held_from", "held_until"), "source"]
    autocomplete_fields = ["body", "source"]


class OfficeHolderInline(BlockInline):
    """Elected or appointed people; never council officers."""

    model = OfficeHolder
    fields = [
        ("name", "office", "order"),
        "other_office",
        ("held_from", "held_until"),
        ("known_on", "known_text"),
        "source",
    ]
    autocomplete_fields = ["source"]


@admin.register(Board)
class BoardAdmin(RowsOfRole, SourcedAdmin):
    """A board as a whole: what it is for, who sits on it, how often it promises to meet."""

    change_form_template = "admin/partnership/board/change_form.html"
    list_display = [
        "name",
        "kind",
        "open_meetings_per_year",
        "closed_meetings_per_year",
        "state_tag",
        "reviewed_on",
        "page_link",
    ]
    list_filter = [
        what_is_missing(
            Question("contact", "No contact", lambda rows, at: rows.without_contact()),
            Question(
                "term",
                "Shows a term or a member that has ended",
                lambda rows, at: rows.with_past_terms(on=timezone.localdate(at)),
            ),
            Question("chair", "Nobody named", lambda rows, at: rows.filter(office_holders=None)),
            *SOURCED,
        ),
        "state",
    ]
    search_fields = ["name", "abbreviation", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [BoardAimInline, SeatInline, OfficeHolderInline]
    fieldsets = [
        (
            "The board",
            {
                "fields": [
                    "name",
                    "slug",
                    "abbreviation",
                    "kind",
                    "is_statutory",
                    "summary",
                    "history",
                    "reports_to",
                ]
            },
        ),
        (
            "What it promises each year",
            {"fields": [("open_meetings_per_year", "closed_meetings_per_year"), "notice_days"]},
        ),
        ("How to reach it", {"fields": ["contact_name", "contact_email", "contact_phone"]}),
    ]
