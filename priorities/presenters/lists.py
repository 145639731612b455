"""The lists of plans, reports, assessments and subgroups as cards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst

from csp_portal.rich_text.words import plain_text
from partnership.presenters import Card
from priorities.models import AnnualReport, Plan, StrategicAssessment, Subgroup


@dataclass(frozen=True)
class PlanList:
    """Every plan, newest first, with the assessments behind plans and the reports on them."""

    plans: list[Card]
    assessments: list[Card]
    reports: list[Card]


def plan_list_page(
    *,
    plans: Iterable[Plan],
    assessments: Iterable[StrategicAssessment],
    reports: Iterable[AnnualReport],
) -> PlanList:
    """Return the list of plans as its page prints it."""
    return PlanList(
        plans=[plan_card(plan) for plan in plans],
        assessments=[
            Card(str(one), one.get_absolute_url(), one.period_text) for one in assessments
        ],
        reports=[report_card(one) for one in reports],
    )


def plan_card(plan: Plan) -> Card:
    """Return a plan's entry in the list; the latest one is marked."""
    return Card(
        title=plan.title,
        url=plan.get_absolute_url(),
        meta=capfirst(f"{plan.period_text}. {plan.get_kind_display()}."),
        text=plan.summary,
        tag_text="Latest published plan" if plan.is_latest else "",
        tag_colour="green",
    )


def report_card(report: AnnualReport) -> Card:
    """Return a report's entry in a list."""
    return Card(report.title, report.get_absolute_url(), report.years, plain_text(report.summary))


def subgroup_cards(subgroups: Iterable[Subgroup], *, at: datetime) -> list[Card]:
    """Return the subgroups; a regional priority that is not public is not named."""
    return [
        Card(one.name, one.get_absolute_url(), meta=origin_text(one, at=at), text=one.summary)
        for one in subgroups
    ]


def origin_text(subgroup: Subgroup, *, at: datetime) -> str:
    """Return which regional priority a subgroup was formed from."""
    origin = subgroup.formed_from
    if not origin.is_public(at=at):
        return ""
    name = "of the same name" if origin.title == subgroup.name else f"“{origin}”"
    return f"Grew out of the regional priority {name}"
