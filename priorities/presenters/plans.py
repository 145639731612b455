"""What the page of one plan prints."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from csp_portal.publishing.references import Reference
from partnership.presenters import NOT_STATED, Card, Fact
from partnership.rules import day_in_words
from priorities.models import MilestoneKind, Plan, PlanMilestone, Priority, Scope
from priorities.papers import ASSESSMENT, FORETELLING, REPORT, Paper

PAPER_TEXTS = {REPORT: "Annual report on this plan", FORETELLING: "Annual report that announced it"}
References = dict[tuple[str, str], Reference]


@dataclass(frozen=True)
class Step:
    """A step on the way to approval, for the timeline."""

    date_text: str
    title: str
    text: str
    url: str
    is_done: bool


@dataclass(frozen=True)
class PlanPage:
    """A plan with its route to approval; what was planned and what was reported stay apart."""

    plan: Plan
    facts: list[Fact]
    planned: list[Step]
    reported: list[Step]
    local: list[Card]
    regional: list[Card]
    papers: list[Card]

    @property
    def tag_text(self) -> str:
        """The words that mark the latest plan."""
        return "Latest published plan" if self.plan.is_latest else ""


def plan_page(
    plan: Plan,
    *,
    milestones: Iterable[PlanMilestone],
    references: References,
    priorities: Iterable[Priority],
    papers: Iterable[Paper],
) -> PlanPage:
    """Return the page of ``plan``; ``references`` hold only what is public.

    ``priorities`` are rows of ``with_focus_rows()``.
    """
    papers = list(papers)
    links = references | {
        (ASSESSMENT, paper.years): Reference(paper.title, paper.url)
        for paper in papers
        if paper.kind == ASSESSMENT
    }
    steps = [(milestone.kind, step_of(milestone, links)) for milestone in milestones]
    focus = focus_rows(priorities)
    return PlanPage(
        plan=plan,
        facts=plan_facts(plan),
        planned=[step for kind, step in steps if kind == MilestoneKind.PLANNED],
        reported=[step for kind, step in steps if kind == MilestoneKind.REPORTED],
        local=priority_cards(focus, scope=Scope.LOCAL),
        regional=priority_cards(focus, scope=Scope.REGIONAL),
        papers=[
            Card(paper.title, paper.url, meta=PAPER_TEXTS[paper.kind])
            for paper in papers
            if paper.kind in PAPER_TEXTS
        ],
    )


def step_of(milestone: PlanMilestone, references: References) -> Step:
    """Return a milestone with its own source, linked to a public record if it names one."""
    reference = references.get((milestone.reference_kind, milestone.reference_key))
    source = f"Source: {milestone.source}." if milestone.source else ""
    return Step(
        date_text=milestone.date_text,
        title=milestone.title,
        text=" ".join(filter(None, (milestone.note, source))),
        url=reference.url if reference else "",
        is_done=milestone.kind == MilestoneKind.REPORTED,
    )


def plan_facts(plan: Plan) -> list[Fact]:
    """Return what is known of the plan, and what is not."""
    ends_on = plan.period_until and plan.period_until - timedelta(days=1)
    facts = [
        ("Kind", plan.get_kind_display(), ""),
        ("Period", plan.period_text, ""),
        ("Status", plan.get_status_display(), ""),
    ]
    if plan.period_from:
        facts.append(("Starts on", day_in_words(plan.period_from), ""))
        facts.append(("Ends on", day_in_words(ends_on) if ends_on else NOT_STATED, ""))
    return facts


def focus_rows(rows: Iterable[Priority]) -> dict[Priority, list[str]]:
    """Return the rows of ``with_focus_rows()`` as each priority with the points it names."""
    focus: dict[Priority, list[str]] = {}
    for row in rows:
        focus.setdefault(row, []).extend([row.focus_title] if row.focus_title else [])
    return focus


def priority_cards(focus: Mapping[Priority, Sequence[str]], *, scope: Scope) -> list[Card]:
    """Return the priorities of one scope, each with the points it names."""
    return [
        Card(one.title, one.get_absolute_url(), text=f"{one.summary} {focus_text(titles)}".strip())
        for one, titles in focus.items()
        if one.scope == scope
    ]


def focus_text(titles: Sequence[str]) -> str:
    """Return the points a priority names, in one line; nothing if there are none."""
    return f"It names: {'; '.join(titles)}." if titles else ""
