"""The back office of meetings: a meeting with its agenda, and the way to its notices."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from csp_portal.accounts.rows import RowsOfRole
from csp_portal.editing.admin import BlockInline
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.editing.forms import EditionForm
from partnership.admin.sources import SOURCED, SourcedAdmin
from partnership.models import Board, BoardKind
from snb.admin.notices import NoticePages
from snb.admin.year import YearPages
from snb.models import AgendaItem, Meeting, MeetingAccess
from snb.planning import words_of_address


class MeetingForm(EditionForm):
    """A meeting whose address is made from its day and title when it is left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "Leave empty: it is made from the day and the title."

    def clean_slug(self) -> str:
        """Return the typed words, or the day and what the public may know of the title."""
        typed: str = self.cleaned_data["slug"]
        starts_at = self.cleaned_data.get("starts_at")
        day = timezone.localdate(starts_at) if starts_at else ""
        is_closed = self.cleaned_data.get("access") == MeetingAccess.CLOSED
        title = self.cleaned_data.get("title", "")
        return typed or words_of_address(day, title, is_closed=is_closed)


class AgendaItemInline(BlockInline):
    """The agenda, point by point; the papers of a point have a page of their own."""

    model = AgendaItem
    fields = [("title", "order"), "notes", "plan"]
    autocomplete_fields = ["plan"]
    show_change_link = True


@admin.register(Meeting)
class MeetingAdmin(NoticePages, YearPages, RowsOfRole, SourcedAdmin):
    """One meeting: when, where, who may come, what is on the agenda."""

    form = MeetingForm
    list_display = [
        "title",
        "board",
        "starts_at",
        "access",
        "state_of_meeting",
        "venue",
        "state_tag",
        "page_link",
    ]
    list_filter = [
        what_is_missing(
            Question(
                "outcome",
                "Over, but still “planned”",
                lambda rows, at: rows.not_recorded(at=at),
            ),
            Question(
                "record",
                "Open and over for two weeks, without a summary or notes",
                lambda rows, at: rows.without_record(at=at),
            ),
            Question(
                "venue",
                "To come, without a venue",
                lambda rows, at: rows.without_venue(at=at),
            ),
            Question(
                "way",
                "Open and to come, without words on how to take part",
                lambda rows, at: rows.upcoming(at=at).filter(how_to_take_part="", access="open"),
            ),
            Question("agenda", "No agenda", lambda rows, at: rows.filter(agenda_items=None)),
            *SOURCED,
        ),
        "board",
        "access",
        "state_of_meeting",
        "state",
    ]
    list_select_related = ["board", "venue"]
    date_hierarchy = "starts_at"
    search_fields = ["title", "slug", "summary", "venue__name"]
    autocomplete_fields = ["venue", "source"]
    address = ("slug", "board")
    inlines = [AgendaItemInline]
    fieldsets = [
        ("The meeting", {"fields": ["board", "title", "kind", "access", "state_of_meeting"]}),
        ("When", {"fields": ["starts_at", "ends_at"]}),
        ("Where", {"fields": ["venue", "online_link"]}),
        (
            "What residents read",
            {"fields": ["summary", "how_to_take_part", "questions_due_at"]},
        ),
        (
            "If it is called off",
            {
                "fields": ["called_off_reason"],
                "description": "Set the meeting to “cancelled” or “postponed” above, say why, and "
                "issue a notice. To move it to another day, change the day instead.",
            },
        ),
        (
            "Its address, and a day that is not known",
            {
                "fields": ["slug", "date_text", "listed_year"],
                "description": "Most meetings need nothing here.",
            },
        ),
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with what is announced most often: an open meeting of the neighbourhood board."""
        board = Board.objects.filter(kind=BoardKind.NEIGHBOURHOOD).first()
        usual = {"board": board, "access": MeetingAccess.OPEN}
        return usual | super().get_changeform_initial_data(request)
