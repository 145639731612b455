"""What a content set may hold of this app, in the order in which it can be loaded."""

from csp_portal.content_kinds import Child, Kind

KINDS = (
    Kind("priorities.Theme"),
    Kind("priorities.Plan", children=(Child("milestones"),)),
    Kind(
        "priorities.Priority",
        key=("plan", "slug"),
        children=(
            Child("focus_points"),
            Child("actions", key=("priority", "slug"), children=(Child("updates"),)),
        ),
    ),
    Kind("priorities.Subgroup"),
    Kind(
        "priorities.Measure",
        children=(
            Child("figures", key=("measure", "source", "label"), yearly="yearly"),
            Child("series_breaks"),
        ),
    ),
    Kind("priorities.StrategicAssessment", key=("years",), children=(Child("findings"),)),
    Kind(
        "priorities.AnnualReport",
        key=("years",),
        children=(Child("outcomes"), Child("implications"), Child("background_papers")),
    ),
)
