"""Issuing notices: one door, numbered, never altered, and nobody is overtaken unseen."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from csp_portal.publishing.drafts import draft_of, open_draft
from csp_portal.publishing.models import ChangeNote, State
from csp_portal.publishing.workflow import MoveRefusedError, Word, edition_of, make_move
from csp_portal.roles import OFFICER, SECRETARY
from snb.facts import facts_of
from snb.models import Meeting, Notice
from snb.prospects import prospect_of
from snb.rules.notices import NoticeKind
from snb.services import NoticeRefusedError, Order, issue_notice
from tests.conftest import make_person
from tests.factories.snb import make_agenda_item, make_meeting, make_venue

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
STARTS = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
HALL = {
    "step_free": "yes", "accessible_toilet": "yes", "hearing_loop": "yes", "parking": "no",
}  # fmt: skip


@pytest.fixture
def secretary(portal: Any) -> Any:
    return make_person(SECRETARY)


def make_draft(**fields: Any) -> Meeting:
    """An open meeting that nobody was told of yet, with nothing to remark on."""
    defaults = {
        "state": State.DRAFT,
        "published_at": None,
        "venue": make_venue(**HALL),
        "how_to_take_part": "<p>Write to us.</p>",
        "questions_due_at": STARTS - timedelta(days=2),
    }
    return make_meeting(**defaults | fields)


def order_for(meeting: Meeting, **fields: Any) -> Order:
    prospect = prospect_of(meeting, by=None, at=AT)
    defaults = {
        "kind": prospect.kinds[0] if prospect.kinds else NoticeKind.REMINDER,
        "seen_edition": edition_of(meeting),
        "seen_number": prospect.number,
    }
    return Order(**defaults | fields)


def issue(meeting: Meeting, by: Any, **fields: Any) -> Notice:
    return issue_notice(meeting, order_for(meeting, **fields), by=by, at=AT)


def change(meeting: Meeting, by: Any, **fields: Any) -> None:
    """Keep a change of a public meeting as its draft."""
    with open_draft(meeting, by=by, at=AT) as session:
        Meeting.objects.filter(pk=meeting.pk).update(edition=meeting.edition + 1, **fields)
        session.is_saved = True


def test_first_notice_publishes_the_meeting(secretary: Any) -> None:
    meeting = make_draft()

    notice = issue(meeting, secretary)

    assert (notice.number, notice.kind, meeting.state) == (1, "announcement", "published")


def test_notice_holds_the_facts_of_the_meeting(secretary: Any) -> None:
    meeting = make_draft(title="Open meeting")

    notice = issue(meeting, secretary)

    assert notice.told == facts_of(meeting)


def test_notice_is_issued_by_a_named_person(secretary: Any) -> None:
    notice = issue(make_draft(), secretary)

    assert (notice.issued_by, notice.issued_by_name) == (secretary, str(secretary))


def test_notice_counts_its_clear_days(secretary: Any) -> None:
    notice = issue(make_draft(), secretary)

    assert notice.days_of_notice == 38


def test_change_of_place_is_said_in_words(secretary: Any) -> None:
    meeting = make_draft(venue=make_venue(name="Old Hall", address="1 Road", **HALL))
    issue(meeting, secretary)
    change(meeting, secretary, venue=make_venue(name="New Hall", address="2 Road", **HALL))

    notice = issue(meeting, secretary)

    assert notice.changes == ["The place has changed from Old Hall, 1 Road to New Hall, 2 Road."]


def test_change_is_noted_for_the_public(secretary: Any) -> None:
    meeting = make_draft()
    issue(meeting, secretary)
    change(meeting, secretary, title="Another name")

    notice = issue(meeting, secretary)

    assert ChangeNote.objects.first().text == notice.changes[0]


def test_cancellation_says_why(secretary: Any) -> None:
    meeting = make_draft()
    issue(meeting, secretary)
    change(meeting, secretary, state_of_meeting="cancelled", called_off_reason="The hall is shut.")

    notice = issue(meeting, secretary)

    assert (notice.kind, notice.changes[-1]) == ("cancellation", "The reason: The hall is shut.")


def test_cancellation_without_a_reason_is_refused(secretary: Any) -> None:
    meeting = make_draft()
    issue(meeting, secretary)
    change(meeting, secretary, state_of_meeting="cancelled")

    with pytest.raises(NoticeRefusedError, match="not told why"):
        issue(meeting, secretary)


def test_later_day_is_a_postponement(secretary: Any) -> None:
    meeting = make_draft()
    issue(meeting, secretary)
    later = STARTS + timedelta(days=6)
    change(meeting, secretary, starts_at=later, ends_at=later + timedelta(hours=2))

    assert issue(meeting, secretary).kind == "postponement"


def test_reminder_tells_the_same_facts_again(secretary: Any) -> None:
    meeting = make_draft()
    first = issue(meeting, secretary)

    reminder = issue(meeting, secretary)

    assert (reminder.kind, reminder.number, reminder.facts) == ("reminder", 2, first.facts)


def test_agenda_is_published_by_a_notice(secretary: Any) -> None:
    meeting = make_draft()
    issue(meeting, secretary)
    with open_draft(meeting, by=secretary, at=AT) as session:
        make_agenda_item(meeting=meeting, title="Burglary")
        Meeting.objects.filter(pk=meeting.pk).update(edition=meeting.edition + 1)
        session.is_saved = True

    notice = issue(meeting, secretary)

    assert (notice.kind, notice.changes) == ("agenda", ["The agenda is published."])


# --- Nobody is overtaken, nothing is issued twice ----------------------------------------------


def test_second_of_two_is_told_who_was_first(secretary: Any) -> None:
    meeting = make_draft()
    seen = order_for(meeting)
    issue(meeting, secretary)

    with pytest.raises(NoticeRefusedError, match=f"{secretary} issued notice 1"):
        issue_notice(meeting, seen, by=make_person(OFFICER), at=AT)


def test_notice_sent_twice_is_issued_once(secretary: Any) -> None:
    meeting = make_draft()
    seen = order_for(meeting)
    issue_notice(meeting, seen, by=secretary, at=AT)

    with pytest.raises(NoticeRefusedError):
        issue_notice(meeting, seen, by=secretary, at=AT)
    assert meeting.notices.count() == 1


def test_notice_of_a_draft_that_changed_meanwhile_is_refused(secretary: Any) -> None:
    meeting = make_draft()
    seen = order_for(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(edition=meeting.edition + 1)

    with pytest.raises(NoticeRefusedError, match="Somebody changed"):
        issue_notice(meeting, seen, by=secretary, at=AT)


def test_short_notice_needs_a_tick_and_a_reason(secretary: Any) -> None:
    soon = AT + timedelta(days=5)
    meeting = make_draft(starts_at=soon, questions_due_at=soon - timedelta(days=1))

    with pytest.raises(NoticeRefusedError, match="tick"):
        issue(meeting, secretary)
    with pytest.raises(NoticeRefusedError, match="Say why"):
        issue(meeting, secretary, accepted=frozenset({"short_notice"}))


def test_short_notice_with_a_reason_is_issued_and_keeps_it(secretary: Any) -> None:
    soon = AT + timedelta(days=5)
    meeting = make_draft(starts_at=soon, questions_due_at=soon - timedelta(days=1))

    notice = issue(
        meeting,
        secretary,
        accepted=frozenset({"short_notice"}),
        short_notice_reason="The hall was shut.",
    )

    assert (notice.accepted, notice.short_notice_reason) == (
        ["short_notice"], "The hall was shut.",
    )  # fmt: skip


def test_meeting_without_a_place_is_not_announced(secretary: Any) -> None:
    with pytest.raises(NoticeRefusedError, match="no venue and no link"):
        issue(make_draft(venue=None), secretary)


def test_nothing_is_issued_for_a_closed_meeting(secretary: Any) -> None:
    with pytest.raises(NoticeRefusedError, match="closed meeting has no notice"):
        issue(make_draft(access="closed", slug="2026-12-10-closed-meeting"), secretary)


# --- No other way past notices -----------------------------------------------------------------


def test_open_meeting_to_come_is_not_published_without_a_notice(secretary: Any) -> None:
    meeting = make_draft(starts_at=datetime(2099, 6, 10, 17, 30, tzinfo=UTC))

    with pytest.raises(MoveRefusedError, match="Issue a notice"):
        make_move(
            meeting, "publish", by=secretary, at=AT, seen_edition=meeting.edition, word=Word()
        )


def test_announced_meeting_is_not_withdrawn_but_cancelled(secretary: Any) -> None:
    meeting = make_draft(starts_at=datetime(2099, 6, 10, 17, 30, tzinfo=UTC))
    issue(meeting, secretary, accepted=frozenset({"questions_late"}))

    with pytest.raises(MoveRefusedError, match="Cancel it"):
        make_move(
            meeting, "withdraw", by=secretary, at=AT, seen_edition=edition_of(meeting), word=Word()
        )


def test_draft_is_gone_once_its_notice_is_issued(secretary: Any) -> None:
    meeting = make_draft()
    issue(meeting, secretary)
    change(meeting, secretary, title="Another name")

    issue(meeting, secretary)

    assert draft_of(meeting) is None
