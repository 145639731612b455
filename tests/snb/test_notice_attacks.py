"""What somebody might try to change an announced meeting past its notices, or to make outlets
disagree: each is refused, or told everywhere at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from csp_portal.accounts.models import User
from csp_portal.publishing import services, workflow
from csp_portal.publishing.drafts import open_draft
from csp_portal.publishing.models import PlannedMove, State
from csp_portal.publishing.preview import preview_address
from csp_portal.publishing.scheduling import carry_out_due
from csp_portal.publishing.workflow import MoveRefusedError, Word, edition_of
from csp_portal.roles import OFFICER
from partnership.models import Board
from snb.models import Meeting, Notice
from tests.back_office import edit, issue_notice, list_address, move, page_of, publish
from tests.conftest import make_person
from tests.factories.documents import make_document
from tests.factories.snb import make_agenda_item, make_meeting, make_notice, make_venue
from tests.snb.test_notices import change

pytestmark = pytest.mark.django_db
STARTS = datetime(2099, 6, 10, 17, 30, tzinfo=UTC)
LONG_PAST = datetime(2020, 1, 1, 18, 30, tzinfo=UTC)
IN_THE_PAST = {"starts_at": LONG_PAST, "ends_at": LONG_PAST + timedelta(hours=2)}
WITHOUT_A_DAY = {"starts_at": None, "ends_at": None, "date_text": "spring", "listed_year": 2099}
PAGE = "/snb/meetings/2099-06-10-closed-meeting/"
EDITS = pytest.mark.parametrize(
    "edits",
    [IN_THE_PAST, WITHOUT_A_DAY, {"access": "closed"}, {"access": "not_stated"}],
    ids=["in-the-past", "without-a-day", "closed", "not-stated"],
)


@pytest.fixture
def officer_user(portal: Any) -> User:
    return make_person(OFFICER)


def make_announced(**fields: Any) -> Meeting:
    """An open meeting to come of which residents were told; its address tells nothing."""
    defaults = {
        "starts_at": STARTS, "slug": "2099-06-10-closed-meeting", "venue": make_venue(),
    }  # fmt: skip
    return make_notice(make_meeting(**defaults | fields)).meeting


def make_move(
    record: Any, name: str, *, by: User, due_at: datetime | None = None, note: str = ""
) -> None:
    workflow.make_move(
        record,
        name,
        by=by,
        at=timezone.now(),
        seen_edition=edition_of(record),
        word=Word(note, due_at=due_at),
    )


def in_calendar(client: Client) -> Any:
    calendar: Any = icalendar.Calendar.from_ical(client.get("/snb/meetings.ics").content)
    return calendar.walk("VEVENT")[0]


# --- Past the notice ---------------------------------------------------------------------------


@EDITS
@pytest.mark.parametrize("name", ["publish", "withdraw"])
def test_draft_does_not_take_an_announced_meeting_past_its_notice(
    officer_user: User, client: Client, name: str, edits: dict[str, Any]
) -> None:
    meeting = make_announced()
    change(meeting, officer_user, **edits)

    with pytest.raises(MoveRefusedError):
        make_move(meeting, name, by=officer_user)
    assert in_calendar(client).decoded("dtstart") == STARTS


def test_preview_of_a_draft_that_breaks_what_was_told_says_why_there_is_none(
    officer_user: User, client: Client
) -> None:
    meeting = make_announced()
    change(meeting, officer_user, access="closed")

    page = client.get(preview_address(meeting, is_for_partner=True))

    assert page.status_code == 404
    assert "Residents have been told that they may come." in page.content.decode()


@EDITS
def test_draft_that_breaks_what_was_told_is_not_scheduled(
    officer_user: User, edits: dict[str, Any]
) -> None:
    meeting = make_announced()
    change(meeting, officer_user, **edits)

    with pytest.raises(MoveRefusedError):
        make_move(meeting, "schedule", by=officer_user, due_at=timezone.now() + timedelta(days=1))


@pytest.mark.parametrize("action", ["publish_chosen", "withdraw_chosen"])
def test_list_takes_no_announced_meeting_past_its_notice(officer: Client, action: str) -> None:
    meeting = make_announced()
    change(meeting, User.objects.get(), **IN_THE_PAST)

    officer.post(list_address(Meeting), {"action": action, "_selected_action": [meeting.pk]})

    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at) == ("published", STARTS)


def test_announced_meeting_is_not_set_to_vanish_before_its_day(officer_user: User) -> None:
    meeting, at = make_announced(), timezone.now()

    with pytest.raises(MoveRefusedError, match="Cancel it"):
        workflow.plan_withdrawal(
            meeting, by=officer_user, at=at, word=Word(due_at=at + timedelta(minutes=1))
        )


def test_meeting_that_was_moved_does_not_vanish_at_the_time_set_for_its_old_day(
    officer_user: User,
) -> None:
    meeting, after = make_announced(), STARTS + timedelta(days=1)
    workflow.plan_withdrawal(meeting, by=officer_user, at=timezone.now(), word=Word(due_at=after))
    later = {"starts_at": STARTS + timedelta(days=9), "ends_at": None}
    change(meeting, officer_user, **later)
    services.publish(meeting, by=officer_user, at=timezone.now())

    carry_out_due(at=after)

    assert Meeting.objects.get().state == "published"
    assert "Cancel it" in PlannedMove.objects.get().failure


def test_nothing_is_scheduled_for_when_the_meeting_has_begun(officer_user: User) -> None:
    meeting = make_meeting(
        state=State.DRAFT, published_at=None, starts_at=STARTS, venue=make_venue()
    )

    with pytest.raises(MoveRefusedError, match="has passed"):
        make_move(meeting, "schedule", by=officer_user, due_at=STARTS + timedelta(hours=1))


def test_what_will_be_short_notice_is_not_scheduled_without_a_reason(officer_user: User) -> None:
    meeting = make_meeting(
        state=State.DRAFT, published_at=None, starts_at=STARTS, venue=make_venue()
    )

    with pytest.raises(MoveRefusedError, match="This gives 3 clear days of notice"):
        make_move(meeting, "schedule", by=officer_user, due_at=STARTS - timedelta(days=4))
    make_move(meeting, "schedule", by=officer_user, due_at=STARTS - timedelta(days=40))


def test_reason_for_short_notice_comes_with_what_is_published_at_its_time(
    officer_user: User, client: Client
) -> None:
    meeting = make_meeting(
        state=State.DRAFT, published_at=None, starts_at=STARTS, venue=make_venue()
    )
    due_at = STARTS - timedelta(days=4)
    make_move(meeting, "schedule", by=officer_user, due_at=due_at, note="The hall was flooded.")

    carry_out_due(at=due_at)

    notice = Notice.objects.get()
    assert (notice.days_of_notice, notice.short_notice_reason) == (3, "The hall was flooded.")


def test_note_is_no_reason_where_the_notice_is_long_enough(officer_user: User) -> None:
    meeting = make_meeting(
        state=State.DRAFT, published_at=None, starts_at=STARTS, venue=make_venue()
    )

    services.publish(meeting, by=officer_user, at=timezone.now(), note="A new hall.")

    assert Notice.objects.get().short_notice_reason == ""


def test_board_is_not_hidden_with_a_meeting_that_residents_expect(
    officer_user: User, client: Client
) -> None:
    board = make_announced().board

    with pytest.raises(MoveRefusedError, match="Cancel it first"):
        make_move(board, "withdraw", by=officer_user)
    assert client.get(PAGE).status_code == 200


def test_notice_that_nobody_could_read_is_not_issued(officer: Client) -> None:
    meeting = make_meeting(starts_at=STARTS, state=State.DRAFT, published_at=None)
    Board.objects.update(state=State.DRAFT, published_at=None)

    response = issue_notice(officer, meeting)

    assert "Publish the board first" in response.content.decode()
    assert not Notice.objects.exists()


def test_meeting_of_which_nobody_says_who_may_come_gets_no_notice(officer: Client) -> None:
    meeting = make_announced()
    change(meeting, User.objects.get(), access="not_stated")

    assert "Say who may come" in issue_notice(officer, meeting).content.decode()


# --- Not stuck ---------------------------------------------------------------------------------


def test_change_that_no_notice_tells_is_published_without_one(officer: Client) -> None:
    meeting = make_announced()
    item = make_agenda_item(meeting=meeting)
    make_notice(meeting, kind="agenda")
    edit(officer, item, notes="<p>Bring the map.</p>")

    assert "Publish it</a> without one" in officer.get(page_of(meeting, "notice")).content.decode()
    publish(officer, meeting)
    assert "Bring the map." in officer.get(PAGE).content.decode()


# --- The same everywhere -------------------------------------------------------------------------


def test_new_name_of_a_board_is_told_everywhere(officer_user: User, client: Client) -> None:
    board = make_announced().board
    with open_draft(board, by=officer_user, at=timezone.now()) as session:
        Board.objects.update(name="Vale Safety Board", edition=board.edition + 1)
        session.is_saved = True

    services.publish(board, by=officer_user, at=timezone.now())

    assert "Vale Safety Board" in in_calendar(client)["summary"]
    assert "The board has a new name: Vale Safety Board" in client.get(PAGE).content.decode()


def test_paper_that_is_withdrawn_is_told_of(officer_user: User, client: Client) -> None:
    meeting, now = make_announced(), timezone.now()
    paper = make_document(title="Crime figures")
    make_agenda_item(meeting=meeting).papers.add(paper)
    make_notice(meeting, kind="papers")
    word = Word(due_at=now + timedelta(seconds=30))

    workflow.plan_withdrawal(paper, by=officer_user, at=now, word=word)
    carry_out_due(at=now + timedelta(minutes=1))

    assert "The papers are not published any more." in client.get(PAGE).content.decode()
    assert meeting.notices.latest("number").told.papers == ()


def test_board_that_changes_otherwise_tells_nothing(officer_user: User) -> None:
    board = make_announced().board

    services.publish(board, by=officer_user, at=timezone.now())

    assert Notice.objects.count() == 1


def test_whoever_schedules_reads_what_was_found(officer: Client) -> None:
    soon = timezone.now() + timedelta(days=3)
    meeting = make_meeting(state=State.DRAFT, published_at=None, starts_at=soon, venue=make_venue())

    text = officer.get(page_of(meeting, "publish")).content.decode()
    refused = move(officer, meeting, "schedule", due_at_0="2099-01-01", due_at_1="08:00")

    assert "This gives 2 clear days of notice." in text
    assert "has_read_remarks" in refused.context["form"].errors
