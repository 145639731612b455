"""The pages that join all apps: what people said, the priority, the deed, the measure, the result.

They stand above the apps because a priority may not know who spoke about it.
"""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from consultations.models import Finding
from consultations.presenters import VoiceLines, voices_heard
from csp_portal.publishing.requests import PortalRequest
from partnership.presenters import Card, Foot
from priorities.models import AssessmentFinding, Figure, Measure, Priority
from priorities.presenters.measures import MeasurePage, measure_page
from priorities.presenters.plans import Step
from priorities.presenters.priorities import (
    ActionLine,
    PriorityRows,
    action_lines,
    gather,
    lead_cards,
)
from priorities.presenters.records import Care, find
from priorities.presenters.reports import AssessedThing, assessed_thing
from priorities.presenters.trends import Series, read_series

HOME = ("Home", reverse_lazy("pages:home"))
PRIORITIES = ("Priorities", reverse_lazy("priorities:priority_list"))
MEASURES = ("Figures", reverse_lazy("priorities:measure_list"))


@dataclass(frozen=True)
class ThreadStep:
    """One step from a concern to its result."""

    kind: str
    title: str
    url: str = ""
    text: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class PriorityPage:
    """A priority from what people said to how it is going."""

    rows: PriorityRows
    voices: list[VoiceLines]
    evidence: list[AssessedThing]
    actions: list[ActionLine]
    series: list[Series]
    leads: list[Card]

    @property
    def caption(self) -> str:
        """Whose priority it is, and of which plan."""
        priority = self.rows.current
        return f"{priority.get_scope_display()}. {priority.plan.title}"

    @property
    def elsewhere(self) -> list[Step]:
        """The same theme in all plans that name it; empty if no other does."""
        return self.rows.before_and_after()

    @property
    def steps(self) -> list[ThreadStep]:
        """The thread, with links to the parts of the page."""
        headline = self.series[0] if self.series else None
        return [
            ThreadStep("People said", counted(points_in(self.voices), "point"), "#why"),
            ThreadStep("Priority", self.rows.current.title, is_current=True),
            ThreadStep("We do", counted(len(self.actions), "action"), "#what-we-do"),
            ThreadStep(
                "So far",
                "How it is going" if headline else "No figures yet",
                "#how-it-is-going",
                headline.line if headline else "",
            ),
        ]


def points_in(voices: list[VoiceLines]) -> int:
    """Return how many things the voices said."""
    return sum(len(lines) for voice in voices for _title, lines in voice.groups)


def counted(count: int, noun: str) -> str:
    """Return "3 points", "1 point" or "No points in our sources"."""
    if not count:
        return f"No {noun}s in our sources"
    return f"{count} {noun}{'' if count == 1 else 's'}"


def priority_detail(request: PortalRequest, plan: str, priority: str) -> HttpResponse:
    """Show why something is a priority, what we do about it and how it is going."""
    found = Priority.objects.public(at=request.moment).on_themes_of(plan, priority)
    rows = gather(found, plan=plan, priority=priority)
    if rows is None:
        raise Http404("There is no such priority.")
    in_plan = rows.current.plan
    context = {
        "breadcrumbs": [HOME, PRIORITIES, (in_plan.title, in_plan.priorities_url)],
        "page": priority_page(request, rows),
        "subgroup": rows.subgroup(at=request.moment),
        "foot": Foot.of(rows.current),
        **rows.care(at=request.moment).context,
    }
    return render(request, "priorities/priority_detail.html", context)


def priority_page(request: PortalRequest, rows: PriorityRows) -> PriorityPage:
    """Gather the thread of one priority: five queries, whatever it holds."""
    at = request.moment
    evidence = AssessmentFinding.objects.public(at=at).behind(rows.current)
    actions = action_lines(
        rows.current.actions.select_related("lead").prefetch_related("updates"),
        today=request.today,
        at=at,
    )
    figures = Figure.objects.public(at=at).of_main_source().on_themes(rows.theme_ids)
    return PriorityPage(
        rows=rows,
        voices=voices_heard(Finding.objects.public(at=at).touching(rows.current)),
        evidence=[assessed_thing(one, at=at) for one in evidence],
        actions=actions,
        series=read_series(figures.with_latest_break()),
        leads=lead_cards(rows.subgroup(at=at), actions),
    )


def measure_detail(request: PortalRequest, measure: str) -> HttpResponse:
    """Show one measure: what it counts, its figures, and what they are for."""
    measures = list(Measure.objects.public(at=request.moment).select_related("source"))
    found = find(measures, slug=measure)
    themes = list(found.themes.select_related("helpline"))
    named = Priority.objects.public(at=request.moment).naming(themes)
    # First the latest plan, then whatever is wholly on a theme and not only in a point within.
    priorities = sorted(
        named.select_related("plan", "theme"),
        key=lambda one: (not one.plan.is_latest, one.theme not in themes),
    )
    page = measure_page(
        found,
        measures=measures,
        figures=found.figures.with_latest_break().select_related("source", "measure"),
        breaks=found.series_breaks.all(),
    )
    voices = voices_heard(Finding.objects.public(at=request.moment).on_themes(themes))
    context = {
        "breadcrumbs": [HOME, MEASURES],
        "page": page,
        "themes": themes,
        "priorities": priorities,
        "voices": voices,
        "steps": measure_steps(page, priorities=priorities, voices=voices),
        "foot": Foot.of(found),
        **Care.of(themes, at=request.moment).context,
    }
    return render(request, "priorities/measure_detail.html", context)


def measure_steps(
    page: MeasurePage, *, priorities: list[Priority], voices: list[VoiceLines]
) -> list[ThreadStep]:
    """Return the thread backwards: from the figures to the priority and what people said."""
    priority = next(iter(priorities), None)
    return [
        ThreadStep("People said", counted(points_in(voices), "point"), "#findings"),
        ThreadStep(
            "Priority",
            f"{priority} ({priority.plan.period_text})" if priority else "No priority names it",
            priority.get_absolute_url() if priority else "",
        ),
        ThreadStep(
            "So far",
            page.measure.name,
            text=page.series.summary.short if page.series else page.told,
            is_current=True,
        ),
    ]
