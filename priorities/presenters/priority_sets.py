"""The priorities of one plan, and what changed since another."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from partnership.presenters import Card
from priorities.models import Figure, Plan, Priority, Scope
from priorities.presenters.trends import PriorityTrend, priority_trends
from priorities.rules.comparison import Comparison, Mention, compare_plans


@dataclass(frozen=True)
class RegionalPriority:
    """A priority set with the policing body, and the subgroup formed from it."""

    title: str
    url: str
    text: str
    subgroup_name: str = ""
    subgroup_url: str = ""


@dataclass(frozen=True)
class PlanComparison:
    """Two plans side by side, the earlier one first."""

    earlier: Plan
    later: Plan
    changes: Comparison


@dataclass(frozen=True)
class PrioritySet:
    """What the page of a plan's priorities prints.

    ``regional_plan`` is the plan that the regional priorities come from: this one, or the
    newest that has any.
    """

    plan: Plan | None
    local: list[PriorityTrend] = field(default_factory=list)
    regional: list[RegionalPriority] = field(default_factory=list)
    regional_plan: Plan | None = None
    other_plans: list[Card] = field(default_factory=list)
    comparison: PlanComparison | None = None

    @property
    def tag_text(self) -> str:
        """The words that mark the latest plan."""
        return "Latest published plan" if self.plan and self.plan.is_latest else ""

    @property
    def is_regional_from_elsewhere(self) -> bool:
        """Whether the regional priorities shown belong to another plan."""
        return self.regional_plan is not None and self.regional_plan != self.plan


def priority_set(
    plan: Plan,
    *,
    plans: Sequence[Plan],
    priorities: Sequence[Priority],
    figures: Iterable[Figure],
    compare_with: str,
    at: datetime,
) -> PrioritySet:
    """Return the page of ``plan``; ``priorities`` are those of all plans, newest plan first.

    ``compare_with`` is the slug of the plan chosen for the comparison; empty chooses one.
    """
    regional_plan = plan_with_regional(plan, priorities)
    return PrioritySet(
        plan=plan,
        local=priority_trends(local_of(plan, priorities), figures),
        regional=[
            regional_priority(priority, at=at)
            for priority in priorities
            if priority.scope == Scope.REGIONAL and priority.plan == regional_plan
        ],
        regional_plan=regional_plan,
        other_plans=plan_cards([one for one in plans if one != plan], priorities),
        comparison=comparison_of(plan, plans, priorities, compare_with=compare_with),
    )


def local_of(plan: Plan, priorities: Iterable[Priority]) -> list[Priority]:
    """Return the plan's own local priorities."""
    return [one for one in priorities if one.plan == plan and one.scope == Scope.LOCAL]


def plan_with_regional(plan: Plan, priorities: Sequence[Priority]) -> Plan | None:
    """Return this plan if it has regional priorities, or else the newest plan that has."""
    plans = [one.plan for one in priorities if one.scope == Scope.REGIONAL]
    return plan if plan in plans else next(iter(plans), None)


def regional_priority(priority: Priority, *, at: datetime) -> RegionalPriority:
    """Return a regional priority with its subgroup, if that is public."""
    subgroup = getattr(priority, "subgroup", None)
    bare = (priority.title, priority.get_absolute_url(), priority.summary)
    if subgroup is None or not subgroup.is_public(at=at):
        return RegionalPriority(*bare)
    return RegionalPriority(*bare, subgroup.name, subgroup.get_absolute_url())


def plan_cards(plans: Iterable[Plan], priorities: Iterable[Priority]) -> list[Card]:
    """Return the plans as links to their priorities, with how many each has."""
    counts = Counter(priority.plan_id for priority in priorities)
    return [
        Card(plan.title, plan.priorities_url, meta=f"{unnamed_period(plan)}{_count(counts, plan)}")
        for plan in plans
    ]


def unnamed_period(plan: Plan) -> str:
    """Return the plan's period as a sentence, unless its title says it already."""
    period = plan.period_text
    return "" if period in plan.title else f"{period[:1].upper()}{period[1:]}. "


def _count(counts: Counter[int], plan: Plan) -> str:
    count = counts[plan.pk]
    if not count:
        return "Its priorities are not in our sources."
    return f"{count} {'priority' if count == 1 else 'priorities'}."


def comparison_of(
    plan: Plan, plans: Sequence[Plan], priorities: Sequence[Priority], *, compare_with: str
) -> PlanComparison | None:
    """Return ``plan`` beside another plan with local priorities, or None if there is none.

    Without a choice the other is the next older plan, or for the oldest the next newer.
    """
    candidates = comparable_plans(plan, plans, priorities)
    if not candidates or not local_of(plan, priorities):
        return None
    chosen = [one for one in candidates if one.slug == compare_with]
    older = [one for one in candidates if plans.index(one) > plans.index(plan)]
    other = next(iter(chosen + older + candidates[::-1]))
    later, earlier = sorted((plan, other), key=plans.index)
    changes = compare_plans(mentions(earlier, priorities), mentions(later, priorities))
    return PlanComparison(earlier, later, changes)


def comparable_plans(
    plan: Plan, plans: Iterable[Plan], priorities: Iterable[Priority]
) -> list[Plan]:
    """Return the other plans that have local priorities."""
    have_some = {one.plan_id for one in priorities if one.scope == Scope.LOCAL}
    return [one for one in plans if one.pk in have_some and one != plan]


def mentions(plan: Plan, priorities: Iterable[Priority]) -> list[Mention]:
    """Return the themes a plan names: its local priorities and the points within them."""
    found = []
    for priority in local_of(plan, priorities):
        url = priority.get_absolute_url()
        found.append(Mention(priority.theme.name, priority.title, url))
        found += [
            Mention(point.theme.name, point.title, url, within=priority.title)
            for point in priority.focus_points.all()
            if point.theme
        ]
    return found
