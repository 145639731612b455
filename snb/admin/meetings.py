"""The back office of meetings: a meeting with its agenda, and the way to its notices."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from csp_portal.accounts.rows import RowsOfRole
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.editing.forms import EditionForm
from csp_portal.publishing.admin.drafting import admin_url, is_success
from partnership.admin.sources import SOURCED, SourcedAdmin
from partnership.models import Board, BoardKind
from snb.admin.agenda import AgendaItemInline
from snb.admin.minutes import AttendanceInline, CorrectionInline
from snb.admin.notices import NoticePages
from snb.admin.year import YearPages
from snb.attendance import add_members
from snb.models import Meeting, MeetingAccess
from snb.planning import words_of_address
from snb.presenters.meetings import When

ADD_MEMBERS = "Add every organisation that had a seat on the board that day"


class MeetingForm(EditionForm):
    """A meeting whose address is made from its day and title when it is left empty."""

    add_members = forms.BooleanField(
        label=ADD_MEMBERS,
        required=False,
        help_text="They are listed below as present. Then change those who were not.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "Leave empty: it is made from the day and the title."
        if "minutes_agreed_at" in self.fields:
            self.offer_later_meetings(self.fields["minutes_agreed_at"])

    def offer_later_meetings(self, field: Any) -> None:
        """Offer the later meetings of the same board, the next one first, each with its day."""
        is_new = self.instance._state.adding
        field.queryset = (
            field.queryset.none() if is_new else field.queryset.that_could_agree(self.instance)
        )
        field.label_from_instance = named_with_day

    def clean_slug(self) -> str:
        """Return the typed words, or the day and what the public may know of the title."""
        typed: str = self.cleaned_data["slug"]
        starts_at = self.cleaned_data.get("starts_at")
        day = timezone.localdate(starts_at) if starts_at else ""
        is_closed = self.cleaned_data.get("access") == MeetingAccess.CLOSED
        title = self.cleaned_data.get("title", "")
        return typed or words_of_address(day, title, is_closed=is_closed)


def named_with_day(meeting: Meeting) -> str:
    """Return the title of a meeting with its day."""
    return f"{meeting.title}, {When.of(meeting).day_text}"


@admin.register(Meeting)
class MeetingAdmin(NoticePages, YearPages, RowsOfRole, SourcedAdmin):
    """One meeting: when, where, who may come, what is on the agenda, what came of it."""

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
                "Open and over for two weeks, without what was discussed",
                lambda rows, at: rows.without_record(at=at),
            ),
            Question(
                "notice",
                "Public and to come, without a notice",
                lambda rows, at: rows.without_notice(at=at),
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
    inlines = [AgendaItemInline, AttendanceInline, CorrectionInline]
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
            "What came of it",
            {
                "fields": [
                    "discussed",
                    "minutes_state",
                    "minutes_agreed_at",
                    "public_present",
                    "add_members",
                ],
                "classes": ["collapse"],
                "description": "Say what was discussed within two weeks. The minutes of each "
                "point are written on the page of that point.",
            },
        ),
        (
            "Its address, and a day that is not known",
            {
                "fields": ["slug", "date_text", "listed_year"],
                "classes": ["collapse"],
                "description": "Most meetings need nothing here.",
            },
        ),
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with what is announced most often: an open meeting of the neighbourhood board."""
        board = Board.objects.filter(kind=BoardKind.NEIGHBOURHOOD).first()
        usual = {"board": board, "access": MeetingAccess.OPEN}
        return usual | super().get_changeform_initial_data(request)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store the rows; then add who had a seat, if that was asked for."""
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("add_members"):
            add_members(form.instance)

    def go_on(self, request: HttpRequest, obj: Any, response: HttpResponse) -> HttpResponse:
        """Stay on the form when the members were added: somebody must say who was not there."""
        if is_success(request, response) and {"add_members", "_save"} <= set(request.POST):
            address = admin_url(obj, "change", obj.pk)
            return HttpResponseRedirect(f"{address}#attendances-group")
        return super().go_on(request, obj, response)
