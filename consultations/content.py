"""What a content set may hold of this app, in the order in which it can be loaded."""

from csp_portal.content_kinds import Child, Kind

KINDS = (
    Kind(
        "consultations.Consultation",
        children=(
            # Findings name proposals, so the proposals come first.
            Child("proposals", key=("consultation", "slug")),
            Child("voices", children=(Child("turnout"), Child("findings"))),
        ),
    ),
)
