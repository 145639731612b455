"""Files that are too large are not kept while they arrive."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class SizeLimitHandler(FileUploadHandler):
    """Lets one chunk more than the limit through and drops the rest.

    The form is then read to its end, so it can come back with everything that was typed; and it
    sees that the file is too large, because what was let through is.
    """

    received = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Count each file anew."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass the chunk on to whatever keeps it, unless the limit was passed before."""
        is_over = self.received > settings.DOCUMENT_SIZE_LIMIT
        self.received += len(raw_data)
        return None if is_over else raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handler that kept it."""
