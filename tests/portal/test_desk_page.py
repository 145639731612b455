"""The desk as a whole: its order, what each role finds on it, what was changed, what to begin."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.admin.models import ADDITION, DELETION
from django.test import Client, RequestFactory

from csp_portal.accounts.models import User
from csp_portal.backoffice.asking import admin_of, question_of
from csp_portal.identity.models import Identity
from csp_portal.publishing.models import ChangeNote
from csp_portal.work import registry
from csp_portal.work.lines import DUE, WAITING, Asker, Line, Row, Words
from tests.back_office import address
from tests.conftest import enter
from tests.desk import desk, lines, log, moment_days_ago
from tests.factories.consultations import make_consultation
from tests.factories.partnership import make_duty
from tests.factories.snb import make_meeting


def tell_note(row: Row, asker: Asker) -> Words:
    return Words(row.title, f"was returned to {asker.user}.")


NOTES_OF_ONES_OWN = Line(
    section=WAITING,
    model="publishing.changenote",
    plural="notes of your own",
    title="title",
    tell=tell_note,
    rows=lambda asker: ChangeNote.objects.filter(noted_by=asker.user.pk),
    may=lambda asker: asker.user.is_staff,
)


@pytest.fixture
def _notes_wait() -> Iterator[None]:
    """A line that an app contributes about what waits for one person."""
    registry.register_line(NOTES_OF_ONES_OWN)
    yield
    registry._lines.remove(NOTES_OF_ONES_OWN)


@pytest.mark.usefixtures("_notes_wait")
def test_line_may_depend_on_who_looks(secretary: Client, officer: Client) -> None:
    sam = User.objects.get(username="snb-secretary")
    note = ChangeNote.objects.create(noted_at=moment_days_ago(1), title="Plan", noted_by=sam)

    assert lines(secretary, "waiting") == [f"Plan was returned to snb-secretary. {address(note)}"]
    assert lines(officer, "waiting") == []


def test_line_needs_a_question_or_rows() -> None:
    with pytest.raises(ValueError, match="neither a question nor rows"):
        registry.register_line(Line(DUE, "partnership.duty", "duties", "title", tell_note))


def test_every_line_asks_what_a_list_asks(admin_user: User) -> None:
    request = RequestFactory().get("/admin/")
    request.user = admin_user

    asked = [(line.model, line.question) for line in registry.lines() if line.question]
    found = [question_of(admin_of(admin.site, model), key, request) for model, key in asked]

    assert [question.key for question in found] == [key for _model, key in asked]


def test_list_that_does_not_ask_is_an_error(admin_user: User) -> None:
    request = RequestFactory().get("/admin/")
    request.user = admin_user

    with pytest.raises(LookupError, match=r"partnership\.Duty does not ask 'weather'"):
        question_of(admin_of(admin.site, "partnership.duty"), "weather", request)


def test_sections_stand_in_order_and_tasks_come_last(officer: Client) -> None:
    page = officer.get("/admin/").content.decode()

    headings = ("Waiting for you", "Due and overdue", "Gaps", "Lately changed", "Quick actions")
    places = [page.index(f">{heading}") for heading in (*headings, "Everything by task")]

    assert places == sorted(places)
    assert page.index("Announce a meeting") > places[-1]


def test_empty_sections_say_that_all_is_done(secretary: Client) -> None:
    page = secretary.get("/admin/").content.decode()

    assert "Nothing waits for you." in page
    assert "Nothing is overdue, and nothing is due soon." in page
    assert "We know of no gap in what you keep." in page
    assert "Nothing was changed here yet." in page


def test_somebody_without_a_role_finds_an_empty_desk(portal: Identity) -> None:
    new = User.objects.create_user(username="new", is_staff=True)
    log(new, make_meeting(summary="", starts_at=moment_days_ago(30)))

    found = desk(enter(new))

    assert [shown.total for shown in found.sections] == [0, 0, 0]
    assert (found.changes, found.quick_actions) == ([], [])


def test_change_says_who_did_what_and_opens_the_form(officer: Client) -> None:
    ann = User.objects.create_user(username="ann", first_name="Ann", last_name="Lee")
    duty = make_duty(title="Publish a plan")
    log(ann, duty, flag=ADDITION)

    [change] = desk(officer).changes

    assert (change.who, change.deed, change.kind, change.record) == (
        "Ann Lee",
        "added",
        "duty",
        "Publish a plan",
    )
    assert change.url == address(duty)


def test_secretary_is_shown_changes_of_meetings_and_of_nothing_else(secretary: Client) -> None:
    ann = User.objects.create_user(username="ann")
    log(ann, make_consultation(title="Secret draft", state="draft", published_at=None))
    log(ann, make_meeting(title="Autumn meeting"))
    log(ann, ann)

    assert [change.record for change in desk(secretary).changes] == ["Autumn meeting"]


def test_record_that_is_gone_has_no_link(officer: Client) -> None:
    ann = User.objects.create_user(username="ann")
    duty = make_duty()
    log(ann, duty)
    log(ann, duty, flag=DELETION)

    changes = desk(officer).changes

    assert [(change.deed, change.url) for change in changes] == [("deleted", ""), ("changed", "")]


def test_ten_latest_changes_come_latest_first(officer: Client) -> None:
    ann = User.objects.create_user(username="ann")
    made = [log(ann, make_duty(title=f"Duty {number}")) for number in range(12)]

    records = [change.record for change in desk(officer).changes]

    assert (len(made), len(records)) == (12, 10)
    assert (records[0], records[-1]) == ("Duty 11", "Duty 2")


def test_quick_actions_are_those_of_the_role(
    officer: Client, secretary: Client, approver: Client
) -> None:
    offered = [
        [action.label for action in desk(client).quick_actions]
        for client in (officer, secretary, approver)
    ]

    assert offered == [
        [
            "New meeting",
            "Plan the year’s meetings",
            "Add a new year of figures",
            "New plan",
            "New consultation",
        ],
        ["New meeting", "Plan the year’s meetings"],
        [],
    ]


def test_only_who_keeps_the_accounts_asks_somebody_in(admin_client: Client) -> None:
    offered = {action.label: action.url for action in desk(admin_client).quick_actions}

    assert offered["Ask somebody in"] == "/admin/accounts/user/add/"
    assert offered["Add a new year of figures"] == "/admin/priorities/measure/?missing=year"
