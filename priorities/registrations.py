"""What lower apps may refer to in this one, by kind and natural key."""

from datetime import datetime
from typing import Any

from csp_portal.plain_english.registry import register_quoted
from csp_portal.publishing.outlets import register_outlet
from csp_portal.publishing.references import Reference, Resolver, register_reference
from priorities.models import AnnualReport, Measure, Plan, Priority, StrategicAssessment


def by_field(model: Any, field: str) -> Resolver:
    """Return a resolver for the public records of ``model`` whose key is the column ``field``."""

    def resolver(keys: set[str], at: datetime) -> dict[str, Reference]:
        found = model.objects.public(at=at).filter(**{f"{field}__in": keys})
        return {
            getattr(record, field): Reference(str(record), record.get_absolute_url())
            for record in found
        }

    return resolver


def public_priorities(keys: set[str], at: datetime) -> dict[str, Reference]:
    """Resolve keys such as "2023-26/burglary"."""
    plans = {key.partition("/")[0] for key in keys}
    found = Priority.objects.public(at=at).filter(plan__slug__in=plans).select_related("plan")
    references = {
        f"{priority.plan.slug}/{priority.slug}": Reference(
            priority.title, priority.get_absolute_url()
        )
        for priority in found
    }
    return {key: reference for key, reference in references.items() if key in keys}


register_reference("plan", by_field(Plan, "slug"))
register_reference("priority", public_priorities)
register_reference("measure", by_field(Measure, "slug"))
register_reference("strategic_assessment", by_field(StrategicAssessment, "years"))
register_reference("annual_report", by_field(AnnualReport, "years"))

# Where public records come out; the kinds of other apps as well.
register_outlet(
    "priorities:assessment_detail",
    shows=[
        "documents.document",
        "partnership.source",
        "priorities.measure",
        "priorities.strategicassessment",
        "priorities.theme",
    ],
)
register_outlet("priorities:measure_list", shows=["priorities.measure", "priorities.theme"])
register_outlet(
    "priorities:plan_detail",
    shows=[
        "consultations.consultation",
        "documents.document",
        "partnership.board",
        "partnership.duty",
        "partnership.source",
        "priorities.annualreport",
        "priorities.measure",
        "priorities.plan",
        "priorities.priority",
        "priorities.strategicassessment",
        "snb.meeting",
    ],
)
register_outlet(
    "priorities:plan_list",
    shows=["priorities.annualreport", "priorities.plan", "priorities.strategicassessment"],
)
register_outlet(
    "priorities:plan_priorities",
    shows=[
        "priorities.measure",
        "priorities.plan",
        "priorities.priority",
        "priorities.subgroup",
        "priorities.theme",
    ],
)
register_outlet(
    "priorities:priority_list",
    shows=[
        "priorities.measure",
        "priorities.plan",
        "priorities.priority",
        "priorities.subgroup",
        "priorities.theme",
    ],
)
register_outlet(
    "priorities:report_detail",
    shows=[
        "documents.document",
        "partnership.source",
        "priorities.annualreport",
        "priorities.measure",
        "priorities.priority",
    ],
)
register_outlet("priorities:report_list", shows=["priorities.annualreport"])
register_outlet(
    "priorities:subgroup_detail",
    shows=["partnership.source", "priorities.priority", "priorities.subgroup"],
)
register_outlet("priorities:subgroup_list", shows=["priorities.priority", "priorities.subgroup"])
register_quoted("priorities.Plan.aim")
