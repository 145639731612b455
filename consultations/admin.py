"""The back office of consultations: who was asked, what they said, what came of it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from consultations.models import Consultation, DraftProposal, Finding, Turnout, Voice
from csp_portal.editing.admin import BlockInline
from csp_portal.editing.filters import Question, what_is_missing
from csp_portal.publishing.admin import PartAdmin
from partnership.admin.sources import SOURCED, SourcedAdmin


class DraftProposalInline(BlockInline):
    """What the draft proposed."""

    model = DraftProposal
    fields = [("title", "order"), "slug", "note", "themes"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(Consultation)
class ConsultationAdmin(SourcedAdmin):
    """One round of asking. Its voices, with what they said, have a list of their own."""

    list_display = [
        "title",
        "period_text",
        "closes_on",
        "voices_link",
        "state_tag",
        "reviewed_on",
        "page_link",
    ]
    list_filter = [
        what_is_missing(
            Question(
                "outcome",
                "Closed, without an outcome",
                lambda rows, at: rows.filter(closes_on__lt=timezone.localdate(at), outcome=""),
            ),
            Question("voices", "No voices", lambda rows, at: rows.filter(voices=None)),
            Question(
                "answers",
                "Findings not answered",
                lambda rows, at: rows.filter(
                    voices__findings__response_kind="not_answered"
                ).distinct(),
            ),
            *SOURCED,
        ),
        "state",
    ]
    date_hierarchy = "opens_on"
    search_fields = ["title", "slug", "summary"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["plan", "source"]
    inlines = [DraftProposalInline]
    fieldsets = [
        ("What was asked", {"fields": ["title", "slug", "summary", "plan"]}),
        ("When", {"fields": ["period_text", ("opens_on", "closes_on"), "take_part_url"]}),
        ("What came of it", {"fields": ["outcome"]}),
    ]

    @admin.display(description="voices")
    def voices_link(self, consultation: Consultation) -> str:
        """Return a link to the consultation's voices."""
        url = reverse("admin:consultations_voice_changelist")
        return format_html(
            '<a href="{}?consultation__id__exact={}">Voices and findings'
            '<span class="visually-hidden"> of {}</span></a>',
            url,
            consultation.pk,
            consultation,
        )


class TurnoutInline(BlockInline):
    """How many took part, in the source's own word."""

    model = Turnout
    fields = [("count", "counted", "order")]


class FindingInline(BlockInline):
    """What this voice said; the answer to each has a page of its own."""

    model = Finding
    fields = [("kind", "rank", "order"), "slug", "text", "proposal"]
    show_change_link = True
    view_on_site = False

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Offer only the proposals of the same consultation."""
        if db_field.name == "proposal":
            kwargs["queryset"] = DraftProposal.objects.filter(
                consultation__voices=request.resolver_match.kwargs.get("object_id")
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Voice)
class VoiceAdmin(PartAdmin):
    """One group of people who were asked, with its turnout and what it said."""

    owner_path = "consultation"
    list_display = ["name", "consultation", "kind", "date_text", "order"]
    list_filter = [
        what_is_missing(
            Question("turnout", "No turnout", lambda rows, at: rows.filter(turnout=None)),
            Question("findings", "No findings", lambda rows, at: rows.filter(findings=None)),
        ),
        "consultation",
        "kind",
    ]
    list_select_related = ["consultation"]
    search_fields = ["name", "slug", "consultation__title"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["consultation"]
    inlines = [TurnoutInline, FindingInline]
    fieldsets = [
        ("Who was asked", {"fields": ["consultation", "name", "slug", "kind", "order"]}),
        ("How and when", {"fields": ["how", "date_text"]}),
    ]


@admin.register(Finding)
class FindingAdmin(PartAdmin):
    """What came of a finding. Its words are edited with the voice that said it."""

    owner_path = "voice__consultation"
    list_display = ["text", "voice", "consultation", "kind", "response_kind", "responded_on"]
    list_filter = [
        what_is_missing(
            Question("answer", "Not answered", lambda rows, at: rows.unanswered()),
            Question(
                "priority", "Touches no priority", lambda rows, at: rows.filter(priorities=None)
            ),
        ),
        "kind",
        "voice__consultation",
        "response_kind",
    ]
    list_select_related = ["voice__consultation"]
    search_fields = ["text", "response", "voice__name"]
    readonly_fields = ["consultation", "voice", "kind", "rank", "text"]
    fieldsets = [
        ("What was said", {"fields": ["consultation", "voice", "kind", "rank", "text"]}),
        (
            "What came of it",
            {
                "fields": ["response_kind", "response", "responded_on"],
                "description": "An answer needs words and a date.",
            },
        ),
        ("What it touches", {"fields": ["priorities", "themes"]}),
    ]

    @admin.display(description="consultation", ordering="voice__consultation")
    def consultation(self, finding: Finding) -> Any:
        """Return the round in which it was said."""
        return finding.voice.consultation

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a finding is added with its voice."""
        return False
