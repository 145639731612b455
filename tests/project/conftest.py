import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.project.crawl import Page, crawl


def crawl_content(name: str) -> dict[str, Page]:
    """Load a content set with its examples, read every page, and undo the loading."""
    with transaction.atomic():
        call_command("load_content", name, with_examples=True, verbosity=0)
        pages = crawl()
        transaction.set_rollback(True)
    return pages


@pytest.fixture(scope="session")
def real_pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Page]:
    """Every public page of the Barking and Dagenham content, read once."""
    with django_db_blocker.unblock():
        return crawl_content("barking_and_dagenham")


@pytest.fixture(scope="session")
def example_pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Page]:
    """Every public page of the made-up partnership, read once."""
    with django_db_blocker.unblock():
        return crawl_content("example_vale")
