from datetime import date
from decimal import Decimal
from typing import Any

from priorities.models import (
    ActionUpdate,
    AnnualReport,
    Figure,
    FocusPoint,
    Measure,
    Plan,
    PlanMilestone,
    PlannedAction,
    Priority,
    ReportOutcome,
    SeriesBreak,
    StrategicAssessment,
    Subgroup,
    Theme,
)
from tests.factories import number, place, published, years
from tests.factories.partnership import make_source


def make_theme(**fields: Any) -> Theme:
    n = number()
    return Theme.objects.create(**published({"slug": f"theme-{n}", "name": f"Theme {n}"} | fields))


def make_plan(**fields: Any) -> Plan:
    n = number()
    defaults = {
        "slug": f"plan-{n}",
        "title": f"Plan {n}",
        "kind": "three_year",
        "period_text": "2023 to 2026",
        "summary": "What we will work on.",
        "order": place(),
    }
    return Plan.objects.create(**published(defaults | fields))


def make_milestone(**fields: Any) -> PlanMilestone:
    fields["plan"] = fields.get("plan") or make_plan()
    defaults = {"kind": "planned", "title": f"Step {number()}", "date_text": "March 2023"}
    return PlanMilestone.objects.create(**defaults | fields)


def make_priority(**fields: Any) -> Priority:
    n = number()
    fields["plan"] = fields.get("plan") or make_plan()
    fields["theme"] = fields.get("theme") or make_theme()
    defaults = {"slug": f"priority-{n}", "title": f"Priority {n}", "order": place()}
    return Priority.objects.create(**published(defaults | fields))


def make_focus_point(**fields: Any) -> FocusPoint:
    fields["priority"] = fields.get("priority") or make_priority()
    return FocusPoint.objects.create(**{"title": f"Focus {number()}"} | fields)


def make_subgroup(**fields: Any) -> Subgroup:
    n = number()
    fields["formed_from"] = fields.get("formed_from") or make_priority(scope="regional")
    defaults = {"slug": f"subgroup-{n}", "name": f"Subgroup {n}", "summary": "It works on this."}
    return Subgroup.objects.create(**published(defaults | fields))


def make_action(**fields: Any) -> PlannedAction:
    n = number()
    fields["priority"] = fields.get("priority") or make_priority()
    return PlannedAction.objects.create(**{"slug": f"action-{n}", "title": f"Action {n}"} | fields)


def make_update(**fields: Any) -> ActionUpdate:
    fields["action"] = fields.get("action") or make_action()
    defaults = {"happened_on": date(2026, 1, 1), "text": f"Update {number()}"}
    return ActionUpdate.objects.create(**defaults | fields)


def make_measure(**fields: Any) -> Measure:
    n = number()
    themes = fields.pop("themes", [])
    fields["source"] = fields.get("source") or make_source()
    defaults = {
        "slug": f"measure-{n}",
        "name": f"Measure {n}",
        "definition": "What is counted.",
        "unit": "offences",
        "direction": "lower_is_better",
    }
    measure = Measure.objects.create(**published(defaults | fields))
    measure.themes.set(themes)
    return measure


def make_figure(*, year: int = 2024, **fields: Any) -> Figure:
    """One financial year's figure of the measure's main source."""
    fields["measure"] = fields.get("measure") or make_measure()
    defaults = {
        "source": fields["measure"].source,
        "label": f"{year}-{(year + 1) % 100:02}",
        "period_from": date(year, 4, 1),
        "period_until": date(year + 1, 4, 1),
        "value": Decimal(100),
    }
    return Figure.objects.create(**defaults | fields)


def make_series_break(**fields: Any) -> SeriesBreak:
    fields["measure"] = fields.get("measure") or make_measure()
    defaults = {"broken_on": date(2024, 3, 1), "label": "New records", "reason": "New way."}
    return SeriesBreak.objects.create(**defaults | fields)


def make_assessment(**fields: Any) -> StrategicAssessment:
    n = number()
    defaults = {
        "years": years(n),
        "title": f"Assessment {n}",
        "summary": "What we saw.",
    }
    return StrategicAssessment.objects.create(**published(defaults | fields))


def make_report(**fields: Any) -> AnnualReport:
    n = number()
    fields["plan"] = fields.get("plan") or make_plan()
    defaults = {
        "years": years(n),
        "title": f"Annual report {n}",
        "summary": "What we did.",
    }
    return AnnualReport.objects.create(**published(defaults | fields))


def make_outcome(**fields: Any) -> ReportOutcome:
    fields["report"] = fields.get("report") or make_report()
    fields["figure"] = fields.get("figure") or make_figure(
        value=None, change_percent=Decimal("-7.2")
    )
    defaults = {"order": place(), "text": "Violence with injury"}
    return ReportOutcome.objects.create(**defaults | fields)
