"""Where collected static files are kept."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed files; the list of their names stays outside the public folder."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["manifest_storage"] = FileSystemStorage(location=settings.STATE_DIR)
        super().__init__(*args, **kwargs)
