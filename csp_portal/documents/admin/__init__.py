"""The back office of documents."""

from csp_portal.documents.admin import documents, files

__all__ = ["documents", "files"]
