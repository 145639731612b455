"""What belongs to a document. No content set holds one: a file is checked on its way in."""

from csp_portal.content_kinds import Child, Kept, Kind

FILES = Kept(key="key", hidden="is_withdrawn", number="number", among="variant")
KINDS = (Kind("documents.Document", children=(Child("files", kept=FILES),)),)
