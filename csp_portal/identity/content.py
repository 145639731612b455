"""What a content set may hold of this app."""

from csp_portal.content_kinds import Kind

KINDS = (Kind("identity.Identity", key=()),)
