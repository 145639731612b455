"""What a content set may hold of this app, in the order in which it can be loaded."""

from csp_portal.content_kinds import Child, Kind

KINDS = (
    Kind("partnership.Source"),
    Kind("partnership.Legislation"),
    Kind("partnership.PartnerBody"),
    Kind(
        "partnership.Board",
        children=(Child("aims"), Child("seats"), Child("office_holders")),
    ),
    Kind("partnership.Helpline"),
    Kind("partnership.Duty", children=(Child("evidence"),)),
    Kind("partnership.GlossaryEntry"),
)
