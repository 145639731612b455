"""The back office of plans, priorities, measures and reports, one module per subject."""

from priorities.admin import actions, assessments, measures, plans, priorities, reports, themes

__all__ = ["actions", "assessments", "measures", "plans", "priorities", "reports", "themes"]
