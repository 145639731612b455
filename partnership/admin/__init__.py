"""The back office of members, boards, duties and helplines, one module per subject."""

from partnership.admin import boards, bodies, duties, helplines, sources

__all__ = ["boards", "bodies", "duties", "helplines", "sources"]
