"""What the pages of annual reports and strategic assessments print."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from partnership.presenters import NOT_STATED, Card, Fact
from partnership.rules import list_in_words
from priorities.models import (
    AnnualReport,
    AssessmentFinding,
    Figure,
    Plan,
    Priority,
    ReportOutcome,
    Scope,
    StrategicAssessment,
    Theme,
)
from priorities.presenters.plans import priority_cards
from priorities.rules.figures import ARROWS, judgement, outcome_movement, outcome_words

JUDGEMENTS = {"better": ("Better", "green"), "worse": ("Worse", "red")}


@dataclass(frozen=True)
class Outcome:
    """One result: its words, which way it went, and whether that is better or worse."""

    title: str
    url: str
    measure_name: str
    sentence: str
    direction: str
    tag_text: str
    tag_colour: str
    note: str

    @property
    def link_text(self) -> str:
        """Words for the link to the measure."""
        return f"More on {self.measure_name}"


@dataclass(frozen=True)
class ReportPage:
    """An annual report as a page."""

    report: AnnualReport
    facts: list[Fact]
    objectives: list[Card]
    outcomes: list[Outcome]
    next_priorities: list[Card]
    next_plan: Plan | None

    @property
    def aim(self) -> str:
        """The aim of the year's plan, word for word."""
        return self.report.plan.aim


def report_page(
    report: AnnualReport,
    *,
    outcomes: Iterable[ReportOutcome],
    priorities: Iterable[Priority],
    at: datetime,
) -> ReportPage:
    """Return the page of ``report``; ``priorities`` are those of its plan and of the next."""
    priorities = list(priorities)
    next_plan = report.next_plan
    is_announced = next_plan is not None and next_plan.is_public(at=at)
    return ReportPage(
        report=report,
        facts=report_facts(report),
        objectives=cards_of(report.plan, priorities),
        outcomes=[outcome_of(outcome) for outcome in outcomes],
        next_priorities=dated(next_plan, priorities) if is_announced else [],
        next_plan=next_plan if is_announced else None,
    )


def cards_of(plan: Plan | None, priorities: Iterable[Priority]) -> list[Card]:
    """Return the local priorities of ``plan`` among ``priorities``."""
    focus = {
        one: [point.title for point in one.focus_points.all()]
        for one in priorities
        if one.plan == plan
    }
    return priority_cards(focus, scope=Scope.LOCAL)


def dated(plan: Plan | None, priorities: Iterable[Priority]) -> list[Card]:
    """Return the priorities of ``plan`` with its period, to tell them from the objectives."""
    period = plan.period_text if plan else ""
    cards = cards_of(plan, priorities)
    return [replace(card, title=f"{card.title} ({period})") for card in cards]


def report_facts(report: AnnualReport) -> list[Fact]:
    """Return how the report came about, and what is not known of it."""
    return [
        ("The year", report.years, ""),
        ("Agreed by", report.agreed_by or NOT_STATED, ""),
        ("Presented to", report.presented_to or NOT_STATED, ""),
        ("What they were asked", report.asked or NOT_STATED, ""),
    ]


def outcome_of(outcome: ReportOutcome) -> Outcome:
    """Return a result in the report's own figures."""
    figure = outcome.figure
    measure = figure.measure
    moved = moved_of(figure)
    tag_text, tag_colour = JUDGEMENTS.get(judgement(moved, direction=measure.direction), ("", ""))
    return Outcome(
        title=outcome.text,
        url=measure.get_absolute_url(),
        measure_name=measure.name,
        sentence=f"{words_of(figure)}.",
        direction=ARROWS.get(moved, ""),
        tag_text=tag_text,
        tag_colour=tag_colour,
        note=figure.note,
    )


def words_of(figure: Figure) -> str:
    """Return a figure as its source gives it: a value, a change, or both."""
    words = outcome_words(
        value=figure.value,
        previous_value=figure.previous_value,
        change_percent=figure.change_percent,
        moved=figure.movement,
        unit=figure.measure.unit,
    )
    return words[:1].upper() + words[1:]


def moved_of(figure: Figure) -> str:
    """Return rose, fell or unchanged, as the figure's source has it."""
    return outcome_movement(
        value=figure.value,
        previous_value=figure.previous_value,
        change_percent=figure.change_percent,
        moved=figure.movement,
    )


@dataclass(frozen=True)
class AssessedThing:
    """One thing an assessment found, with its figure where there is one."""

    text: str
    source: str
    source_url: str
    themes: str = ""
    figure: str = ""
    measure_name: str = ""
    measure_url: str = ""


def assessed_thing(
    finding: AssessmentFinding, *, at: datetime, themes: Iterable[Theme] = ()
) -> AssessedThing:
    """Return a finding of an assessment; a measure that is not public stays out of it."""
    figure = finding.figure
    measure = figure.measure if figure and figure.measure.is_public(at=at) else None
    return AssessedThing(
        text=finding.text,
        source=finding.assessment.title,
        source_url=finding.assessment.get_absolute_url(),
        themes=list_in_words([theme.name for theme in themes]),
        figure=f"{words_of(figure)} ({figure.label})" if figure and measure else "",
        measure_name=measure.name if measure else "",
        measure_url=measure.get_absolute_url() if measure else "",
    )


def assessment_facts(assessment: StrategicAssessment) -> list[Fact]:
    """Return what an assessment looked at and when it was agreed."""
    return [
        ("What it looks at", assessment.period_text or assessment.years, ""),
        ("Priorities agreed", assessment.agreed_text or NOT_STATED, ""),
    ]
