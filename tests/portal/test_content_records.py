from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from csp_portal.content.ledger import Outcome
from csp_portal.content.loading import check_set
from csp_portal.content.shapes import shapes
from csp_portal.publishing.models import ChangeNote
from partnership.models import Board, BoardAim, PartnerBody
from priorities.models import Figure, Measure, Plan, Priority, ReportOutcome
from tests.portal.content_set import BOARD, MEASURE, PLAN, PRIORITY, SOURCE, THEME, YEARLY, load

pytestmark = pytest.mark.django_db


def test_a_record_is_published_at_the_moment_of_loading(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, PLAN, at=now)

    plan = Plan.objects.get()
    assert (plan.state, plan.published_at) == ("published", now)


def test_a_record_can_say_when_it_was_published(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, PLAN + "published_at = 2026-07-01T09:00:00", at=now)

    assert Plan.objects.get().published_at == datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


def test_a_record_can_be_a_draft(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, PLAN + 'state = "draft"', at=now)

    plan = Plan.objects.get()
    assert (plan.state, plan.published_at) == ("draft", None)


def test_references_may_stand_before_what_they_name(tmp_path: Path, now: datetime) -> None:
    counts = load(tmp_path, PRIORITY + PLAN + THEME, at=now)

    assert counts == {Outcome.CREATED: 3}
    assert Priority.objects.get().plan.slug == "2023-26"


def test_a_body_may_stand_before_its_successor(tmp_path: Path, now: datetime) -> None:
    text = """
    [[partner_body]]
    slug = "old"
    name = "Old body"
    successor = "new"
    [[partner_body]]
    slug = "new"
    name = "New body"
    """

    load(tmp_path, text, at=now)

    assert PartnerBody.objects.get(slug="old").successor == PartnerBody.objects.get(slug="new")


def test_children_keep_the_order_of_the_file(tmp_path: Path, now: datetime) -> None:
    aims = '[[board.aims]]\ntext = "Listen."\n[[board.aims]]\ntext = "Ask."\n'

    load(tmp_path, BOARD + aims, at=now)

    assert list(BoardAim.objects.values_list("order", "text")) == [(1, "Listen."), (2, "Ask.")]


def test_yearly_values_become_figures(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, SOURCE + THEME + MEASURE + YEARLY, at=now)

    figure = Figure.objects.get(label="2011-12")
    assert (figure.period_from, figure.period_until) == (date(2011, 4, 1), date(2012, 4, 1))
    assert (figure.value, figure.note) == (Decimal(2411), "Counted twice.")
    assert figure.source.slug == "paper"


def test_a_measure_is_joined_to_its_themes(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, SOURCE + THEME + MEASURE, at=now)

    assert Measure.objects.get().themes.get().slug == "burglary"


def test_a_figure_is_named_by_measure_source_and_label(tmp_path: Path, now: datetime) -> None:
    report = """
    [[annual_report]]
    years = "2011-12"
    title = "Annual report"
    summary = "What we did."
    plan = "2023-26"
    [[annual_report.outcomes]]
    figure = "burglary/paper/2011-12"
    text = "Burglary rose."
    """

    load(tmp_path, SOURCE + THEME + PLAN + MEASURE + YEARLY + report, at=now)

    assert ReportOutcome.objects.get().figure.label == "2011-12"


def test_a_local_time_means_london_time(tmp_path: Path, now: datetime) -> None:
    text = '[[change_note]]\nnoted_at = 2026-07-01T10:00:00\ntitle = "Home"\ntext = "New."'

    load(tmp_path, text, at=now)

    assert ChangeNote.objects.get().noted_at == datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


def test_a_set_may_lie_in_many_files(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "00_plan.toml").write_text(PLAN)

    counts = load(tmp_path, THEME + PRIORITY, at=now)

    assert counts == {Outcome.CREATED: 3}


def test_a_check_leaves_the_database_as_it_was(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "01_board.toml").write_text(BOARD)

    counts = check_set(tmp_path, at=now)

    assert counts == {Outcome.CREATED: 1}
    assert not Board.objects.exists()


def test_kinds_are_declared_after_what_they_refer_to() -> None:
    assert named_too_early() == []


def named_too_early() -> list[tuple[str, str]]:
    """Return the kinds that refer to a later kind, with the field that does."""
    order = [shape.model for shape in shapes().values()]
    return [
        (shape.name, name)
        for shape in shapes().values()
        for name, field in (shape.references | shape.many).items()
        if order.index(field.related_model) > order.index(shape.model)
    ]
