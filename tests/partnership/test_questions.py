"""What officers are asked to look at: the same question for the lists and for the desk."""

from datetime import date, timedelta

import pytest

from partnership.models import Board, Helpline, OfficeHolder, PartnerBody, Seat
from tests.back_office import found
from tests.factories.partnership import (
    make_board,
    make_body,
    make_helpline,
    make_office_holder,
    make_seat,
    make_snb,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
ENDED, TO_COME = TODAY, TODAY + timedelta(days=1)


def test_person_whose_term_is_over_is_found_with_the_board(django_assert_num_queries):
    holder = make_office_holder(held_until=ENDED)
    make_office_holder(board=holder.board, office="Member", held_until=TO_COME)
    make_office_holder(board=holder.board, office="Vice-chair")

    with django_assert_num_queries(1):
        people = [(one, one.board) for one in OfficeHolder.objects.past_term(on=TODAY)]

    assert people == [(holder, holder.board)]


def test_person_who_was_followed_in_office_is_history():
    before = make_office_holder(held_until=ENDED)
    make_office_holder(board=before.board, held_from=ENDED)

    assert not OfficeHolder.objects.past_term(on=TODAY).exists()


def test_person_is_not_followed_by_somebody_on_another_board():
    before = make_office_holder(board=make_board(), held_until=ENDED)
    make_office_holder(board=make_snb())

    assert list(OfficeHolder.objects.past_term(on=TODAY)) == [before]


@pytest.mark.parametrize(
    ("existed_until", "held_until", "is_found"),
    [
        pytest.param(ENDED, None, True, id="body ended, seat stands"),
        pytest.param(ENDED, TO_COME, True, id="body ended, seat ends later"),
        pytest.param(ENDED, ENDED, False, id="both ended"),
        pytest.param(TO_COME, None, False, id="body ends later"),
        pytest.param(None, None, False, id="both stand"),
    ],
)
def test_seat_of_a_body_that_ended_is_found(existed_until, held_until, is_found):
    make_seat(body=make_body(existed_until=existed_until), held_until=held_until)

    assert Seat.objects.of_ended_bodies(on=TODAY).exists() is is_found


def test_seat_described_in_words_is_no_body_that_ended():
    make_seat(body=None)

    assert not Seat.objects.of_ended_bodies(on=TODAY).exists()


def test_board_that_shows_what_has_ended_is_found_once(officer, django_assert_num_queries):
    board = make_board()
    make_office_holder(board=board, held_until=date(2020, 1, 1))
    make_seat(board=board, body=make_body(existed_until=date(2020, 1, 1)))
    make_office_holder(board=make_snb())

    with django_assert_num_queries(1):
        assert list(Board.objects.with_past_terms(on=TODAY)) == [board]
    assert found(officer, Board, "term") == [board]


def test_board_without_a_way_to_reach_it_is_found(officer):
    board = make_snb()
    make_board(contact_email="board@vale.example")

    assert list(Board.objects.without_contact()) == [board]
    assert found(officer, Board, "contact") == [board]


@pytest.mark.parametrize(
    ("checked_on", "on", "is_due"),
    [
        pytest.param(date(2025, 11, 21), TODAY, True, id="a year and a day"),
        pytest.param(date(2025, 11, 22), TODAY, False, id="a year"),
        pytest.param(date(2027, 2, 28), date(2028, 2, 29), True, id="before a leap day"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 28), False, id="on a leap day"),
        pytest.param(date(2024, 2, 29), date(2025, 3, 1), True, id="after a leap day"),
    ],
)
def test_number_is_due_for_a_check_after_a_year(checked_on, on, is_due):
    make_helpline(checked_on=checked_on)

    assert Helpline.objects.due_for_check(on=on).exists() is is_due


def test_member_without_a_known_successor_is_found(django_assert_num_queries):
    former = {"legal_status": "former_kind", "law_now_names": "care board"}
    body = make_body(**former)
    make_body(**former, successor=make_body())

    with django_assert_num_queries(1):
        assert list(PartnerBody.objects.with_unknown_successor()) == [body]
