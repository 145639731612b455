"""Every component on one page, for development and for the tests of accessibility."""

import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import get_default_timezone

from csp_portal.documents.models import Document
from csp_portal.documents.presenters import DocumentCard, Link
from csp_portal.form_pack.dates import DayMonthYearField
from csp_portal.form_pack.layout import filter_helper, submit_helper
from priorities.charts import Break, Chart, Point, draw_chart

# Made-up figures: the gallery shows shapes, not facts.
SERIES = (1840, 1790, 1630, 1410, 1330, 1480, 1220, 1160, None, None, 980, 1010, 1240, 1180, 1090)

RICH_TEXT = (
    "<h2>What was said</h2>"
    "<p>Burglary <strong>fell</strong>. See <a href='/plans/'>the plan</a>.</p>"
    "<ul><li>Two more patrols</li><li>New lights</li></ul><h3>The count</h3>"
    "<table><tr><th>Year</th><th>Offences</th></tr><tr><td>2025-26</td><td>980</td></tr></table>"
)


class ExampleForm(forms.Form):
    """One field of every kind."""

    use_required_attribute = False
    helper = submit_helper("Send")

    name = forms.CharField(label="Your name", help_text="You can leave this empty.")
    postcode = forms.CharField(
        label="Postcode", widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    question = forms.CharField(label="Your question", widget=forms.Textarea, max_length=1000)
    topic = forms.ChoiceField(
        label="What is it about?", choices=[("", "Choose a topic"), ("burglary", "Burglary")]
    )
    reply = forms.ChoiceField(
        label="How may we answer?",
        widget=forms.RadioSelect,
        choices=[("meeting", "At the meeting"), ("website", "On this website")],
    )
    seen = forms.MultipleChoiceField(
        label="Where did it happen?",
        help_text="Choose all that apply.",
        widget=forms.CheckboxSelectMultiple,
        choices=[("street", "In the street"), ("home", "At home"), ("online", "Online")],
    )
    happened_on = DayMonthYearField(label="When did it happen?", help_text="For example, 27 3 2026")
    paper = forms.FileField(label="Add a paper")
    agree = forms.BooleanField(label="You may publish my question")


class ExampleFilter(forms.Form):
    """A filter as a list page has it."""

    helper = filter_helper("Show")

    year = forms.ChoiceField(label="Year", choices=[("2026", "2026"), ("2025", "2025")])
    words = forms.CharField(label="Words", required=False)


def component_gallery(request: HttpRequest) -> HttpResponse:
    """Show every component; with ``?errors`` its form has an error in each field."""
    form = ExampleForm({}) if "errors" in request.GET else ExampleForm()
    filtering = ExampleFilter(auto_id="filter_%s")
    context = {"form": form, "filter_form": filtering, "is_exit_page": True, **_examples()}
    return render(request, "components/gallery.html", context)


def _examples() -> dict[str, Any]:
    starts_at = datetime.datetime(2026, 12, 10, 18, 30, tzinfo=get_default_timezone())
    return {
        "breadcrumbs": [("Home", "/"), ("Components", "")],
        "starts_at": starts_at,
        "change_note": {"text": "The meeting has a new place.", "noted_at": starts_at},
        "bars": _chart("example-bars", kind="bars"),
        "line": _chart("example-line", kind="line"),
        "columns": [("Year", False), ("Offences", True), ("Change", True)],
        "table_rows": [["2024-25", "20,076", "−4.3%"], ["2025-26", "20,280", "+1.0%"]],
        "facts": [
            ("Runs from", "2023", ""),
            ("Leads", "The council and the police", ""),
            ("Document", "The plan as a page", "#the-plan"),
        ],
        "cards": _cards(),
        "links": [
            {"title": "Plan 2023 to 2026", "url": "#plan", "meta": "Latest published plan"},
            {"title": "Plan 2019 to 2022", "url": "#older"},
        ],
        "documents": [_document()],
        "milestones": _milestones(),
        "steps": _steps(),
        "sections": [("Meetings", "meetings"), ("Figures", "figures"), ("Forms", "forms")],
        "rich_text": RICH_TEXT,
        "prose": "A first paragraph of plain words.\n\nA second one.",
        "marks": [True, False],
        "page": Paginator(range(90), 10).page(2),
        "page_links": [(1, "?page=1"), (2, "?page=2"), (3, "?page=3"), (None, ""), (9, "?page=9")],
    }


def _chart(slug: str, *, kind: Any) -> Chart:
    points = [Point(f"{2011 + index}-{12 + index}", value) for index, value in enumerate(SERIES)]
    return draw_chart(
        slug=slug,
        title=f"Example figures as {kind}",
        unit="offences a year",
        points=points,
        breaks=[Break(before="2023-24", label="New police records system")],
        kind=kind,
    )


def _cards() -> list[dict[str, str]]:
    return [
        {
            "title": "Anti-social behaviour",
            "url": "#first",
            "text": "4,582 reports in the latest year, up from 4,224.",
            "tag_text": "On track",
            "tag_colour": "green",
        },
        {"title": "Burglary", "url": "#second", "text": "Down for the fifth year running."},
        {
            "title": "Alcohol and drug misuse",
            "url": "#third",
            "meta": "Led by public health",
            "tag_text": "Due soon",
            "tag_colour": "yellow",
        },
    ]


def _document() -> DocumentCard:
    document = Document(
        slug="example",
        title="Example plan in full",
        description="What the plan says, page by page.",
        language="cy",
        why_inaccessible="It is a scan of a printed page.",
        ask_for_format="write to the address at the foot of this page.",
    )
    return DocumentCard(
        document=document,
        newest=Link(document.title, "#newest", "PDF, 1.2 MB, 24 pages, in Welsh"),
        has_barrier=True,
        other_forms=[Link("The same in Easy Read", "#easy", "PDF, 800 KB, 12 pages")],
        earlier=[Link("Version 1", "#earlier", "Word, 90 KB, added on 1 March 2026")],
    )


def _milestones() -> list[dict[str, Any]]:
    return [
        {"date_text": "December 2022", "title": "Board workshop", "is_done": True},
        {
            "date_text": "February 2023",
            "title": "Residents asked online",
            "text": "231 visits to the page.",
            "url": "#asked",
            "is_done": True,
        },
        {
            "date_text": "April 2023",
            "title": "Cabinet decides",
            "is_done": False,
            "tag_text": "Planned",
            "tag_colour": "blue",
        },
    ]


def _steps() -> list[dict[str, Any]]:
    return [
        {"kind": "Concern", "title": "Break-ins on our street", "url": "#concern"},
        {"kind": "Finding", "title": "Residents put burglary second", "url": "#finding"},
        {"kind": "Priority", "title": "Burglary", "is_current": True},
        {"kind": "Action", "title": "Visit homes after a break-in", "url": "#action"},
        {
            "kind": "Result",
            "title": "916 in 2025-26",
            "url": "#result",
            "text": "Down 31 on a year",
        },
    ]


app_name = "gallery"
urlpatterns = [path("", component_gallery, name="component_gallery")]
