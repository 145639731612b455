"""Plans and their priorities, reports, assessments, subgroups and the list of measures."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from csp_portal.documents.models import DocumentFile
from csp_portal.documents.presenters import document_cards
from csp_portal.publishing.references import resolve
from csp_portal.publishing.requests import PortalRequest
from partnership.presenters import Foot
from priorities.forms import CompareForm, ThemeForm
from priorities.models import (
    AnnualReport,
    Figure,
    Measure,
    Plan,
    Priority,
    StrategicAssessment,
    Subgroup,
)
from priorities.papers import ASSESSMENT, papers_of
from priorities.presenters.lists import plan_list_page, report_card, subgroup_cards
from priorities.presenters.measures import measure_sections, themes_of
from priorities.presenters.plans import plan_page
from priorities.presenters.priority_sets import (
    PrioritySet,
    comparable_plans,
    local_of,
    plan_cards,
    priority_set,
)
from priorities.presenters.records import Care, around, find, themes_named
from priorities.presenters.reports import (
    assessed_thing,
    assessment_facts,
    report_page,
)

HOME = ("Home", reverse_lazy("pages:home"))
PRIORITIES = ("Priorities", reverse_lazy("priorities:priority_list"))
PLANS = ("Plans", reverse_lazy("priorities:plan_list"))
REPORTS = ("Annual reports", reverse_lazy("priorities:report_list"))
SUBGROUPS = ("Subgroups", reverse_lazy("priorities:subgroup_list"))


def priority_list(request: PortalRequest) -> HttpResponse:
    """Show the priorities of the latest published plan."""
    plans = list(Plan.objects.public(at=request.moment))
    latest = next((plan for plan in plans if plan.is_latest), None)
    context = priorities_of(request, latest, plans=plans)
    context |= {"breadcrumbs": [HOME], "title": "Priorities"}
    return render(request, "priorities/priority_list.html", context)


def plan_priorities(request: PortalRequest, plan: str) -> HttpResponse:
    """Show the priorities of one plan."""
    plans = list(Plan.objects.public(at=request.moment))
    found = find(plans, slug=plan)
    context = priorities_of(request, found, plans=plans)
    context |= {"breadcrumbs": [HOME, PRIORITIES], "title": f"Priorities: {found}"}
    return render(request, "priorities/priority_list.html", context)


def priorities_of(
    request: PortalRequest, plan: Plan | None, *, plans: Sequence[Plan]
) -> dict[str, object]:
    """Return the context of a plan's priorities; without a plan, the plans to choose from."""
    priorities = list(Priority.objects.public(at=request.moment).with_mentions())
    if plan is None:
        return {"page": PrioritySet(None, other_plans=plan_cards(plans, priorities))}
    themes = [priority.theme_id for priority in local_of(plan, priorities)]
    figures = Figure.objects.public(at=request.moment).of_main_source().on_themes(themes)
    form = CompareForm(request.GET, plans=comparable_plans(plan, plans, priorities))
    page = priority_set(
        plan,
        plans=plans,
        priorities=priorities,
        figures=figures.with_latest_break(),
        compare_with=form.chosen(),
        at=request.moment,
    )
    return {"page": page, "form": form}


def plan_list(request: PortalRequest) -> HttpResponse:
    """List the plans, the assessments behind them and the reports on them."""
    context = {
        "breadcrumbs": [HOME],
        "page": plan_list_page(
            plans=Plan.objects.public(at=request.moment),
            assessments=StrategicAssessment.objects.public(at=request.moment),
            reports=AnnualReport.objects.public(at=request.moment),
        ),
    }
    return render(request, "priorities/plan_list.html", context)


def plan_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show one plan: its aim, its period, how it was agreed and its priorities."""
    shown = Plan.objects.public(at=request.moment).select_related("source")
    plans = list(shown.with_document_marks())
    plan = find(plans, slug=slug)
    milestones = list(plan.milestones.select_related("source"))
    named = [(one.reference_kind, one.reference_key) for one in milestones]
    page = plan_page(
        plan,
        milestones=milestones,
        # Assessments are found with the reports on the plan, in one query.
        references=resolve((one for one in named if one[0] != ASSESSMENT), at=request.moment),
        priorities=plan.priorities.public(at=request.moment).with_focus_rows(),
        papers=papers_of(
            plan, assessments=[key for kind, key in named if kind == ASSESSMENT], at=request.moment
        ),
    )
    context = {
        "breadcrumbs": [HOME, PLANS],
        "page": page,
        "documents": document_cards(DocumentFile.objects.of_record(plan, at=request.moment)),
        "foot": Foot.of(plan),
        "around": around(plans[::-1], plan, label="Plans"),
    }
    return render(request, "priorities/plan_detail.html", context)


def assessment_detail(request: PortalRequest, years: str) -> HttpResponse:
    """Show one strategic assessment and what it found."""
    assessments = StrategicAssessment.objects.public(at=request.moment).select_related("source")
    ordered = list(assessments.with_document_marks())[::-1]
    assessment = find(ordered, years=years)
    findings = list(
        assessment.findings.select_related("assessment", "figure__measure").prefetch_related(
            "themes__helpline"
        )
    )
    themes = [theme for finding in findings for theme in finding.themes.all()]
    context = {
        "breadcrumbs": [HOME, PLANS],
        "assessment": assessment,
        "facts": assessment_facts(assessment),
        "findings": [
            assessed_thing(finding, at=request.moment, themes=finding.themes.all())
            for finding in findings
        ],
        "documents": document_cards(DocumentFile.objects.of_record(assessment, at=request.moment)),
        "foot": Foot.of(assessment),
        "around": around(ordered, assessment, label="Strategic assessments"),
        **Care.of(themes, at=request.moment).context,
    }
    return render(request, "priorities/assessment_detail.html", context)


def report_list(request: PortalRequest) -> HttpResponse:
    """List the annual reports."""
    reports = AnnualReport.objects.public(at=request.moment)
    context = {"breadcrumbs": [HOME], "cards": [report_card(report) for report in reports]}
    return render(request, "priorities/report_list.html", context)


def report_detail(request: PortalRequest, years: str) -> HttpResponse:
    """Show one annual report: what was aimed at, what came of it, what comes next."""
    reports = AnnualReport.objects.public(at=request.moment).with_document_marks()
    ordered = list(reports.select_related("source", "plan", "next_plan"))[::-1]
    report = find(ordered, years=years)
    named = Priority.objects.public(at=request.moment).with_mentions()
    priorities = list(named.filter(plan__in=[report.plan_id, report.next_plan_id]))
    page = report_page(
        report,
        outcomes=report.outcomes.public(at=request.moment),
        priorities=priorities,
        at=request.moment,
    )
    context = {
        "breadcrumbs": [HOME, REPORTS],
        "page": page,
        "implications": report.implications.all(),
        "papers": report.background_papers.all(),
        "documents": document_cards(DocumentFile.objects.of_record(report, at=request.moment)),
        "foot": Foot.of(report),
        "around": around(ordered, report, label="Annual reports"),
        **Care.of(themes_named(priorities), at=request.moment).context,
    }
    return render(request, "priorities/report_detail.html", context)


def subgroup_list(request: PortalRequest) -> HttpResponse:
    """List the working groups and the regional priority each was formed from."""
    subgroups = Subgroup.objects.public(at=request.moment).with_origin()
    context = {"breadcrumbs": [HOME], "cards": subgroup_cards(subgroups, at=request.moment)}
    return render(request, "priorities/subgroup_list.html", context)


def subgroup_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show one working group: what it works on and where it came from."""
    subgroups = list(Subgroup.objects.public(at=request.moment).with_origin())
    subgroup = find(subgroups, slug=slug)
    origin = subgroup.formed_from
    themed = Priority.objects.public(at=request.moment).filter(theme=origin.theme)
    context = {
        "breadcrumbs": [HOME, SUBGROUPS],
        "subgroup": subgroup,
        "origin": origin if origin.is_public(at=request.moment) else None,
        "others": themed.exclude(pk=origin.pk).select_related("plan"),
        "foot": Foot.of(subgroup),
        "around": around(subgroups, subgroup, label="Subgroups"),
        **Care.of([origin.theme], at=request.moment).context,
    }
    return render(request, "priorities/subgroup_detail.html", context)


def measure_list(request: PortalRequest) -> HttpResponse:
    """List what is counted, by theme, with the latest figure of each."""
    measures = list(Measure.objects.public(at=request.moment).prefetch_related("themes"))
    form = ThemeForm(request.GET, themes=themes_of(measures))
    figures = Figure.objects.public(at=request.moment).of_own_source().with_latest_break()
    sections = measure_sections(
        measures, figures.select_related("measure__source"), theme=form.chosen()
    )
    context = {
        "breadcrumbs": [HOME],
        "form": form,
        "sections": sections,
        "is_filtered": bool(form.chosen()),
        "clear_url": reverse_lazy("priorities:measure_list"),
    }
    return render(request, "priorities/measure_list.html", context)
