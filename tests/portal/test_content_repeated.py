from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from csp_portal.content.ledger import Outcome
from partnership.models import Board, PartnerBody, Source
from priorities.models import Figure, Measure, Plan, Priority, Theme
from tests.factories.priorities import make_plan, make_priority
from tests.portal.content_set import BOARD, MEASURE, PLAN, PRIORITY, SOURCE, THEME, YEARLY, load

pytestmark = pytest.mark.django_db


def test_a_second_run_does_nothing(
    tmp_path: Path, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(tmp_path, SOURCE + THEME + MEASURE + YEARLY, at=now)

    with django_assert_num_queries(1):
        counts = load(tmp_path, SOURCE + THEME + MEASURE + YEARLY, at=now)

    assert counts == {}


def test_a_change_in_the_file_arrives(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, THEME + PLAN, at=now)

    counts = load(tmp_path, THEME + PLAN.replace('"Plan"', '"Our plan"'), at=now)

    plan = Plan.objects.get()
    assert counts == {Outcome.UNCHANGED: 1, Outcome.UPDATED: 1}
    assert (plan.title, plan.edition) == ("Our plan", 1)


def test_a_word_removed_from_the_file_is_emptied(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, THEME + 'summary = "Homes."', at=now)

    load(tmp_path, THEME, at=now)

    assert Theme.objects.get().summary == ""


def test_what_an_officer_changed_stays(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, THEME, at=now)
    Theme.objects.update(name="House burglary")

    counts = load(tmp_path, THEME + 'summary = "Homes."', at=now)

    theme = Theme.objects.get()
    assert counts == {Outcome.CHANGED_HERE: 1}
    assert (theme.name, theme.summary) == ("House burglary", "")


def test_a_child_that_an_officer_changed_protects_its_record(tmp_path: Path, now: datetime) -> None:
    text = SOURCE + THEME + MEASURE + YEARLY
    load(tmp_path, text, at=now)
    Figure.objects.filter(label="2010-11").update(value=1)

    counts = load(tmp_path, text.replace("2411", "2412"), at=now)

    assert counts[Outcome.CHANGED_HERE] == 1
    assert list(Figure.objects.order_by("label").values_list("value", flat=True)) == [1, 2411]


def test_a_theme_that_an_officer_took_away_stays_away(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, SOURCE + THEME + MEASURE, at=now)
    Measure.objects.get().themes.clear()

    counts = load(tmp_path, SOURCE + THEME + MEASURE + 'caveats = "None."', at=now)

    assert counts[Outcome.CHANGED_HERE] == 1
    assert not Measure.objects.get().themes.exists()


def test_saving_a_form_without_a_change_is_no_change(tmp_path: Path, now: datetime) -> None:
    lines = 'summary = """One.\n\nTwo."""'
    load(tmp_path, THEME + lines, at=now)
    Theme.objects.update(summary="One.\r\n\r\nTwo.")

    counts = load(tmp_path, THEME.replace('"Burglary"', '"Break-ins"') + lines, at=now)

    assert counts == {Outcome.UPDATED: 1}


def test_what_an_officer_deleted_is_not_made_again(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, THEME, at=now)
    Theme.objects.all().delete()

    counts = load(tmp_path, THEME + 'summary = "Homes."', at=now)

    assert counts == {Outcome.DELETED_HERE: 1}
    assert not Theme.objects.exists()


def test_a_new_record_that_names_a_deleted_one_is_left_out(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, THEME + PLAN, at=now)
    Theme.objects.all().delete()

    counts = load(tmp_path, THEME + PLAN + PRIORITY, at=now)

    assert counts[Outcome.NEEDS_DELETED] == 1
    assert not Priority.objects.exists()


def test_a_measure_that_now_names_something_deleted_keeps_its_figures(
    tmp_path: Path, now: datetime
) -> None:
    other = SOURCE.replace('"paper"', '"other"')
    load(tmp_path, SOURCE + other + THEME + MEASURE + YEARLY, at=now)
    Source.objects.filter(slug="other").delete()

    changed = YEARLY.replace('"paper"', '"other"')
    counts = load(tmp_path, SOURCE + other + THEME + MEASURE + changed, at=now)

    assert counts[Outcome.NEEDS_DELETED] == 1
    assert Figure.objects.count() == 2


def test_a_record_that_was_made_here_is_left_alone(tmp_path: Path, now: datetime) -> None:
    make_plan(slug="2023-26", title="Made by an officer")

    counts = load(tmp_path, PLAN, at=now)

    assert counts == {Outcome.MADE_HERE: 1}
    assert Plan.objects.get().title == "Made by an officer"


def test_a_record_may_name_one_that_was_made_here(tmp_path: Path, now: datetime) -> None:
    made_here = make_priority()
    text = PRIORITY.replace("2023-26", made_here.plan.slug)

    load(tmp_path, text.replace('theme = "burglary"', f'theme = "{made_here.theme.slug}"'), at=now)

    assert Priority.objects.filter(plan=made_here.plan).count() == 2


def test_figures_keep_their_rows_when_a_measure_changes(tmp_path: Path, now: datetime) -> None:
    text = SOURCE + THEME + MEASURE + YEARLY
    load(tmp_path, text, at=now)
    before = Figure.objects.get(label="2011-12")

    load(tmp_path, text.replace("2411", "2412"), at=now)

    after = Figure.objects.get(label="2011-12")
    assert (after.pk, after.value) == (before.pk, 2412)


def test_a_figure_removed_from_the_file_is_removed(tmp_path: Path, now: datetime) -> None:
    text = SOURCE + THEME + MEASURE + YEARLY
    load(tmp_path, text, at=now)

    load(tmp_path, text.replace('"2010-11" = 2209, ', ""), at=now)

    assert Figure.objects.get().label == "2011-12"


def test_aims_follow_their_board_as_a_whole(tmp_path: Path, now: datetime) -> None:
    load(
        tmp_path, BOARD + '[[board.aims]]\ntext = "Listen."\n[[board.aims]]\ntext = "Ask."', at=now
    )

    load(tmp_path, BOARD + '[[board.aims]]\ntext = "Answer."', at=now)

    assert Board.objects.get().aims.get().text == "Answer."


def test_a_record_removed_from_the_file_stays(tmp_path: Path, now: datetime) -> None:
    body = '[[partner_body]]\nslug = "police"\nname = "Police"\n'
    load(tmp_path, body + THEME, at=now)

    load(tmp_path, THEME, at=now)

    assert PartnerBody.objects.filter(slug="police").exists()


def test_a_changed_record_keeps_the_moment_it_was_published(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, PLAN, at=now)

    load(tmp_path, PLAN.replace('"Plan"', '"Our plan"'), at=now.replace(year=2027))

    assert Plan.objects.get().published_at == now
