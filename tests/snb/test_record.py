"""What residents read of a meeting from the agenda down, and what they must not."""

from datetime import UTC, date, datetime

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from csp_portal.documents.models import Document
from csp_portal.documents.uses import shown_on
from snb.models import AgendaItem
from snb.presenters.record import public_text
from tests.factories import LONG_AGO
from tests.factories.documents import make_document, make_file
from tests.factories.partnership import make_body
from tests.factories.priorities import make_action, make_plan, make_priority
from tests.factories.snb import (
    make_agenda_item,
    make_agenda_link,
    make_attendance,
    make_closed_meeting,
    make_correction,
    make_meeting,
    make_meeting_action,
)

pytestmark = pytest.mark.usefixtures("portal")
RESTRICTED = {"is_restricted": True, "restricted_reason": "It is about one person."}
PAGE = "/snb/meetings/m/"
LATER = datetime(2027, 3, 9, 18, 30, tzinfo=UTC)


def the_meeting(**fields):
    """A public meeting at ``PAGE``, with draft minutes."""
    return make_meeting(**{"slug": "m", "minutes_state": "draft"} | fields)


def paper(**fields):
    """A document with a file of its own."""
    return make_file(make_document(**fields)).document


def make_items(count):
    return [make_agenda_item() for _ in range(count)]


def fill(item):
    """Give a point everything it can have, all of it secret."""
    meeting = item.meeting
    item.papers.add(paper(title="Secret paper", slug="secret-paper"))
    make_agenda_link(item=item, label="Secret link")
    make_meeting_action(item=item, text="Secret action", body=make_body(name="Secret body"))
    make_correction(meeting=meeting, item=item, wrong="Secret slip", right="Secret truth")
    return item


# --- The agenda ---------------------------------------------------------------------------


def test_agenda_says_what_is_asked_by_whom_and_for_how_long(client):
    body = make_body(name="Fire brigade", slug="fire")
    item = {"title": "Smoke alarms", "asked": "decide", "minutes_allotted": 10, "presenter": body}
    make_agenda_item(meeting=the_meeting(), order=7, **item)

    response = client.get(PAGE)

    assertContains(response, "1. Smoke alarms")
    assertContains(response, "To decide. 10 minutes. Presented by")
    assertContains(response, 'href="/partnership/members/fire/">Fire brigade</a>')


def test_agenda_leads_to_the_plan_the_priority_and_what_was_promised(client):
    priority = make_priority(title="Burglary")
    action = make_action(priority=priority, title="Visit each home")
    make_agenda_item(
        meeting=the_meeting(), plan=make_plan(title="Plan A"), priority=priority,
        planned_action=action,
    )  # fmt: skip

    response = client.get(PAGE)

    assertContains(response, "Plan A</a>")
    assertContains(
        response, f'Priority: <a class="govuk-link" href="{priority.get_absolute_url()}"'
    )
    assertContains(response, "Visit each home</a>")


def test_agenda_names_nothing_that_is_not_public(client):
    hidden = {"state": "draft", "published_at": None}
    priority = make_priority(title="Secret priority", **hidden)
    make_agenda_item(
        meeting=the_meeting(),
        priority=priority,
        planned_action=make_action(priority=priority, title="Secret deed"),
        presenter=make_body(name="Secret body", **hidden),
    )

    assertNotContains(client.get(PAGE), "Secret")


def test_paper_says_what_kind_of_file_it_is(client):
    item = make_agenda_item(meeting=the_meeting())
    item.papers.add(paper(title="Report on lights"))

    response = client.get(PAGE)

    assertContains(response, "Report on lights</a>")
    assertContains(response, "PDF, ")
    assertNotContains(response, "Replaced on")


def test_paper_replaced_after_publication_says_so_and_lists_the_earlier_version(client):
    document = paper(title="Report on lights")
    make_file(document, at=datetime(2026, 12, 1, 9, tzinfo=UTC))
    make_agenda_item(meeting=the_meeting(published_at=LONG_AGO)).papers.add(document)

    response = client.get(PAGE)

    assertContains(response, "Replaced on 1 December 2026.")
    assertContains(response, "Earlier version:")
    assertContains(response, "Version 1<")


def test_paper_replaced_before_residents_could_read_it_is_no_news(client):
    document = paper()
    make_file(document, at=datetime(2026, 11, 1, 9, tzinfo=UTC))
    published_at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    make_agenda_item(meeting=the_meeting(published_at=published_at)).papers.add(document)

    assertNotContains(client.get(PAGE), "Replaced on")


# --- Restricted, closed, not published ----------------------------------------------------


def test_restricted_point_shows_only_its_title_and_the_reason(client):
    item = {"title": "Staff", "notes": "Secret notes", "minutes": "Secret minutes", **RESTRICTED}
    fill(make_agenda_item(meeting=the_meeting(), presenter=make_body(name="Secret one"), **item))

    response = client.get(PAGE)

    assertContains(response, "1. Staff")
    assertContains(response, "It is about one person.")
    assertNotContains(response, "Secret")


@pytest.mark.parametrize("path", ["page", "file"])
def test_document_that_only_a_restricted_point_names_is_not_found(client, path):
    file = make_file()
    make_agenda_item(meeting=the_meeting(), **RESTRICTED).papers.add(file.document)
    addresses = {"page": file.document.get_absolute_url(), "file": file.get_absolute_url()}

    assert client.get(addresses[path]).status_code == 404


def test_nothing_of_the_minutes_is_shown_before_they_are_published(client):
    meeting = the_meeting(minutes_state="none", public_present=77)
    fill(make_agenda_item(meeting=meeting, minutes="Secret minutes")).papers.clear()
    make_attendance(meeting=meeting, body=make_body(name="Secret present"))
    AgendaItem.objects.get().links.all().delete()

    response = client.get(PAGE)

    assertNotContains(response, "Secret")
    assertNotContains(response, "77 people")
    assertNotContains(client.get("/snb/actions/"), "Secret")


def test_closed_meeting_shows_nothing_of_its_record(client):
    secrets = {"minutes_state": "draft", "discussed": "Secret talk", "public_present": 77}
    meeting = make_closed_meeting(slug="2026-closed-meeting", **secrets)
    item = make_agenda_item(meeting=meeting, title="Secret item", minutes="Secret minutes")
    fill(item)

    response = client.get("/snb/meetings/2026-closed-meeting/")

    assertNotContains(response, "ecret")
    assertNotContains(response, "77 people")
    assertNotContains(client.get("/snb/actions/"), "ecret")
    assert client.get("/documents/secret-paper/").status_code == 404


# --- The minutes --------------------------------------------------------------------------


def test_what_was_discussed_stands_above_the_minutes(client):
    make_agenda_item(meeting=the_meeting(discussed="We spoke of lights."), minutes="All agreed.")

    page = client.get(PAGE).content.decode()

    assert page.index("We spoke of lights.") < page.index("All agreed.")


def test_draft_minutes_say_that_they_are_not_agreed(client):
    make_agenda_item(meeting=the_meeting(), minutes="All agreed.")

    assertContains(client.get(PAGE), "Draft: not yet agreed")


def test_agreed_minutes_lead_to_the_meeting_that_agreed_them(client):
    later = make_meeting(slug="later", starts_at=LATER)
    meeting = the_meeting(minutes_state="agreed", minutes_agreed_at=later)
    make_agenda_item(meeting=meeting, minutes="All was said.")

    response = client.get(PAGE)

    assertContains(response, "Agreed at the meeting of")
    assertContains(response, 'href="/snb/meetings/later/">9 March 2027</a>')
    assertNotContains(response, "not yet agreed")


def test_agreed_minutes_do_not_name_a_meeting_that_is_not_public(client):
    later = make_meeting(slug="secret-one", starts_at=LATER, state="draft", published_at=None)
    make_agenda_item(meeting=the_meeting(minutes_state="agreed", minutes_agreed_at=later))

    response = client.get(PAGE)

    assertContains(response, "The board has agreed these minutes.")
    assertNotContains(response, "secret-one")


def test_correction_stands_beside_the_original(client):
    meeting = the_meeting()
    item = make_agenda_item(meeting=meeting, minutes="Twelve people came.")
    make_correction(meeting=meeting, item=item, corrected_on=date(2027, 1, 5))

    response = client.get(PAGE)

    assertContains(response, "Corrected on 5 January 2027")
    assertContains(response, "Twelve people came.", count=2)
    assertContains(response, "Twenty people came.")


def test_attendance_is_told_by_organisation(client):
    meeting = the_meeting(public_present=12)
    make_attendance(meeting=meeting, body=make_body(name="Police"))
    make_attendance(meeting=meeting, body=make_body(name="Probation"), presence="apologies")
    hidden = make_body(name="Secret body", state="draft", published_at=None)
    make_attendance(meeting=meeting, body=hidden)

    page = client.get(PAGE).content.decode()

    words = ["Present", "Police<", "Sent apologies", "Probation<"]
    assert sorted(words, key=page.index) == words
    assert "Absent" not in page
    assert "Secret body" not in page
    assert "12 people from the public came." in page


@pytest.mark.parametrize(
    ("number", "words"),
    [(None, ""), (0, "Nobody from the public came."), (1, "1 person from the public came.")],
)
def test_number_of_the_public_is_told_in_words(number, words):
    assert public_text(make_meeting(public_present=number)) == words


def test_actions_say_who_does_them_and_mark_the_overdue_in_words(client):
    item = make_agenda_item(meeting=the_meeting(), title="Lights")
    body = make_body(name="Council")
    make_meeting_action(item=item, text="Mend them", body=body, due_on=date(2020, 1, 2))
    make_meeting_action(item=item, done_on=date(2020, 1, 3), done_text="Two lights work again.")

    response = client.get(PAGE)

    assertContains(response, "It was due on 2 January 2020 and is not done.")
    assertContains(response, "Overdue")
    assertContains(response, "Done on 3 January 2020.")
    assertContains(response, "Two lights work again.")
    assertContains(response, "Point 1: Lights")


# --- Documents ----------------------------------------------------------------------------


def test_document_page_leads_back_to_the_meeting_that_uses_it(client):
    document = paper(slug="report")
    make_agenda_item(meeting=the_meeting(title="Autumn"), title="Lights", order=3).papers.add(
        document
    )

    response = client.get("/documents/report/")

    assertContains(response, 'href="/snb/meetings/m/#item-3">Autumn: Lights</a>')


@pytest.mark.parametrize("count", [1, 3])
def test_document_of_many_points_costs_the_same(client, django_assert_num_queries, count):
    document = paper(slug="report")
    document.agenda_items.set(make_items(count))

    with django_assert_num_queries(6):
        client.get("/documents/report/")


@pytest.mark.parametrize(
    "hidden",
    [
        lambda: make_meeting(state="draft", published_at=None),
        lambda: make_closed_meeting(),
    ],
    ids=["draft", "closed"],
)
def test_document_of_a_meeting_that_is_not_shown_is_not_public(now, hidden):
    document = paper()
    make_agenda_item(meeting=hidden()).papers.add(document)

    assert not Document.objects.public(at=now).exists()
    assert shown_on(document, at=now) == []
