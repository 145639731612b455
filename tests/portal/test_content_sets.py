import warnings
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from csp_portal.content.ledger import Outcome
from csp_portal.content.loading import load_set
from csp_portal.content.reading import SETS
from csp_portal.identity.models import Identity

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["barking_and_dagenham", "example_vale"])
def test_a_set_loads_without_a_warning(name: str, now: datetime) -> None:
    with warnings.catch_warnings(record=True) as caught:
        counts = load_set(SETS / name, at=now, with_examples=True)

    assert caught == []
    assert list(counts) == [Outcome.CREATED]


def test_the_command_says_in_one_line_what_was_done(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_content", "example_vale")
    call_command("load_content", "example_vale")

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("example_vale: ")
    assert first.endswith(" created")
    assert second == "example_vale: nothing to do"
    assert Identity.objects.count() == 1


def test_the_command_suggests_the_name_of_a_set() -> None:
    with pytest.raises(CommandError, match="did you mean “example_vale”"):
        call_command("load_content", "example_vail")


def test_the_command_checks_without_loading(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_content", "example_vale", check=True)

    assert capsys.readouterr().out.endswith(" records, no faults\n")
    assert not Identity.objects.exists()
