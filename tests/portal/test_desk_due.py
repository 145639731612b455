"""What is due or overdue, in plain words, and straight to its form."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from csp_portal.dates.words import day_in_words
from csp_portal.work.words import due_on_in_words, no_longer_than
from partnership.models import Duty
from priorities.rules.figures import last_full_year_from
from snb.models import Meeting
from tests.back_office import address, found
from tests.desk import days_ago, lines, moment_days_ago, overdue_duty, section, told
from tests.factories.consultations import make_finding
from tests.factories.partnership import (
    make_board,
    make_duty,
    make_evidence,
    make_glossary_entry,
    make_helpline,
    make_office_holder,
)
from tests.factories.priorities import make_action, make_figure, make_measure
from tests.factories.snb import (
    make_agenda_item,
    make_closed_meeting,
    make_meeting,
    make_meeting_action,
)


def test_overdue_duty_says_since_when_and_opens_its_form(officer: Client) -> None:
    duty = overdue_duty(title="Publish a plan", days=12)
    overdue_duty(title="Ask residents", days=-400)

    [line] = told(officer, "due", "was due")

    due = day_in_words(days_ago(12))
    assert line == (f"Overdue Duty: Publish a plan was due on {due}, 12 days ago. {address(duty)}")


def test_duty_is_announced_before_its_day(officer: Client) -> None:
    overdue_duty(title="Publish a plan", days=-5)

    [line] = told(officer, "due", "is due")

    assert line.startswith("Due soon Duty: Publish a plan is due on")
    assert "in 5 days" in line


def test_secretary_is_led_to_the_page_of_an_overdue_duty_by_law(secretary: Client) -> None:
    overdue_duty(slug="publish-a-plan", basis="law")

    [line] = lines(secretary, "due")

    assert line.endswith("/partnership/duties/publish-a-plan/")


def test_secretary_is_not_told_of_other_duties(secretary: Client) -> None:
    overdue_duty(basis="commitment", citation="")
    overdue_duty(state="draft", published_at=None)

    assert lines(secretary, "due") == []


def test_approver_opens_an_overdue_duty_in_the_back_office(approver: Client) -> None:
    duty = overdue_duty(state="draft", published_at=None)

    [line] = told(approver, "due", "Duty: ")

    assert line.endswith(address(duty))


def test_missing_summary_says_when_its_fortnight_passed(secretary: Client) -> None:
    meeting = make_meeting(
        starts_at=moment_days_ago(20), summary="What it is about.", state_of_meeting="held"
    )

    [line] = told(secretary, "due", "The summary")

    assert line == (
        f"Overdue The summary of the open meeting of {day_in_words(days_ago(20))} "
        f"is missing: 14 days passed on {day_in_words(days_ago(6))}. {address(meeting)}"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_at": moment_days_ago(10)},
        {"discussed": "We spoke of lights."},
        {"state_of_meeting": "cancelled"},
        {"access": "not_stated"},
    ],
    ids=["recent", "written", "cancelled", "not-open"],
)
def test_no_summary_is_asked_for(secretary: Client, fields: dict[str, object]) -> None:
    usual = {"starts_at": moment_days_ago(20), "state_of_meeting": "held"}
    make_meeting(**usual | fields)
    make_closed_meeting(starts_at=moment_days_ago(20), state_of_meeting="held")

    assert told(secretary, "due", "The summary") == []
    assert found(secretary, Meeting, "record") == []


def test_action_of_a_meeting_is_overdue_after_its_day(secretary: Client) -> None:
    item = make_agenda_item(meeting=make_meeting(title="Autumn meeting"))
    action = make_meeting_action(item=item, text="Mend the lights", due_on=days_ago(3))
    make_meeting_action(item=item, due_on=days_ago(3), done_on=days_ago(4))

    [line] = told(secretary, "due", "was due")

    due = day_in_words(days_ago(3))
    assert line == (
        f"Overdue Action: Mend the lights was due on {due}, 3 days ago (Autumn meeting). "
        f"{address(action)}"
    )


def test_action_of_a_meeting_is_announced_two_weeks_before_its_day(secretary: Client) -> None:
    make_meeting_action(text="Mend the lights", due_on=days_ago(-14))
    make_meeting_action(due_on=days_ago(-15))
    make_meeting_action(
        item=make_agenda_item(meeting=make_meeting(is_example=True)), due_on=days_ago(1)
    )

    [line] = told(secretary, "due", "is due")

    assert line.startswith("Due soon Action: Mend the lights is due on ")


def test_meeting_that_is_over_must_not_stay_planned(secretary: Client) -> None:
    meeting = make_meeting(title="Autumn meeting", starts_at=moment_days_ago(2))

    [line] = told(secretary, "due", "is over but still “planned”")

    assert line.startswith("Overdue Autumn meeting, ")
    assert line.endswith(address(meeting))


def test_person_whose_term_has_ended_leads_to_the_board(officer: Client) -> None:
    board = make_board(name="Safety Board", contact_email="board@example.org")
    make_office_holder(board=board, name="Ann Lee", office="Chair", held_until=days_ago(30))

    [line] = told(officer, "due", "Ann Lee")

    assert "The term of Ann Lee as Chair of the Safety Board ran until" in line
    assert line.endswith(address(board))


def test_term_that_somebody_followed_is_history(officer: Client) -> None:
    board = make_board()
    make_office_holder(board=board, name="Ann Lee", office="Chair", held_until=days_ago(30))
    make_office_holder(board=board, name="Bob Ray", office="Chair", held_from=days_ago(30))

    assert told(officer, "due", "The term of") == []


def test_number_checked_more_than_a_year_ago_is_named(officer: Client) -> None:
    make_helpline(name="Police", number="101", checked_on=days_ago(400))
    make_helpline(name="Fire", checked_on=days_ago(100))

    [line] = told(officer, "due", "The number of")

    assert "The number of Police, 101, was last checked on" in line


def test_finding_without_an_answer_names_who_said_it(officer: Client) -> None:
    finding = make_finding(text="More lights, please.")
    make_finding(response_kind="we_did", response="We did.", responded_on=date(2026, 1, 1))

    [line] = told(officer, "due", "answer")

    assert line.startswith("“More lights, please.” has no answer yet (Voice")
    assert line.endswith(address(finding))


def test_measure_waits_for_its_new_year_only_while_it_is_counted(officer: Client) -> None:
    year = last_full_year_from(days_ago(0)).year
    counted, given_up = make_measure(name="Burglary"), make_measure(name="Old count")
    make_figure(measure=counted, year=year - 1)
    make_figure(measure=given_up, year=year - 2)

    [line] = told(officer, "due", "has no figure")

    assert line.startswith("Measure: Burglary has no figure for")
    assert line.endswith(address(counted))


def test_overdue_action_is_told(officer: Client) -> None:
    make_action(title="Put up lights", due_on=days_ago(1))
    make_action(title="Plant a hedge", due_on=days_ago(1), status="done")

    [line] = told(officer, "due", "Action: ")

    assert "Overdue Action: Put up lights was due on" in line
    assert "1 day ago" in line


def test_page_is_to_be_reviewed_a_year_after_it_was_published(officer: Client) -> None:
    make_glossary_entry(term="Old word", published_at=moment_days_ago(400))
    make_glossary_entry(term="New word", published_at=moment_days_ago(3))
    make_glossary_entry(term="Read word", reviewed_on=days_ago(3))

    [line] = told(officer, "due", "reviewed")

    assert "Glossary entry: Old word has not been reviewed since" in line


def test_pages_of_several_kinds_are_one_sort_with_a_list_each(officer: Client) -> None:
    make_helpline(published_at=moment_days_ago(400), checked_on=days_ago(3))
    made = [make_glossary_entry(published_at=moment_days_ago(500)) for _ in range(6)]

    [sort] = section(officer, "due").sorts

    assert (len(made), len(sort.lines), sort.total) == (6, 5, 7)
    assert {link.label: link.url for link in sort.all_of_them} == {
        "All 6 words not reviewed for a year": "/admin/partnership/glossaryentry/"
        "?missing=old-review",
        "Numbers not reviewed for a year (1)": "/admin/partnership/helpline/?missing=old-review",
    }


def test_most_urgent_five_come_first_and_the_list_has_the_rest(officer: Client) -> None:
    made = [overdue_duty(days=days, reviewed_on=days_ago(1)) for days in (3, 9, 1, 12, 5, 7)]

    [sort] = section(officer, "due").sorts

    assert [line.url for line in sort.lines] == [address(made[i]) for i in (3, 1, 5, 4, 0)]
    assert sort.all_of_them[0].label == "All 6 overdue duties"
    assert sort.all_of_them[0].url == "/admin/partnership/duty/?missing=due"
    assert len(found(officer, Duty, "due")) == 6


def test_secretary_is_led_to_the_public_list_of_duties(secretary: Client) -> None:
    made = [overdue_duty() for _ in range(6)]

    [sort] = section(secretary, "due").sorts

    assert (len(made), sort.total) == (6, 6)
    assert [link.url for link in sort.all_of_them] == ["/partnership/duties/"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "is due today"),
        (1, "is due on 5 March 2026, in 1 day"),
        (-1, "was due on 3 March 2026, 1 day ago"),
        (-20, "was due on 12 February 2026, 20 days ago"),
    ],
    ids=["today", "tomorrow", "yesterday", "long-ago"],
)
def test_due_day_is_told_with_its_distance(days: int, words: str) -> None:
    today = date(2026, 3, 4)

    assert due_on_in_words(today + timedelta(days=days), today=today) == words


def test_long_text_is_cut_between_words() -> None:
    assert no_longer_than("More lights,\nplease, in the park", letters=20) == "More lights, …"


def test_due_day_of_a_yearly_duty_follows_from_its_evidence(officer: Client) -> None:
    duty = make_duty(title="Publish a plan", how_often="yearly")
    make_evidence(duty=duty, happened_on=date(2024, 2, 29))
    later = make_duty(title="Ask residents", how_often="monthly")
    make_evidence(duty=later, happened_on=date(2025, 5, 31))

    first, second = told(officer, "due", "Overdue Duty")

    assert "Duty: Publish a plan was due on 28 February 2025, " in first
    assert "Duty: Ask residents was due on 30 June 2025, " in second


def test_meeting_that_is_public_without_a_notice_leads_to_the_page_for_one(
    secretary: Client,
) -> None:
    meeting = make_meeting(title="Summer meeting", starts_at=timezone.now() + timedelta(days=40))

    (line,) = told(secretary, "due", "without a notice")

    assert "Summer meeting" in line
    assert line.endswith(f"/admin/snb/meeting/{meeting.pk}/notice/")
