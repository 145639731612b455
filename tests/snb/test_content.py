"""A content set may hold minutes, with corrections and actions, and can be loaded again."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from snb.models import AgendaItem, Meeting, MeetingAction, MinuteCorrection, Notice
from tests.portal.content_set import BOARD, PLAN, PRIORITY, THEME, faults_of, load

pytestmark = pytest.mark.django_db
PROMISE = """
[[priority.actions]]
slug = "visit"
title = "Visit each home"
"""
MEETING = """
[[meeting]]
board = "board"
slug = "2020-03-01-open-meeting"
title = "Open meeting"
access = "open"
starts_at = 2020-03-01T18:30:00
minutes_state = "draft"

[[meeting.agenda_items]]
title = "Welcome"

[[meeting.agenda_items]]
title = "Burglary"
minutes = "All agreed."
planned_action = "2023-26/burglary/visit"

[[meeting.agenda_items.actions]]
text = "Write to each home."
due_on = 2020-05-01

[[meeting.corrections]]
item = "board/2020-03-01-open-meeting/2"
corrected_on = 2020-04-01
wrong = "Twelve."
right = "Twenty."

[[meeting.corrections]]
corrected_on = 2020-04-01
wrong = "Noon."
right = "Midnight."
"""
TEXT = THEME + PLAN + PRIORITY + PROMISE + BOARD + MEETING


def test_minutes_come_with_what_was_decided_and_corrected(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, TEXT, at=now)

    item = AgendaItem.objects.get(title="Burglary")
    corrected = MinuteCorrection.objects.order_by("order").values_list("item", flat=True)
    assert MeetingAction.objects.get().due_on == date(2020, 5, 1)
    assert item.planned_action.title == "Visit each home"
    assert list(corrected) == [item.pk, None]


def test_points_stay_the_same_rows_when_a_set_is_loaded_again(
    tmp_path: Path, now: datetime
) -> None:
    load(tmp_path, TEXT, at=now)
    before = list(AgendaItem.objects.values_list("pk", flat=True))

    load(tmp_path, TEXT.replace("All agreed.", "Nobody agreed."), at=now + timedelta(days=1))

    assert list(AgendaItem.objects.values_list("pk", flat=True)) == before
    assert "Nobody agreed." in Meeting.objects.get().agenda_items.latest("order").minutes
    assert MinuteCorrection.objects.count() == 2


# --- Over a meeting that residents were told of ------------------------------------------------

ANNOUNCED = """
[[meeting]]
board = "board"
slug = "2099-06-10-closed-meeting"
title = "Open meeting"
access = "open"
starts_at = 2099-06-10T18:30:00
"""
ITEM = """
[[meeting.agenda_items]]
title = "{}"
"""


def test_notice_of_a_content_set_tells_the_rows_that_stay(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, BOARD + ANNOUNCED + ITEM.format("One") + ITEM.format("Two"), at=now)

    load(tmp_path, BOARD + ANNOUNCED + ITEM.format("One"), at=now)

    assert Notice.objects.latest("number").told.agenda == ("One",)
    assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('"open"', '"closed"', "they may come"),
        ('"open"', '"open"\nstate = "withdrawn"', "Cancel it"),
        ("starts_at = 2099-06-10T18:30:00", 'date_text = "June"\nlisted_year = 2099', "Keep it"),
    ],
    ids=["closed", "withdrawn", "without-a-day"],
)
def test_content_set_does_not_break_what_residents_were_told(
    tmp_path: Path, now: datetime, before: str, after: str, fault: str
) -> None:
    load(tmp_path, BOARD + ANNOUNCED, at=now)

    faults = faults_of(tmp_path, BOARD + ANNOUNCED.replace(before, after), at=now)

    assert [fault in line for line in faults] == [True]
    assert Meeting.objects.public(at=now).open_to_public().count() == 1


def test_content_set_does_not_hide_a_board_with_a_meeting_to_come(
    tmp_path: Path, now: datetime
) -> None:
    load(tmp_path, BOARD + ANNOUNCED, at=now)

    faults = faults_of(tmp_path, BOARD + 'state = "withdrawn"\n' + ANNOUNCED, at=now)

    assert "Cancel it first" in faults[0]
