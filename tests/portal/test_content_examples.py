from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from csp_portal.content.ledger import Outcome
from snb.models import Meeting
from tests.portal.content_set import BOARD, EXAMPLES, load

pytestmark = pytest.mark.django_db
COMING, PAST = "example-open-meeting", "example-past-meeting"


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    (tmp_path / "examples.toml").write_text(EXAMPLES)
    return tmp_path


def test_examples_are_loaded_only_when_asked_for(examples: Path, now: datetime) -> None:
    load(examples, BOARD, at=now)

    assert not Meeting.objects.exists()


def test_an_example_counts_its_days_from_loading(examples: Path, now: datetime) -> None:
    load(examples, BOARD, at=now, with_examples=True)

    meeting = Meeting.objects.get(slug=COMING)
    assert meeting.is_example
    assert meeting.starts_at == datetime(2026, 12, 16, 18, 30, tzinfo=UTC)
    assert meeting.ends_at == datetime(2026, 12, 16, 20, 0, tzinfo=UTC)


def test_an_example_in_summer_is_at_local_time(examples: Path) -> None:
    load(examples, BOARD, at=datetime(2026, 6, 1, 12, 0, tzinfo=UTC), with_examples=True)

    assert Meeting.objects.get(slug=COMING).starts_at == datetime(2026, 6, 25, 17, 30, tzinfo=UTC)


def test_an_example_stays_where_it_is_until_it_is_over(examples: Path, now: datetime) -> None:
    load(examples, BOARD, at=now, with_examples=True)
    before = Meeting.objects.get(slug=COMING).starts_at

    counts = load(
        examples, BOARD + 'history = "Old."', at=now + timedelta(days=20), with_examples=True
    )

    assert counts == {Outcome.UPDATED: 1, Outcome.UNCHANGED: 2}
    assert Meeting.objects.get(slug=COMING).starts_at == before


def test_an_example_that_is_over_is_dated_anew(examples: Path, now: datetime) -> None:
    load(examples, BOARD, at=now, with_examples=True)

    counts = load(examples, BOARD, at=now + timedelta(days=25), with_examples=True)

    assert counts == {Outcome.UPDATED: 2, Outcome.UNCHANGED: 1}
    assert Meeting.objects.get(slug=COMING).starts_at == datetime(2027, 1, 10, 18, 30, tzinfo=UTC)


def test_a_past_example_keeps_its_distance_from_today(examples: Path, now: datetime) -> None:
    load(examples, BOARD, at=now, with_examples=True)

    load(examples, BOARD, at=now + timedelta(days=25), with_examples=True)

    assert Meeting.objects.get(slug=PAST).starts_at == datetime(2026, 10, 18, 17, 30, tzinfo=UTC)


def test_an_example_that_an_officer_changed_is_not_moved(examples: Path, now: datetime) -> None:
    load(examples, BOARD, at=now, with_examples=True)
    Meeting.objects.filter(slug=COMING).update(title="Ours")

    counts = load(examples, BOARD, at=now + timedelta(days=25), with_examples=True)

    assert counts[Outcome.CHANGED_HERE] == 1


def test_an_example_without_its_time_is_an_error(examples: Path, now: datetime) -> None:
    (examples / "examples.toml").write_text(EXAMPLES.replace("at = 18:30:00", "", 1))

    with pytest.raises(Exception, match="field “at”: must be given"):
        load(examples, BOARD, at=now, with_examples=True)


def test_a_production_start_never_loads_examples(settings: Settings) -> None:
    settings.PROFILE = "production"

    with pytest.raises(CommandError, match="never loaded in production"):
        call_command("load_content", "example_vale", with_examples=True)
