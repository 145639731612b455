"""What looks like somebody's own contact details is found before it is published."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from csp_portal.identity.models import Identity
from csp_portal.personal_data.records import accidental_personal_data
from csp_portal.personal_data.rules import Found, PersonalData, excerpt, personal_data_in
from tests.factories.consultations import make_finding
from tests.factories.partnership import make_board, make_helpline
from tests.factories.priorities import make_plan
from tests.factories.snb import make_agenda_item, make_agenda_link, make_meeting, make_venue


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Ask jo.bloggs@vale.example.", PersonalData.EMAIL, "jo.bloggs@vale.example"),
        ("(j+o@vale.gov.uk)", PersonalData.EMAIL, "j+o@vale.gov.uk"),
        ("Ring 01632 960 123 today", PersonalData.PHONE, "01632 960 123"),
        ("Ring 07700 900123.", PersonalData.PHONE, "07700 900123"),
        ("Ring +44 7700 900 123", PersonalData.PHONE, "+44 7700 900 123"),
        ("Ring +44 (0)20 7946 0123", PersonalData.PHONE, "+44 (0)20 7946 0123"),
        ("Ring (020) 7946 0123", PersonalData.PHONE, "(020) 7946 0123"),
        ("at 4 High St, EX1 2LE, at night", PersonalData.POSTCODE, "EX1 2LE"),
        ("in sw1a1aa", PersonalData.POSTCODE, "sw1a1aa"),
        ("at W1A 0AX", PersonalData.POSTCODE, "W1A 0AX"),
    ],
    ids=range(10),
)
def test_contact_is_found(text: str, kind: PersonalData, found: str) -> None:
    assert personal_data_in(text) == [Found(kind, found, text.index(found))]


@pytest.mark.parametrize(
    "text",
    [
        "Call 999 or 101.",
        "From 2010-11 to 2023-24 it fell by 01.5 per cent.",
        "It cost £01632 960 123.",
        "On 01/02/2023 and 02/03/2024.",
        "Ward B12 and road A13 9 times",
        "Twitter @valecouncil",
        "Case 4401632960123456",
        "1,234,567,890 offences",
    ],
    ids=range(8),
)
def test_ordinary_figures_are_not_found(text: str) -> None:
    assert personal_data_in(text) == []


@pytest.mark.parametrize("known", ["01632960123", "+44 1632 960123", "01632 960 123"])
def test_public_contact_is_not_found_however_it_is_spaced(known: str) -> None:
    assert personal_data_in("Ring 01632 960123", known=[known]) == []


def test_excerpt_has_some_words_on_either_side() -> None:
    text = "word " * 20 + "a@b.example" + " word" * 20
    found = personal_data_in(text)[0]

    assert excerpt(text, found) == f"…{'word ' * 8}a@b.example{' word' * 8}…"


# --- Records -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_record_is_looked_through_with_everything_that_belongs_to_it() -> None:
    meeting = make_meeting(summary="Ask a@b.example.")
    item = make_agenda_item(meeting=meeting, title="Safety", notes="<p>Ring 07700 900123</p>")
    make_agenda_link(item=item, label="From EX1 2LE")

    findings = accidental_personal_data(meeting)

    assert sorted((one.label, one.text) for one in findings) == [
        ("Agenda item “Safety”: notes", "07700 900123"),
        ("Agenda link “From EX1 2LE”: label", "EX1 2LE"),
        ("Summary", "a@b.example"),
    ]


@pytest.mark.django_db
def test_address_of_a_link_is_looked_at() -> None:
    plan = make_plan(gaps='<p><a href="mailto:jo@vale.example">Ask Jo</a></p>')

    assert accidental_personal_data(plan)[0].excerpt == "Ask Jo (mailto:jo@vale.example)"


@pytest.mark.django_db
def test_text_that_is_not_saved_yet_is_looked_at() -> None:
    plan = make_plan()
    plan.summary = "Ask a@b.example."

    assert accidental_personal_data(plan)[0].label == "Summary"


@pytest.mark.django_db
def test_rows_of_another_record_are_not_looked_at() -> None:
    make_agenda_item(notes="Ring 07700 900123")

    assert accidental_personal_data(make_meeting()) == []


@pytest.mark.django_db
def test_what_is_said_two_steps_below_is_found() -> None:
    finding = make_finding(text="I live at EX1 2LE")

    assert accidental_personal_data(finding.voice.consultation)[0].text == "EX1 2LE"


def portal_contact() -> str:
    Identity.objects.update(contact_email="portal@vale.example")
    return "Portal@vale.example"


def board_contact() -> str:
    return make_board(contact_phone="020 7946 0123").contact_phone


def helpline() -> str:
    return make_helpline(number="0800 123 4567").number


def venue() -> str:
    return make_venue(postcode="EX1 2LE").postcode


def address_of_a_venue() -> str:
    make_venue(address="1 High Street\nVale EX3 4LE")
    return "EX3 4LE"


@pytest.mark.parametrize(
    "make", [portal_contact, board_contact, helpline, venue, address_of_a_venue]
)
def test_contact_that_is_meant_to_be_public_is_not_found(
    portal: Identity, make: Callable[[], str]
) -> None:
    plan = make_plan(summary=f"Ask {make()} or jo@vale.example.")

    findings = accidental_personal_data(plan)

    assert list(map(lambda one: one.text, findings)) == ["jo@vale.example"]  # noqa: C417


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_looking_through_a_meeting_needs_nine_queries(rows: int) -> None:
    meeting = make_meeting()
    list(map(lambda _: make_agenda_link(item=make_agenda_item(meeting=meeting)), range(rows)))  # noqa: C417

    with CaptureQueriesContext(connection) as queries:
        accidental_personal_data(meeting)

    assert len(queries) == 9
