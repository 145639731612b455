"""How a stored file is handed out: to be kept, never to be run or shown inside a page."""

import logging

from django.http import FileResponse, Http404

from csp_portal.documents.models import DocumentFile

logger = logging.getLogger(__name__)
# Nothing in a file may load, run or send anything, should a browser show it after all.
FILE_POLICY = {"default-src": ["'none'"], "sandbox": [""]}
# A copy may be kept, but it is shown only after asking whether it is still public.
ASK_EACH_TIME = "public, max-age=0, must-revalidate"


def etag_of(file: DocumentFile) -> str:
    """Return the file's entity tag: its checksum, as its content never changes."""
    return f'"{file.sha256}"'


def file_response(file: DocumentFile) -> FileResponse:
    """Return the file as a download under its own name; raise Http404 if it is lost."""
    try:
        content = file.stored.open("rb")
    except FileNotFoundError as error:
        logger.exception("The stored file of %s is missing: %s", file.document, file.stored.name)
        raise Http404("The file is missing.") from error
    return FileResponse(
        content,
        as_attachment=True,
        filename=file.name,
        content_type=file.kind_of_file.content_type,
        headers={"Content-Length": str(file.size), "X-Content-Type-Options": "nosniff"},
    )
