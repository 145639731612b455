"""A content set may hold minutes, with corrections and actions, and can be loaded again."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from snb.models import AgendaItem, Meeting, MeetingAction, MinuteCorrection
from tests.portal.content_set import BOARD, PLAN, PRIORITY, THEME, load

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
