"""What the pages about priorities, plans and measures print; nothing here asks the database."""

from priorities.presenters.trends import PriorityTrend, Series, priority_trends, read_series

__all__ = ["PriorityTrend", "Series", "priority_trends", "read_series"]
