"""The nouns of the priorities app, one module per aggregate."""

from priorities.models.actions import ActionStatus, ActionUpdate, PlannedAction
from priorities.models.assessments import AssessmentFinding, StrategicAssessment
from priorities.models.measures import Direction, Figure, Measure, Movement, SeriesBreak
from priorities.models.plans import (
    MilestoneKind,
    Plan,
    PlanKind,
    PlanMilestone,
    PlanStatus,
)
from priorities.models.priorities import FocusPoint, Priority, Scope, Subgroup
from priorities.models.reports import (
    AnnualReport,
    BackgroundPaper,
    Implication,
    ReportOutcome,
)
from priorities.models.themes import Theme

__all__ = [
    "ActionStatus",
    "ActionUpdate",
    "AnnualReport",
    "AssessmentFinding",
    "BackgroundPaper",
    "Direction",
    "Figure",
    "FocusPoint",
    "Implication",
    "Measure",
    "MilestoneKind",
    "Movement",
    "Plan",
    "PlanKind",
    "PlanMilestone",
    "PlanStatus",
    "PlannedAction",
    "Priority",
    "ReportOutcome",
    "Scope",
    "SeriesBreak",
    "StrategicAssessment",
    "Subgroup",
    "Theme",
]
