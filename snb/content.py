"""What a content set may hold of this app, in the order in which it can be loaded."""

from csp_portal.content_kinds import Child, Kind

KINDS = (
    Kind("snb.Venue"),
    Kind(
        "snb.Meeting",
        key=("board", "slug"),
        children=(
            Child(
                "agenda_items",
                key=("meeting", "order"),
                children=(Child("links"), Child("actions")),
            ),
            Child("attendances"),
            # Corrections name items of the agenda, by their number; so these come first.
            Child("corrections"),
        ),
    ),
)
