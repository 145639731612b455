"""A long record can be saved, and whoever adds too many rows is told so in words."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client

from csp_portal.editing.admin import BlockInline
from csp_portal.publishing.models import Draft
from partnership.models import Board, BoardAim
from priorities.models import Figure
from tests.back_office import add_row, open_form, save_form
from tests.factories.partnership import make_board, make_source
from tests.factories.priorities import make_measure

# What a browser sends of each row beside its fields: its key, its record's, the box to remove it.
HIDDEN_FIELDS = 3
# A field with boxes sends one value for each that is ticked.
MOST_BOXES = 20


def fields_of_row(inline):
    names = [name for row in inline.fields for name in (row if isinstance(row, tuple) else [row])]
    boxes = [field.name for field in inline.model._meta.many_to_many if field.name in names]
    return len(names) + HIDDEN_FIELDS + (MOST_BOXES - 1) * len(boxes)


def most_fields(model_admin):
    own = 100
    rows = [inline.max_num * fields_of_row(inline) for inline in model_admin.inlines]
    return own + sum(rows)


def pages_with_rows():
    pages = admin.site._registry.items()
    return [
        pytest.param(shown, id=model._meta.label)
        for model, shown in pages
        if any(issubclass(inline, BlockInline) for inline in shown.inlines)
    ]


@pytest.mark.parametrize("model_admin", pages_with_rows())
def test_longest_page_that_is_allowed_can_be_sent(model_admin):
    assert most_fields(model_admin) <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def make_long_measure(count):
    measure = make_measure(source=make_source())
    starts = [date(1990 + number // 12, 1 + number % 12, 1) for number in range(count)]
    Figure.objects.bulk_create(
        Figure(
            measure=measure,
            source=measure.source,
            label=f"{start:%B %Y}",
            period_from=start,
            period_until=start.replace(day=28),
            value=1,
        )
        for start in starts
    )
    return measure


@pytest.mark.python_only
def test_measure_with_hundreds_of_figures_can_be_saved(officer: Client) -> None:
    measure = make_long_measure(300)
    fields = open_form(officer, measure) | {"figures-299-value": "7", "name": "Long measure"}

    response = save_form(officer, measure, fields)

    kept = Draft.objects.get().data
    assert response.status_code == 302
    assert kept["fields"]["name"] == "Long measure"
    assert [row["fields"]["value"] for row in kept["children"]["figures"]].count("7.00") == 1


def test_one_row_too_many_is_refused_in_words_and_stays_typed(officer: Client) -> None:
    board = make_board()
    BoardAim.objects.bulk_create(BoardAim(board=board, order=n, text="Aim") for n in range(150))
    fields = add_row(open_form(officer, board), "aims", text="One more aim", order="150")

    response = save_form(officer, board, fields)

    assert response.status_code == 200
    page = response.text
    assert "There can be at most 150 rows here. Remove some, then save again." in page
    assert "One more aim" in page
    assert BoardAim.objects.count() == 150


def test_board_with_more_rows_than_fit_can_still_be_saved(officer: Client) -> None:
    board = make_board()
    BoardAim.objects.bulk_create(BoardAim(board=board, order=n, text="Aim") for n in range(151))

    response = save_form(officer, board, open_form(officer, board) | {"name": "New name"})

    assert response.status_code == 302
    assert Draft.objects.get().data["fields"]["name"] == "New name"


@pytest.mark.python_only
def test_form_too_long_to_be_read_is_refused_in_words(officer: Client) -> None:
    board = make_board()
    fields = open_form(officer, board) | {"name": "New name"}
    junk = {f"junk-{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)}

    response = save_form(officer, board, fields | junk)

    assert response.status_code == 413
    assert "Nothing was saved." in response.text
    assert Board.objects.get().name == board.name


def test_form_with_too_much_text_is_refused_in_words(officer: Client) -> None:
    board = make_board()
    typed = {"summary": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    fields = open_form(officer, board) | typed

    response = officer.post(
        f"/admin/partnership/board/{board.pk}/change/",
        "&".join(f"{name}=x" for name in fields) + "&summary=" + typed["summary"],
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 413
