"""What a content set may hold of this app."""

from csp_portal.content_kinds import Kind

KINDS = (
    Kind("publishing.ChangeNote", key=("noted_at", "title")),
    Kind("publishing.MovedPath", key=("old_path",)),
)
