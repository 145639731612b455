"""When the list of what changed changes by itself: a note may be dated ahead."""

from csp_portal.publishing.moments import register_moment

register_moment("publishing.ChangeNote", field="noted_at")
