"""Where files lie: a storage of their own, which no web server gives out by itself."""

from django.core.files.storage import Storage, storages


def document_storage() -> Storage:
    """Return the storage that the settings name "documents"."""
    return storages["documents"]
